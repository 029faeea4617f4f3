import {
  add,
  and,
  compileLoop,
  constant,
  type Expression,
  get,
  type Loop,
  or,
  rotr,
  set,
  shr,
  xor,
} from '../../wasm/assembler.ts';

/** What is started from: the first 32 bits of the fractions of the square and cube roots of the first primes (FIPS 180-4 4.2, 5.3). */
const PRIMES = firstPrimes(64);
const SHA256_START = PRIMES.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));
const SHA256_CONSTANTS = PRIMES.map((prime) => fraction(Math.cbrt(prime)));
const SHA1_START = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0] as const;
const SHA1_CONSTANTS = [0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6] as const;

const BLOCK_WORDS = 16;

/** SHA-1 (FIPS 180-4 6.1.2) of its own result, over and over. */
export function sha1Loop(): Loop {
  const { words, schedule, code } = start(SHA1_START);
  let state = words.map((_, word) => 1 + words.length + BLOCK_WORDS + word);
  SHA1_START.forEach((value, word) => {
    code.push(...set(state[word]!, constant(value)));
  });
  for (let t = 0; t < 80; t += 1) {
    if (t >= BLOCK_WORDS) {
      const mixed = xor(get(schedule(t - 3)), get(schedule(t - 8)), get(schedule(t - 14)), get(schedule(t)));
      code.push(...set(schedule(t), rotr(mixed, -1)));
    }
    const [a, b, c, d, e] = state as [number, number, number, number, number];
    const phase = Math.floor(t / 20);
    const chosen = [choose, parity, majority, parity][phase]!(get(b), get(c), get(d));
    const sum = add(rotr(get(a), -5), chosen, get(e), constant(SHA1_CONSTANTS[phase]!), get(schedule(t)));
    code.push(...set(e, sum), ...set(b, rotr(get(b), -30)));
    state = [e, a, b, c, d];
  }
  return finish(SHA1_START, state, code);
}

/** SHA-256 (FIPS 180-4 6.2.2) of its own result, over and over. */
export function sha256Loop(): Loop {
  const { words, schedule, code } = start(SHA256_START);
  let state = words.map((_, word) => 1 + words.length + BLOCK_WORDS + word);
  SHA256_START.forEach((value, word) => {
    code.push(...set(state[word]!, constant(value)));
  });
  for (let t = 0; t < 64; t += 1) {
    if (t >= BLOCK_WORDS) {
      const [early, late] = [get(schedule(t - 15)), get(schedule(t - 2))];
      const sigma0 = xor(rotr(early, 7), rotr(early, 18), shr(early, 3));
      const sigma1 = xor(rotr(late, 17), rotr(late, 19), shr(late, 10));
      code.push(...set(schedule(t), add(sigma1, get(schedule(t - 7)), sigma0, get(schedule(t)))));
    }
    const [a, b, c, d, e, f, g, h] = state as [number, number, number, number, number, number, number, number];
    const sum1 = xor(rotr(get(e), 6), rotr(get(e), 11), rotr(get(e), 25));
    const sum0 = xor(rotr(get(a), 2), rotr(get(a), 13), rotr(get(a), 22));
    const first = add(get(h), sum1, choose(get(e), get(f), get(g)), constant(SHA256_CONSTANTS[t]!), get(schedule(t)));
    code.push(...set(h, first), ...set(d, add(get(d), get(h))));
    code.push(...set(h, add(get(h), sum0, majority(get(a), get(b), get(c)))));
    state = [h, a, b, c, d, e, f, g];
  }
  return finish(SHA256_START, state, code);
}

/** The message is the state itself: one block, padded (FIPS 180-4 5.1.1). */
function start(initial: readonly number[]) {
  const words = initial.map((_, word) => word + 1);
  const schedule = (t: number) => 1 + words.length + (t % BLOCK_WORDS);
  const padding = (word: number) => (word === words.length ? 0x80000000 : word === 15 ? words.length * 32 : 0);
  const code: number[] = [];
  for (let word = 0; word < BLOCK_WORDS; word += 1) {
    code.push(...set(schedule(word), word < words.length ? get(words[word]!) : constant(padding(word))));
  }
  return { words, schedule, code };
}

function finish(initial: readonly number[], state: readonly number[], code: readonly number[]): Loop {
  const sums = initial.flatMap((value, word) => set(word + 1, add(get(state[word]!), constant(value))));
  return compileLoop(initial.length, BLOCK_WORDS + initial.length, [...code, ...sums]).loop;
}

type Mix = (x: Expression, y: Expression, z: Expression) => Expression;
const choose: Mix = (x, y, z) => xor(z, and(x, xor(y, z)));
const parity: Mix = (x, y, z) => xor(x, y, z);
const majority: Mix = (x, y, z) => or(and(x, y), and(z, or(x, y)));

function firstPrimes(count: number): number[] {
  const primes: number[] = [];
  for (let n = 2; primes.length < count; n += 1) if (primes.every((prime) => n % prime !== 0)) primes.push(n);
  return primes;
}

function fraction(root: number): number {
  return Math.floor((root % 1) * 2 ** 32);
}
