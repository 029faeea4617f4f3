/** Joins what is too much for an argument list. */
export const join = (parts: readonly Uint8Array[]) => Buffer.concat(parts as Uint8Array[]);

/** A DER writer for tests: each function gives the bytes of one element. */
export function tlv(tag: number, ...parts: Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  if (content.length < 0x80) return Buffer.concat([Buffer.of(tag, content.length), content]);
  const octets: number[] = [];
  for (let rest = content.length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
  return Buffer.concat([Buffer.of(tag, 0x80 | octets.length, ...octets), content]);
}

export const seq = (...parts: Uint8Array[]) => tlv(0x30, ...parts);
export const set = (...parts: Uint8Array[]) => tlv(0x31, ...parts);
export const octets = (...parts: Uint8Array[]) => tlv(0x04, ...parts);
export const bits = (content: Uint8Array, unused = 0) => tlv(0x03, Buffer.of(unused), content);
export const bool = (value: boolean) => tlv(0x01, Buffer.of(value ? 0xff : 0));
export const nil = () => tlv(0x05);
export const utf8 = (text: string) => tlv(0x0c, Buffer.from(text));
export const printable = (text: string) => tlv(0x13, Buffer.from(text));
export const ia5 = (text: string) => tlv(0x16, Buffer.from(text));
export const hex = (text: string) => Buffer.from(text.replace(/\s+/g, ''), 'hex');

export function int(value: number | bigint): Buffer {
  let text = BigInt(value).toString(16);
  if (text.length % 2) text = `0${text}`;
  if (Number.parseInt(text.slice(0, 2), 16) > 0x7f) text = `00${text}`;
  return tlv(0x02, Buffer.from(text, 'hex'));
}

export function oid(dotted: string): Buffer {
  const [a, b, ...rest] = dotted.split('.').map(BigInt) as [bigint, bigint, ...bigint[]];
  const octetsOf = (arc: bigint): number[] => {
    const out = [Number(arc & 0x7fn)];
    for (let left = arc >> 7n; left > 0n; left >>= 7n) out.unshift(Number(left & 0x7fn) | 0x80);
    return out;
  };
  return tlv(0x06, Buffer.from([a * 40n + b, ...rest].flatMap(octetsOf)));
}

/** UTCTime through 2049, GeneralizedTime from 2050, as RFC 5280 demands. */
export function time(date: Date): Buffer {
  const digits = date
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replace(/[-:T]/g, '');
  const utc = date.getUTCFullYear() >= 1950 && date.getUTCFullYear() < 2050;
  return tlv(utc ? 0x17 : 0x18, Buffer.from(utc ? digits.slice(2) : digits));
}

/** A Name of one attribute per level: `[['CN', 'a']]`, or dotted types. */
export function name(...attributes: [type: string, value: string | Buffer][]): Buffer {
  const types: Record<string, string> = { CN: '2.5.4.3', O: '2.5.4.10', OU: '2.5.4.11', C: '2.5.4.6' };
  return seq(
    ...attributes.map(([type, value]) =>
      set(seq(oid(types[type] ?? type), typeof value === 'string' ? utf8(value) : value)),
    ),
  );
}
