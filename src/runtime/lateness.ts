const TICK_MS = 20;

/**
 * Watches how late this process is: because it computes, or because the system lets it wait for a processor. What is
 * measured meanwhile is so much longer than it would be on an idle machine, at most.
 *
 * @returns ends the watch and tells the milliseconds lost since it began
 */
export function watchLateness(now: () => number = () => performance.now()): () => number {
  let last = now();
  let lost = 0;
  const look = () => {
    const at = now();
    lost += Math.max(0, at - last - TICK_MS);
    last = at;
  };
  const timer = setInterval(look, TICK_MS);
  return () => {
    clearInterval(timer);
    look();
    return lost;
  };
}
