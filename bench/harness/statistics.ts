/** One pair of measurements in milliseconds. */
export interface Timing {
  readonly ours: number;
  readonly peer: number;
}

/** A ratio with its spread. */
export interface Ratio {
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
  readonly min: number;
  readonly max: number;
  readonly oursMs: number;
  readonly peerMs: number;
}

/** The value below which the share `q` of the values lies, linear between neighbours (R's type 7). */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * q;
  const below = sorted[Math.floor(at)] as number;
  const above = sorted[Math.ceil(at)] as number;
  return below + (above - below) * (at - Math.floor(at));
}

/** The arithmetic mean. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Compares pairs: see `Row.statistic`. */
export function compare(pairs: readonly Timing[], statistic: 'median' | 'mean'): Ratio {
  const ratios = pairs.map(({ ours, peer }) => ours / peer);
  const [ours, peer] = [pairs.map((pair) => pair.ours), pairs.map((pair) => pair.peer)];
  const extremes = { min: Math.min(...ratios), max: Math.max(...ratios) };
  if (statistic === 'median')
    return {
      ratio: quantile(ratios, 0.5),
      low: quantile(ratios, 0.25),
      high: quantile(ratios, 0.75),
      ...extremes,
      oursMs: quantile(ours, 0.5),
      peerMs: quantile(peer, 0.5),
    };
  const resampled = bootstrap(pairs, 2000);
  return {
    ratio: mean(ours) / mean(peer),
    low: quantile(resampled, 0.05),
    high: quantile(resampled, 0.95),
    ...extremes,
    oursMs: mean(ours),
    peerMs: mean(peer),
  };
}

/** Ratios of means of samples drawn with replacement; the draws are the same in each run (a linear congruence). */
function bootstrap(pairs: readonly Timing[], samples: number): number[] {
  let state = 1;
  const draw = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return pairs[Math.floor((state / 2 ** 32) * pairs.length)] as Timing;
  };
  return Array.from({ length: samples }, () => {
    let [ours, peer] = [0, 0];
    for (let i = 0; i < pairs.length; i++) {
      ours += draw().ours;
      peer += draw().peer;
    }
    return ours / peer;
  });
}
