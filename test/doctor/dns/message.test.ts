import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeMessage, encodeQuery } from '../../../src/doctor/dns/message.ts';

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');
/** chat.lab in a question of type A. */
const QUESTION = '0463686174036c616200 0001 0001';

describe('encodeQuery', () => {
  it('writes the header and the question (RFC 1035 section 4.1)', () => {
    const query = encodeQuery({ id: 0x1234, name: 'chat.lab', type: 'A' });
    expect(query).toEqual(hex(`1234 0100 0001 0000 0000 0000 ${QUESTION}`));
  });

  it('asks the root for its name servers', () => {
    expect(encodeQuery({ id: 1, name: '', type: 'NS' })).toEqual(hex('0001 0100 0001 0000 0000 0000 00 0002 0001'));
  });

  it('switches validation off and asks for reasons with EDNS (RFC 6891)', () => {
    const query = encodeQuery({ id: 1, name: 'chat.lab.', type: 'A', checkingDisabled: true });
    expect(query).toEqual(hex(`0001 0110 0001 0000 0000 0001 ${QUESTION} 00 0029 04d0 00000000 0000`));
  });

  it.each(['a..b', `${'a'.repeat(64)}.b`, Array.from({ length: 64 }, () => 'abc').join('.')])('refuses %s', (name) => {
    expect(() => encodeQuery({ id: 1, name, type: 'A' })).toThrow(RangeError);
  });
});

describe('decodeMessage', () => {
  it('reads addresses behind an alias, with compressed names', () => {
    const alias = 'c00c 0005 0001 0000003c 0007 0467616d65c011';
    const address = '0467616d65c011 0001 0001 0000003c 0004 0a4d0002';
    const message = decodeMessage(hex(`1234 8180 0001 0002 0000 0000 ${QUESTION} ${alias} ${address}`));
    expect(message).toEqual({
      id: 0x1234,
      echNames: [],
      rcode: 'NOERROR',
      truncated: false,
      addresses: ['10.77.0.2'],
      aliases: ['game.lab'],
      zone: null,
      extendedErrors: [],
    });
  });

  it('reads IPv6 addresses in their short form (RFC 5952)', () => {
    const record = 'c00c 001c 0001 0000003c 0010 20010db8000000000000000000000005';
    expect(decodeMessage(hex(`0001 8180 0001 0001 0000 0000 ${QUESTION} ${record}`))?.addresses).toEqual([
      '2001:db8::5',
    ]);
  });

  it('names the zone that says no', () => {
    const soa = '036c616200 0006 0001 0000003c 0016 00 00 00000001 00000002 00000003 00000004 00000005';
    const message = decodeMessage(hex(`0001 8183 0001 0000 0001 0000 ${QUESTION} ${soa}`));
    expect(message).toMatchObject({ rcode: 'NXDOMAIN', zone: 'lab' });
  });

  it('reads Extended DNS Errors (RFC 8914)', () => {
    const opt = '00 0029 04d0 00000000 0006 000f 0002 0006';
    const message = decodeMessage(hex(`0001 8182 0001 0000 0000 0001 ${QUESTION} ${opt}`));
    expect(message).toMatchObject({ rcode: 'SERVFAIL', extendedErrors: [6] });
  });

  it.each([
    ['a question', `0001 0100 0001 0000 0000 0000 ${QUESTION}`],
    ['nothing', ''],
    ['a header alone that promises records', '0001 8180 0000 0001 0000 0000'],
    ['a name that points at itself', '0001 8180 0001 0000 0000 0000 c00c 0001 0001'],
    ['a record longer than the message', `0001 8180 0001 0001 0000 0000 ${QUESTION} c00c 0001 0001 0000003c ffff 0a`],
  ])('is undefined for %s', (_what, bytes) => {
    expect(decodeMessage(hex(bytes))).toBeUndefined();
  });

  it('survives any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
        decodeMessage(Buffer.from(bytes));
      }),
    );
  });

  it('survives a damaged answer', () => {
    const good = hex(`1234 8180 0001 0001 0000 0000 ${QUESTION} c00c 0005 0001 0000003c 0007 0467616d65c011`);
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.nat(255), fc.nat(good.length), (at, byte, length) => {
        const damaged = Buffer.from(good);
        damaged[at] = byte;
        decodeMessage(damaged.subarray(0, length));
      }),
    );
  });
});
