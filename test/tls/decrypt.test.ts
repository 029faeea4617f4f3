import { createCipheriv, createSecretKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { hkdfExpandLabel } from '../../src/tls/decrypt/hkdf.ts';
import { readKeyLog } from '../../src/tls/decrypt/key-log.ts';
import { recordOpener } from '../../src/tls/decrypt/record-opener.ts';

const hex = (text: string) => Buffer.from(text.replace(/\s/g, ''), 'hex');

/** RFC 8448, section 3: secrets of the simple 1-RTT handshake and what follows from them. */
const SERVER_HANDSHAKE_SECRET = hex('b67b7d690cc16c4e75e54213cb2d37b4e9c912bcded9105d42befd59d391ad38');
const SERVER_HANDSHAKE_KEY = '3fce516009c21727d0f2e4e86ee403bc';
const SERVER_HANDSHAKE_IV = '5d313eb2671276ee13000b30';

/** Seals as a server does, independent of the code under test. */
function seal(sequence: number, inner: string): { type: number; version: number; fragment: Buffer; offset: number } {
  const nonce = hex(SERVER_HANDSHAKE_IV);
  nonce[11]! ^= sequence;
  const text = hex(inner);
  const cipher = createCipheriv('aes-128-gcm', hex(SERVER_HANDSHAKE_KEY), nonce);
  cipher.setAAD(hex(`17 0303 00${(text.length + 16).toString(16).padStart(2, '0')}`));
  const fragment = Buffer.concat([cipher.update(text), cipher.final(), cipher.getAuthTag()]);
  return { type: 23, version: 0x0303, fragment, offset: 0 };
}

describe('HKDF-Expand-Label', () => {
  const secret = createSecretKey(SERVER_HANDSHAKE_SECRET);

  it('derives the keys of RFC 8448', () => {
    expect(hkdfExpandLabel('sha256', secret, 'key', 16).toString('hex')).toBe(SERVER_HANDSHAKE_KEY);
    expect(hkdfExpandLabel('sha256', secret, 'iv', 12).toString('hex')).toBe(SERVER_HANDSHAKE_IV);
  });

  it('gives any length', () => {
    const long = hkdfExpandLabel('sha256', secret, 'x', 100);
    expect(long.length).toBe(100);
  });
});

describe('an opener of records', () => {
  const opener = () => recordOpener(0x1301, SERVER_HANDSHAKE_SECRET, undefined)!;

  it('takes padding off and finds the inner type', () => {
    expect(opener().open(seal(0, 'aabb 00 15'))).toEqual({ type: 21, fragment: hex('aabb00') });
    expect(opener().open(seal(0, 'aabb 16 0000000000'))).toEqual({ type: 22, fragment: hex('aabb') });
  });

  it('counts records', () => {
    const one = opener();
    expect(one.open(seal(0, '01 16'))?.fragment).toEqual(hex('01'));
    expect(one.open(seal(1, '02 16'))?.fragment).toEqual(hex('02'));
    expect(one.open(seal(1, '02 16'))).toBeUndefined();
  });

  it('opens nothing that was changed, is too short, or is all padding', () => {
    const changed = seal(0, '01 16');
    changed.fragment[0]! ^= 1;
    expect(opener().open(changed)).toBeUndefined();
    expect(opener().open({ ...changed, fragment: Buffer.alloc(3) })).toBeUndefined();
    expect(opener().open(seal(0, '0000'))).toBeUndefined();
  });

  it('opens nothing after Finished without the application secret', () => {
    const one = opener();
    one.afterMessage(20);
    expect(one.open(seal(0, '01 16'))).toBeUndefined();
  });

  it('is none for a suite that is not known, or without a secret', () => {
    expect(recordOpener(0xc02f, SERVER_HANDSHAKE_SECRET, undefined)).toBeUndefined();
    expect(recordOpener(0x1301, undefined, SERVER_HANDSHAKE_SECRET)).toBeUndefined();
  });
});

describe('a key log', () => {
  it('gives the secrets of one session only', () => {
    const lines = [
      'SERVER_HANDSHAKE_TRAFFIC_SECRET aa 0102\n',
      'SERVER_HANDSHAKE_TRAFFIC_SECRET bb ffff\n',
      'CLIENT_TRAFFIC_SECRET_0 aa 0304',
      'EXPORTER_SECRET aa 05',
      'toString aa 06',
      '# a comment',
      '',
    ];
    expect(readKeyLog(lines, 'aa')).toEqual({ serverHandshake: hex('0102'), clientApplication: hex('0304') });
  });
});
