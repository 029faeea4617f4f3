import { echPublicNames } from './service-binding.ts';

/** Record types that doctor asks for, with their numbers (RFC 1035, RFC 3596, RFC 9460). */
export const TYPES = { A: 1, NS: 2, AAAA: 28, HTTPS: 65 } as const;
export type RecordType = keyof typeof TYPES;

const CNAME = 5;
const SOA = 6;
const OPT = 41;
const IN = 1;
/** RFC 8914: an Extended DNS Error inside an OPT record. */
const EXTENDED_ERROR = 15;
/** What fits through nearly every path (DNS flag day 2020). */
const UDP_PAYLOAD = 1232;
const RECURSION_DESIRED = 0x0100;
const CHECKING_DISABLED = 0x0010;
/** A name of 255 octets has no more labels; a message that jumps more often goes round in circles. */
const MOST_JUMPS = 128;

const RCODES = ['NOERROR', 'FORMERR', 'SERVFAIL', 'NXDOMAIN', 'NOTIMP', 'REFUSED'] as const;
/** The response code by name; `OTHER` for those that no resolver of an end user sends. */
export type Rcode = (typeof RCODES)[number] | 'OTHER';

/** One question. */
export interface Query {
  readonly id: number;
  /** ASCII, with or without the final dot; the empty name is the root. */
  readonly name: string;
  readonly type: RecordType;
  /** Asks a validating resolver for data that failed validation (RFC 4035 section 3.2.2), and for the reason (RFC 8914). */
  readonly checkingDisabled?: boolean;
}

/** What doctor takes from an answer. */
export interface Message {
  readonly id: number;
  readonly rcode: Rcode;
  readonly truncated: boolean;
  /** Addresses in the answer section, in order. */
  readonly addresses: readonly string[];
  /** Where the CNAME records of the answer section lead, in order. */
  readonly aliases: readonly string[];
  /** The owner of the SOA record in the authority section: the zone that a negative answer comes from. */
  readonly zone: string | null;
  /** Extended DNS Error codes (RFC 8914). */
  readonly extendedErrors: readonly number[];
  /** The public names of the ECH configurations in HTTPS records, in order (RFC 9849). */
  readonly echNames: readonly string[];
}

/**
 * Writes a query (RFC 1035 section 4.1).
 *
 * @throws RangeError for a name that no message can hold: empty labels, labels over 63 octets, over 255 octets in all.
 */
export function encodeQuery({ id, name, type, checkingDisabled = false }: Query): Buffer {
  const flags = RECURSION_DESIRED | (checkingDisabled ? CHECKING_DISABLED : 0);
  const header = Buffer.alloc(12);
  for (const [at, value] of [id, flags, 1, 0, 0, checkingDisabled ? 1 : 0].entries())
    header.writeUInt16BE(value, at * 2);
  const question = Buffer.alloc(4);
  question.writeUInt16BE(TYPES[type], 0);
  question.writeUInt16BE(IN, 2);
  const opt = Buffer.alloc(checkingDisabled ? 11 : 0);
  if (checkingDisabled) {
    opt.writeUInt16BE(OPT, 1);
    opt.writeUInt16BE(UDP_PAYLOAD, 3);
  }
  return Buffer.concat([header, encodeName(name), question, opt]);
}

function encodeName(name: string): Buffer {
  const labels = name.replace(/\.$/, '') === '' ? [] : name.replace(/\.$/, '').split('.');
  const parts = labels.map((label) => {
    const octets = Buffer.from(label, 'latin1');
    if (octets.length === 0 || octets.length > 63) throw new RangeError('label');
    return Buffer.concat([Buffer.from([octets.length]), octets]);
  });
  const encoded = Buffer.concat([...parts, Buffer.from([0])]);
  if (encoded.length > 255) throw new RangeError('name');
  return encoded;
}

/** Reads an answer; undefined for bytes that are no DNS response, however they are broken. */
export function decodeMessage(bytes: Buffer): Message | undefined {
  try {
    return new Reader(bytes).message();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Reads from left to right; every step past the end is a RangeError. */
class Reader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  message(): Message | undefined {
    const [id, flags, questions, answers, authorities, additionals] = Array.from({ length: 6 }, () => this.#word());
    if ((flags! & 0x8000) === 0) return undefined;
    for (let i = 0; i < questions!; i += 1) {
      this.#name();
      this.#skip(4);
    }
    const addresses: string[] = [];
    const aliases: string[] = [];
    const extendedErrors: number[] = [];
    const echNames: string[] = [];
    let zone: string | null = null;
    const truncated = (flags! & 0x0200) !== 0;
    const read = (count: number, take: (record: ResourceRecord) => void) => {
      for (let i = 0; i < count; i += 1) take(this.#record());
    };
    read(answers!, ({ type, data, target }) => {
      if (type === CNAME && target !== undefined) aliases.push(target);
      if (type === TYPES.HTTPS) echNames.push(...echPublicNames(data));
      const address = addressOf(type, data);
      if (address !== undefined) addresses.push(address);
    });
    if (!truncated) {
      read(authorities!, ({ type, name }) => {
        if (type === SOA) zone = name;
      });
      read(additionals!, ({ type, data }) => {
        if (type === OPT) extendedErrors.push(...extendedErrorsOf(data));
      });
    }
    const rcode = RCODES[flags! & 15] ?? 'OTHER';
    return { id: id!, rcode, truncated, addresses, aliases, zone, extendedErrors, echNames };
  }

  #record(): ResourceRecord {
    const name = this.#name();
    const type = this.#word();
    this.#skip(6);
    const length = this.#word();
    const start = this.#at;
    const data = this.#bytes.subarray(start, start + length);
    if (data.length < length) throw new RangeError('end');
    const target = type === CNAME ? this.#name() : undefined;
    this.#at = start + length;
    return { name, type, data, ...(target === undefined ? {} : { target }) };
  }

  /** A name, following compression pointers (RFC 1035 section 4.1.4). */
  #name(): string {
    const labels: string[] = [];
    let after: number | undefined;
    for (let jumps = 0; jumps < MOST_JUMPS; ) {
      const length = this.#bytes.readUInt8(this.#at);
      if (length >= 0xc0) {
        const pointer = this.#word() & 0x3fff;
        after ??= this.#at;
        this.#at = pointer;
        jumps += 1;
      } else {
        this.#at += 1;
        if (length === 0) {
          this.#at = after ?? this.#at;
          return labels.join('.');
        }
        if (this.#at + length > this.#bytes.length || labels.length > MOST_JUMPS) throw new RangeError('end');
        labels.push(this.#bytes.toString('latin1', this.#at, this.#at + length));
        this.#at += length;
      }
    }
    throw new RangeError('loop');
  }

  #word(): number {
    const value = this.#bytes.readUInt16BE(this.#at);
    this.#at += 2;
    return value;
  }

  #skip(octets: number): void {
    this.#at += octets;
    if (this.#at > this.#bytes.length) throw new RangeError('end');
  }
}

interface ResourceRecord {
  readonly name: string;
  readonly type: number;
  readonly data: Buffer;
  readonly target?: string;
}

function addressOf(type: number, data: Buffer): string | undefined {
  if (type === TYPES.A && data.length === 4) return [...data].join('.');
  if (type !== TYPES.AAAA || data.length !== 16) return undefined;
  const groups = Array.from({ length: 8 }, (_, i) => data.readUInt16BE(i * 2).toString(16));
  return new URL(`http://[${groups.join(':')}]`).hostname.slice(1, -1);
}

function extendedErrorsOf(options: Buffer): number[] {
  const errors: number[] = [];
  for (let at = 0; at + 4 <= options.length; at += 4 + options.readUInt16BE(at + 2)) {
    const length = options.readUInt16BE(at + 2);
    if (options.readUInt16BE(at) === EXTENDED_ERROR && length >= 2 && at + 6 <= options.length)
      errors.push(options.readUInt16BE(at + 4));
  }
  return errors;
}
