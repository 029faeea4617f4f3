import type { KeyObject } from 'node:crypto';
import type { Codec } from '../protocol/codec.ts';
import { refusal, type ServerEvent } from '../protocol/events.ts';
import { LINE_COMMANDS, type Parsed, parseLine } from '../protocol/line-parse.ts';
import { printLines } from '../protocol/line-print.ts';
import { parseName } from '../protocol/names.ts';
import { cleanText } from '../protocol/text.ts';
import { CIPHERTEXT_BYTES, decrypt, encryptFor, type RsaServerKey, readMemberKey } from './rsa-cipher.ts';

/** Who else is there, with the key that a client of this dialect encrypts for. */
export interface RsaDirectory {
  /** The other members of this member's room; without a key of their own the server reads for them. */
  others(): readonly { readonly name: string; readonly pem: string | undefined }[];
  /** The key of a member by its name. */
  pemOf(name: string): string | undefined;
}

/** Who speaks when the server itself has something to say. */
const SERVER_NAME = 'llave';

// Clients ignore a record of three bytes or fewer where a sender's name is due, and take the ciphertext for the name.
const SHORTEST_NAME = 4;

const PEM_END = '-----END PUBLIC KEY-----';
const MAX_PEM_BYTES = 4096;

/**
 * Dialect `rsa`, that of the seed's Python programs: no framing but TLS records, keys exchanged in PEM, messages as RSA-OAEP
 * ciphertexts. Every message comes as two of them, of which only the first was ever readable; it is encrypted anew for each
 * receiver with the receiver's own key.
 */
export function rsaCodec(server: RsaServerKey, directory: RsaDirectory): Codec {
  const input = new RsaInput(server.privateKey);
  const key = (name: string, pem: string | undefined): Buffer[] => [Buffer.from(pem ?? server.pem), Buffer.from(name)];
  const say = (from: string, text: string): Buffer[] =>
    input.key
      ? encryptFor(input.key, text).flatMap((ciphertext) => [Buffer.from(from.padEnd(padded(from))), ciphertext])
      : [];

  function print(event: ServerEvent): Buffer[] {
    switch (event.type) {
      case 'hello':
        return [Buffer.from(server.pem)];
      case 'welcome':
        return directory.others().flatMap(({ name, pem }) => key(name, pem));
      case 'joined':
        return key(event.name, directory.pemOf(event.name));
      case 'renamed':
        return event.self ? say(SERVER_NAME, printLines(event)[0] as string) : key(event.to, directory.pemOf(event.to));
      case 'message':
        return say(event.from, event.text);
      case 'left':
      case 'ping':
        return [];
      case 'receipt':
        // "Messages not received" is the very thing that these clients could never tell.
        if (event.recipients > 0) return [];
        return say(
          SERVER_NAME,
          event.complete === false
            ? 'nobody on this server got that, and others are out of reach'
            : 'nobody else is here: nobody got that',
        );
      default:
        return printLines(event).flatMap((line) => say(SERVER_NAME, line));
    }
  }

  return {
    dialect: 'rsa',
    liveness: false,
    lenientNames: true,
    commands: LINE_COMMANDS,
    shared: undefined,
    get publicKeyPem() {
      return input.pem;
    },
    receive: (chunk) => input.receive(chunk),
    end: () => [],
    print,
  };
}

/** Spaces bring a name to the length at which clients notice it; a character has one byte or more. */
function padded(name: string): number {
  return name.length + Math.max(0, SHORTEST_NAME - Buffer.byteLength(name));
}

/** What comes from a client: its PEM, its name, then pairs of ciphertexts. */
class RsaInput {
  pem: string | undefined;
  key: KeyObject | undefined;
  #stage: 'key' | 'name' | 'talk' | 'broken' = 'key';
  #held = Buffer.alloc(0);
  readonly #privateKey: KeyObject;

  constructor(privateKey: KeyObject) {
    this.#privateKey = privateKey;
  }

  *receive(chunk: Buffer): Iterable<Parsed> {
    if (this.#stage === 'broken') return;
    this.#held = this.#held.length === 0 ? Buffer.from(chunk) : Buffer.concat([this.#held, chunk]);
    if (this.#stage === 'key' && !this.#takeKey()) {
      if (this.#stage === 'key') return;
      yield refusal('bad-command', 'send your RSA public key of 2048 to 4096 bits first, in PEM');
      return;
    }
    if (this.#stage === 'name') {
      if (this.#held.length === 0) return;
      const name = lenientName(this.#held.toString('utf8'));
      this.#held = Buffer.alloc(0);
      this.#stage = 'talk';
      yield { type: 'name', name };
      return;
    }
    // The second of each pair was meant for the others and can be read by nobody.
    while (this.#held.length >= 2 * CIPHERTEXT_BYTES) {
      const text = decrypt(this.#privateKey, this.#held.subarray(0, CIPHERTEXT_BYTES));
      this.#held = this.#held.subarray(2 * CIPHERTEXT_BYTES);
      yield text === undefined
        ? refusal('bad-utf8', 'that message cannot be decrypted with the key of the server; nobody got it')
        : parseLine(text, true);
    }
  }

  /** Takes the key once it is whole; false while it is not, and for ever if it is none. */
  #takeKey(): boolean {
    const at = this.#held.indexOf(PEM_END);
    if (at === -1 || at > MAX_PEM_BYTES) {
      if (this.#held.length > MAX_PEM_BYTES) this.#stage = 'broken';
      return false;
    }
    const end = at + PEM_END.length;
    const key = readMemberKey(this.#held.toString('latin1', 0, end));
    if (!key) {
      this.#stage = 'broken';
      return false;
    }
    this.key = key;
    // Written anew: what others get is exactly one key, whatever stood around it.
    this.pem = key.export({ type: 'spki', format: 'pem' }) as string;
    let rest = end;
    while (this.#held[rest] === 0x0a || this.#held[rest] === 0x0d) rest += 1;
    this.#held = this.#held.subarray(rest);
    this.#stage = 'name';
    return true;
  }
}

/** A name that our rules allow and that is as near as can be to what people type at these clients. */
export function lenientName(text: string): string {
  const near = cleanText(text)
    .trim()
    .replace(/\s+/g, '_')
    .replace(/[^\p{L}\p{M}\p{Nd}_.-]/gu, '');
  return parseName([...near].slice(0, 28).join('')) ?? 'guest';
}
