/**
 * Blowfish (Schneier 1993) with the expensive key schedule of bcrypt (Provos and Mazières 1999). Only what opening an
 * OpenSSH key needs: never use it to protect anything new.
 */
const ROUNDS = 16;
const WORDS = 18 + 4 * 256;

let initial: Uint32Array | undefined;

/** The first 33,344 bits of the fraction of pi: the nothing-up-my-sleeve numbers that the cipher starts from. */
function piWords(): Uint32Array {
  if (initial !== undefined) return initial;
  const guard = 64n;
  const bits = BigInt(WORDS * 32) + guard;
  const one = 1n << bits;
  // Machin: pi = 16 arctan(1/5) - 4 arctan(1/239).
  const pi = 16n * arctanInverse(5n, one) - 4n * arctanInverse(239n, one);
  const hex = ((pi - 3n * one) >> guard).toString(16).padStart(WORDS * 8, '0');
  initial = Uint32Array.from({ length: WORDS }, (_, word) => Number.parseInt(hex.slice(word * 8, word * 8 + 8), 16));
  return initial;
}

function arctanInverse(x: bigint, one: bigint): bigint {
  const square = x * x;
  let term = one / x;
  let sum = term;
  for (let n = 3n, sign = -1n; term !== 0n; n += 2n, sign = -sign) {
    term /= square;
    sum += (sign * term) / n;
  }
  return sum;
}

/** One Blowfish state: 18 subkeys and four S-boxes of 256 words. */
export class Blowfish {
  readonly #p: Uint32Array;
  readonly #s: Uint32Array;
  #left = 0;
  #right = 0;

  constructor() {
    this.#p = piWords().slice(0, 18);
    this.#s = piWords().slice(18);
  }

  /** bcrypt's ExpandKey: mixes a key in, and a salt (of zeros, for the plain schedule). */
  expand(salt: Uint32Array, key: Uint32Array): void {
    const p = this.#p;
    const s = this.#s;
    for (let i = 0; i < 18; i += 1) p[i]! ^= key[i % key.length]!;
    let at = 0;
    let left = 0;
    let right = 0;
    for (const table of [p, s]) {
      for (let i = 0; i < table.length; i += 2) {
        this.#encipher(left ^ salt[at]!, right ^ salt[at + 1]!);
        at = (at + 2) % salt.length;
        left = this.#left;
        right = this.#right;
        table[i] = left;
        table[i + 1] = right;
      }
    }
  }

  /** Enciphers pairs of words in place, each on its own (ECB). */
  encrypt(words: Uint32Array): void {
    for (let i = 0; i < words.length; i += 2) {
      this.#encipher(words[i]!, words[i + 1]!);
      words[i] = this.#left;
      words[i + 1] = this.#right;
    }
  }

  #encipher(xl: number, xr: number): void {
    const p = this.#p;
    const s = this.#s;
    let left = xl;
    let right = xr;
    for (let i = 0; i < ROUNDS; i += 1) {
      left ^= p[i]!;
      right ^=
        (((s[left >>> 24]! + s[256 + ((left >>> 16) & 0xff)]!) ^ s[512 + ((left >>> 8) & 0xff)]!) +
          s[768 + (left & 0xff)]!) |
        0;
      const swap = left;
      left = right;
      right = swap;
    }
    this.#left = (right ^ p[17]!) >>> 0;
    this.#right = (left ^ p[16]!) >>> 0;
  }
}
