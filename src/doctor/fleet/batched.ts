/**
 * Reads of the same thing, one at a time: whoever asks while one is going on shares the next one with all others who do. What
 * is given was read after it was asked for, never before.
 */
export function batched<T>(read: (path: string) => Promise<T>): (path: string) => Promise<T> {
  const running = new Map<string, Promise<T>>();
  const next = new Map<string, Promise<T>>();
  const start = (path: string): Promise<T> => {
    const work = read(path).finally(() => running.delete(path));
    running.set(path, work);
    return work;
  };
  return (path) => {
    const now = running.get(path);
    if (now === undefined) return start(path);
    const waiting = next.get(path);
    if (waiting) return waiting;
    const begin = () => {
      next.delete(path);
      return start(path);
    };
    const work = now.then(begin, begin);
    next.set(path, work);
    return work;
  };
}
