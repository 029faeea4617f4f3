import { expect, test } from 'vitest';
import { echPublicNames } from '../../../src/doctor/dns/service-binding.ts';

const word = (value: number) => Buffer.from([value >> 8, value & 255]);
const vector = (...parts: readonly Buffer[]) => {
  const body = Buffer.concat(parts);
  return Buffer.concat([word(body.length), body]);
};

/** One ECHConfig of RFC 9849 section 4. */
function config(publicName: string, version = 0xfe0d): Buffer {
  const name = Buffer.from(publicName);
  const key = [Buffer.from([7]), word(0x20), vector(Buffer.alloc(32, 9)), vector(word(1), word(1))];
  return Buffer.concat([word(version), vector(...key, Buffer.from([0, name.length]), name, vector())]);
}

/** The data of an HTTPS record: priority 1, target ".", ALPN, then ech. */
const record = (...configs: readonly Buffer[]) =>
  Buffer.concat([
    word(1),
    Buffer.from([0]),
    word(1),
    vector(Buffer.from('\x02h2')),
    word(5),
    vector(vector(...configs)),
  ]);

test('the public name of each configuration', () => {
  expect(echPublicNames(record(config('front.example')))).toEqual(['front.example']);
  expect(echPublicNames(record(config('a.example'), config('b.example')))).toEqual(['a.example', 'b.example']);
});

test('a configuration of an unknown version is passed over', () => {
  expect(echPublicNames(record(config('x.example', 0xfe0a), config('b.example')))).toEqual(['b.example']);
});

test('a record without ech, with a target name, has none', () => {
  const target = Buffer.from('\x04cdn1\x07example\0', 'latin1');
  expect(echPublicNames(Buffer.concat([word(1), target, word(1), vector(Buffer.from('\x02h2'))]))).toEqual([]);
});

test('damage of any kind is no error', () => {
  const whole = record(config('front.example'));
  for (let length = 0; length < whole.length; length += 1)
    expect(echPublicNames(whole.subarray(0, length))).toEqual([]);
});
