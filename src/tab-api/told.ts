/** Work that tells how far it is, begun when it is first listened to. Whoever listens may go: it goes on to its end all the same. */
export async function* told<T extends object>(work: (tell: (line: T) => void) => Promise<void>): AsyncGenerator<T> {
  const lines: (T | undefined)[] = [];
  let wake: () => void = () => undefined;
  const tell = (line: T | undefined): void => {
    lines.push(line);
    wake();
  };
  const over = work(tell).finally(() => tell(undefined));
  // Where nobody listens any more nobody hears of a fault: that is for the work to put into the log.
  over.catch(() => undefined);
  for (;;) {
    while (lines.length === 0) await new Promise<void>((resolve) => (wake = resolve));
    const line = lines.shift();
    if (line === undefined) break;
    yield line;
  }
  await over;
}
