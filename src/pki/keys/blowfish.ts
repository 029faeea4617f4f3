import { AppError } from '../../errors/app-error.ts';
import {
  add,
  and,
  type Compiled,
  canCompile,
  compileLoop,
  constant,
  get,
  type Loop,
  load,
  rotr,
  set,
  store,
  xor,
} from '../wasm/assembler.ts';

/**
 * Blowfish (Schneier 1993) with the expensive key schedule of bcrypt (Provos and Mazières 1999). Only what opening an
 * OpenSSH key needs: never use it to protect anything new.
 */
const ROUNDS = 16;
const SUBKEYS = 18;
const WORDS = SUBKEYS + 4 * 256;

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

/** Where things lie in the memory of the loop, in octets: subkeys and S-boxes, then the salt, then what is enciphered alone. */
const BOXES = SUBKEYS * 4;
const SALT = WORDS * 4;
const SALT_WORDS = 16;
const ALONE = SALT + SALT_WORDS * 4;

let compiled: Compiled | undefined;

/**
 * Enciphers pair after pair: each is the encipherment of the one before it, mixed with the next words of the salt. State: both halves,
 * the address that the pair goes to, and the offset into the salt. All the time of bcrypt goes here, and a loop of our own takes
 * what the processor's loads take.
 */
function chain(): Compiled {
  const [LEFT, RIGHT, TO, AT, SWAP] = [1, 2, 3, 4, 5] as const;
  const subkey = (i: number) => load(constant(0), i * 4);
  /** The word of S-box n that octet n of a half chooses: turned so that the octet counts words. */
  const box = (half: number, n: number) =>
    load(and(rotr(get(half), 22 - 8 * n), constant(0xff << 2)), BOXES + n * 1024);
  const mixed = (half: number) => add(xor(add(box(half, 0), box(half, 1)), box(half, 2)), box(half, 3));
  const code = [
    ...set(LEFT, xor(get(LEFT), load(get(AT), SALT), subkey(0))),
    ...set(RIGHT, xor(get(RIGHT), load(get(AT), SALT + 4))),
  ];
  for (let round = 1; round <= ROUNDS; round += 1) {
    const [from, to] = round % 2 === 1 ? [LEFT, RIGHT] : [RIGHT, LEFT];
    code.push(...set(to, xor(get(to), subkey(round), mixed(from))));
  }
  code.push(...set(SWAP, xor(get(RIGHT), subkey(17))), ...set(RIGHT, get(LEFT)), ...set(LEFT, get(SWAP)));
  code.push(...store(get(TO), 0, get(LEFT)), ...store(get(TO), 4, get(RIGHT)));
  code.push(...set(TO, add(get(TO), constant(8))));
  code.push(...set(AT, and(add(get(AT), constant(8)), constant(SALT_WORDS * 4 - 1))));
  return compileLoop(4, 1, code);
}

function jitless(): AppError {
  const needed = 'WebAssembly (node without --jitless)';
  return new AppError('ERR_RUNTIME_UNSUPPORTED', { version: process.version, feature: 'bcrypt', needed });
}

/** One Blowfish state at a time: 18 subkeys and four S-boxes of 256 words, in the memory of a loop. */
export class Blowfish {
  readonly #memory: Int32Array;
  readonly #loop: Loop;

  /** @throws AppError ERR_RUNTIME_UNSUPPORTED */
  constructor() {
    if (!canCompile()) throw jitless();
    compiled ??= chain();
    this.#loop = compiled.loop;
    this.#memory = new Int32Array(compiled.memory.buffer);
    this.#memory.set(piWords());
  }

  /** bcrypt's ExpandKey: mixes a key of 16 words in, and a salt of as many (of zeros, for the plain schedule). */
  expand(salt: Uint32Array, key: Uint32Array): void {
    const memory = this.#memory;
    for (let i = 0; i < SUBKEYS; i += 1) memory[i]! ^= key[i % key.length]!;
    memory.set(salt, SALT / 4);
    this.#loop(WORDS / 2, 0, 0, 0, 0);
  }

  /** Enciphers pairs of words in place, each on its own (ECB). */
  encrypt(words: Uint32Array): void {
    this.#memory.fill(0, SALT / 4, ALONE / 4);
    for (let i = 0; i < words.length; i += 2) {
      const [left, right] = this.#loop(1, words[i]!, words[i + 1]!, ALONE, 0);
      words.set([left!, right!], i);
    }
  }
}
