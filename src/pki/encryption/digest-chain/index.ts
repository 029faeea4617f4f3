import { hash } from 'node:crypto';
import { canCompile, type Loop } from '../../wasm/assembler.ts';
import { sha1Loop, sha256Loop } from './loops.ts';

const MAKERS: Readonly<Record<string, () => Loop>> = { sha1: sha1Loop, sha256: sha256Loop };
const made = new Map<string, Loop>();

/** From here on a loop wins back what compiling it costs, some 20 ms. */
const WORTH_A_LOOP = 8192;
/** A call runs this many rounds: V8 replaces its first, slow code only between calls. */
const ROUNDS_A_CALL = 4096;

/**
 * A digest of a digest of … of some bytes: what the key derivations of PKCS#12 (RFC 7292 B.2) and PBKDF1 (RFC 8018 5.1) are made of.
 * `node:crypto` has no such chain, and a call of it for every round costs six to twelve times as much as the digest itself: SHA-1 and
 * SHA-256, which files with 600,000 rounds use, run as loops of our own.
 *
 * @param digest name that `node:crypto` knows
 * @param rounds how often the digest is taken; at least once
 */
export function digestChain(digest: string, input: Uint8Array, rounds: number): Buffer {
  let value = hash(digest, input, 'buffer');
  const loop = rounds >= WORTH_A_LOOP ? loopOf(digest) : undefined;
  if (loop === undefined) {
    for (let round = 1; round < rounds; round += 1) value = hash(digest, value, 'buffer');
    return value;
  }
  let state: readonly number[] = Array.from({ length: value.length / 4 }, (_, word) => value.readInt32BE(word * 4));
  for (let left = rounds - 1; left > 0; left -= ROUNDS_A_CALL) state = loop(Math.min(left, ROUNDS_A_CALL), ...state);
  state.forEach((word, at) => {
    value.writeInt32BE(word, at * 4);
  });
  return value;
}

/** Undefined for other digests, and where there is no compiler. */
function loopOf(digest: string): Loop | undefined {
  const make = MAKERS[digest];
  if (make === undefined || !canCompile()) return undefined;
  const loop = made.get(digest) ?? make();
  made.set(digest, loop);
  return loop;
}
