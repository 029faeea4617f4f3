import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RecordReader, type TlsRecord } from '../../src/tls/record/record-reader.ts';

const hex = (text: string) => Buffer.from(text.replace(/\s/g, ''), 'hex');
const ALERT_40 = hex('15 0303 0002 0228');
const CCS = hex('14 0303 0001 01');

function readAll(...chunks: Buffer[]): { reader: RecordReader; records: TlsRecord[] } {
  const reader = new RecordReader();
  return { reader, records: chunks.flatMap((chunk) => reader.push(chunk)) };
}

describe('RecordReader', () => {
  it('cuts records out of one chunk and tells where each began', () => {
    const { records, reader } = readAll(Buffer.concat([ALERT_40, CCS]));
    expect(records).toEqual([
      { type: 21, version: 0x0303, fragment: hex('0228'), offset: 0 },
      { type: 20, version: 0x0303, fragment: hex('01'), offset: 7 },
    ]);
    expect(reader.partial).toBeUndefined();
  });

  it('gives the same records however the stream is chopped up', () => {
    const stream = Buffer.concat([ALERT_40, CCS, hex('17 0303 0000'), hex('16 0301 0004 0e000000')]);
    const whole = readAll(stream).records;
    expect(whole.map(({ type }) => type)).toEqual([21, 20, 23, 22]);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: stream.length })), (cuts) => {
        const at = [0, ...cuts.sort((a, b) => a - b), stream.length];
        const chunks = at.slice(1).map((end, index) => stream.subarray(at[index], end));
        expect(readAll(...chunks).records).toEqual(whole);
      }),
    );
  });

  it('tells how much of a record is there', () => {
    expect(readAll(hex('16')).reader.partial).toEqual({ type: 22, have: 1, need: undefined });
    expect(readAll(hex('16 0303 007a 0200')).reader.partial).toEqual({ type: 22, have: 7, need: 127 });
  });

  it.each([
    ['an HTTP answer', Buffer.from('HTTP/1.1 400 Bad Request\r\n'), 'content-type', 0],
    ['a type that is right and a version that is not', hex('16 4854'), 'version', 0],
    ['a fragment longer than any version allows', hex('17 0303 4801'), 'length', 0],
    ['something after good records', Buffer.concat([ALERT_40, Buffer.from('220 hello')]), 'content-type', 7],
  ])('knows that %s is no record', (_what, bytes, reason, offset) => {
    const { reader } = readAll(bytes);
    expect(reader.notTls).toEqual({ reason, offset });
    expect(reader.push(ALERT_40)).toEqual([]);
  });

  it('accepts a fragment of the greatest length', () => {
    const { records } = readAll(Buffer.concat([hex('17 0303 4800'), Buffer.alloc(0x4800)]));
    expect(records[0]!.fragment.length).toBe(0x4800);
  });
});
