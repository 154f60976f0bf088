// Ctrl-C in a terminal, and most supervisors, signal the children too. The product must finish its turns before
// storage goes, so a child ignores signals and lets its parent decide.
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const closingLimitMs = 30_000;

/**
 * In a child: closes in order and exits when the parent says so, or is gone in whatever way (the channel then ends).
 * Call it before anything slow is loaded.
 */
export function obeyParent(close: () => Promise<void>): void {
  for (const signal of signals) process.on(signal, () => undefined);
  const end = once(() => {
    setTimeout(() => process.exit(1), closingLimitMs).unref();
    close().then(() => process.exit(0), fail);
  });
  process.on('message', (message) => message === 'shutdown' && end());
  process.on('disconnect', end);
}

/** In a child: tells the parent what it waits for. */
export function tellParent(ready: Record<string, number>): void {
  process.send?.({ ready });
}

/** In a child: the reason goes to the parent as the last lines of output. */
export function fail(fault: unknown): void {
  console.error(fault);
  process.exit(1);
}

function once(action: () => void): () => void {
  let done = false;
  return () => {
    if (!done) action();
    done = true;
  };
}
