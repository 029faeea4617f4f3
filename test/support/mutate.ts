/** A generator of numbers in [0, 1) that gives the same ones for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Octets that parsers trip over: ends of ranges, tags, lengths. */
const NASTY = [
  0, 1, 0x7f, 0x80, 0x81, 0x82, 0x84, 0x88, 0xff, 0x30, 0x31, 0x02, 0x03, 0x04, 0x05, 0x06, 0x0c, 0x17, 0x18, 0xa0,
  0xa3, 0x1b,
];

/** Changes bytes in one to four places: octets set, bits turned, runs cut, doubled, moved, or the end cut off. */
export function mutate(bytes: Buffer, random: () => number): Buffer {
  let out = Buffer.from(bytes);
  const below = (limit: number) => Math.floor(random() * limit);
  for (let times = 1 + below(4); times > 0 && out.length > 0; times--) {
    const at = below(out.length);
    const run = out.subarray(at, at + 1 + below(Math.min(64, out.length - at)));
    const [head, tail] = [out.subarray(0, at), out.subarray(at + run.length)];
    switch (below(8)) {
      case 0:
        out[at] = NASTY[below(NASTY.length)]!;
        break;
      case 1:
        out[at]! ^= 1 << below(8);
        break;
      case 2:
        out[at] = below(256);
        break;
      case 3:
        out = Buffer.concat([head, tail]);
        break;
      case 4:
        out = Buffer.concat([head, run, run, tail]);
        break;
      case 5:
        out = Buffer.concat([head, tail.subarray(0, below(tail.length + 1)), run, tail]);
        break;
      case 6:
        out = Buffer.concat([
          head,
          Buffer.from(Array.from({ length: 1 + below(8) }, () => NASTY[below(NASTY.length)]!)),
          tail,
        ]);
        break;
      default:
        if (below(4) === 0) out = Buffer.from(head);
        else out.fill(NASTY[below(NASTY.length)]!, at, at + run.length);
    }
  }
  return out;
}
