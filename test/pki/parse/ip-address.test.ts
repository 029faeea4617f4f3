import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatIp, parseIp } from '../../../src/pki/parse/index.ts';

test.each([
  ['192.0.2.1', 'c0000201', '192.0.2.1'],
  ['::', '00'.repeat(16), '::'],
  ['2001:DB8:0:0:1:0:0:1', '20010db8000000000001000000000001', '2001:db8::1:0:0:1'],
  ['::ffff:1.2.3.4', `${'00'.repeat(10)}ffff01020304`, '::ffff:1.2.3.4'],
  ['1:0:3:4:5:6:7:8', '00010000000300040005000600070008', '1:0:3:4:5:6:7:8'],
])('%s', (text, hex, printed) => {
  expect(parseIp(text)?.toString('hex')).toBe(hex);
  expect(formatIp(Buffer.from(hex, 'hex'))).toBe(printed);
});

test.each([
  '1.2.3',
  '1.2.3.256',
  '01.2.3.4',
  '1:2',
  '::1::',
  '1:2:3:4:5:6:7::8',
  'fe80::1%eth0',
  '12345::',
  '10.0.0.0/8',
  '::1.2.3',
])('%s is no address', (text) => {
  expect(parseIp(text)).toBeUndefined();
});

test('what is printed reads back', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.uint8Array({ minLength: 4, maxLength: 4 }), fc.uint8Array({ minLength: 16, maxLength: 16 })),
      (bytes) => {
        expect(parseIp(formatIp(bytes))).toEqual(Buffer.from(bytes));
      },
    ),
  );
});
