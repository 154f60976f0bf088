/**
 * Many who ask for one thing at once are answered by two reads. Whoever asks while one is under way waits for the next: the
 * first may have begun before what they must see was written.
 */
export function sharedRead<T>(read: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const running = new Map<string, Promise<unknown>>();
  const waiting = new Map<string, Promise<T>>();
  const begin = (key: string): Promise<T> => {
    const reading = read(key);
    const ended = reading.then(
      () => undefined,
      () => undefined,
    );
    running.set(key, ended);
    void ended.then(() => running.get(key) === ended && running.delete(key));
    return reading;
  };
  return (key) => {
    const before = running.get(key);
    if (!before) return begin(key);
    const joined = waiting.get(key);
    if (joined) return joined;
    const next = before.then(() => {
      waiting.delete(key);
      return begin(key);
    });
    waiting.set(key, next);
    return next;
  };
}
