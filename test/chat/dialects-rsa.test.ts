import { constants, createPublicKey, generateKeyPairSync, privateDecrypt, publicEncrypt } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { cutText, makeRsaServerKey, type RsaServerKey } from '../../src/chat/dialects/rsa-cipher.ts';
import { lenientName, rsaCodec } from '../../src/chat/dialects/rsa-codec.ts';

const OAEP = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' };
const member = generateKeyPairSync('rsa', { modulusLength: 2048 });
const memberPem = member.publicKey.export({ type: 'spki', format: 'pem' }) as string;
let server: RsaServerKey;

beforeAll(async () => {
  server = await makeRsaServerKey();
});

const make = () => rsaCodec(server, { others: () => [{ name: 'ben', pem: undefined }], pemOf: () => memberPem });
const forServer = (text: string) => publicEncrypt({ key: createPublicKey(server.pem), ...OAEP }, Buffer.from(text));
const open = (record: Buffer | undefined) =>
  privateDecrypt({ key: member.privateKey, ...OAEP }, record as Buffer).toString();
const feed = (codec: ReturnType<typeof make>, ...chunks: Buffer[]) =>
  chunks.flatMap((chunk) => [...codec.receive(chunk, () => true)]);

test('key, name and text come in, whether records were joined or cut on the way', () => {
  const talk = Buffer.concat([forServer('hola'), forServer('unreadable')]);
  const expected = [
    { type: 'name', name: 'ana' },
    { type: 'say', text: 'hola' },
  ];
  expect(feed(make(), Buffer.from(memberPem), Buffer.from('ana'), talk.subarray(0, 256), talk.subarray(256))).toEqual(
    expected,
  );
  expect(feed(make(), Buffer.from(`${memberPem}ana`), talk)).toEqual(expected);
  const pem = Buffer.from(memberPem);
  expect(
    feed(make(), pem.subarray(0, 20), pem.subarray(20), Buffer.from('ana'), talk.subarray(0, 7), talk.subarray(7)),
  ).toEqual(expected);
});

test.each([
  ['no key at all', Buffer.alloc(5000, 0x61)],
  [
    'a key that is not RSA',
    Buffer.from(
      generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ type: 'spki', format: 'pem' }) as string,
    ),
  ],
  [
    'an RSA key of 1024 bits',
    Buffer.from(
      generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ type: 'spki', format: 'pem' }) as string,
    ),
  ],
])('%s is refused, once', (_what, bytes) => {
  expect(feed(make(), bytes, bytes)).toMatchObject([{ type: 'error', code: 'bad-command' }]);
});

test('what cannot be decrypted is refused, and the next message is read', () => {
  const codec = make();
  feed(codec, Buffer.from(memberPem), Buffer.from('ana'));
  const pair = Buffer.concat([forServer('fine'), forServer('x')]);
  expect(feed(codec, Buffer.alloc(512, 1), pair)).toMatchObject([{ code: 'bad-utf8' }, { type: 'say', text: 'fine' }]);
});

test('each receiver gets the sender, at least four bytes, then a ciphertext of its own', () => {
  const codec = make();
  feed(codec, Buffer.from(memberPem), Buffer.from('ana'));
  const [name, ciphertext, ...more] = codec.print({ type: 'message', id: 1, room: 'lobby', from: 'Al', text: 'hola' });
  expect([name?.toString(), open(ciphertext), more]).toEqual(['Al  ', 'hola', []]);
  expect(codec.print({ type: 'message', id: 1, room: 'lobby', from: 'ñu', text: 'x' })[0]?.toString()).toBe('ñu ');
});

test('a text that is too long for one ciphertext comes as several, cut between characters', () => {
  const codec = make();
  feed(codec, Buffer.from(memberPem), Buffer.from('ana'));
  const text = 'ñandú 👩'.repeat(40);
  const records = codec.print({ type: 'message', id: 1, room: 'lobby', from: 'eva-luna', text });
  expect(records.filter((_, i) => i % 2 === 0).map(String)).toEqual(Array(records.length / 2).fill('eva-luna'));
  expect(
    records
      .filter((_, i) => i % 2 === 1)
      .map(open)
      .join(''),
  ).toBe(text);
  expect(cutText('aññ', 2)).toEqual(['a', 'ñ', 'ñ']);
});

test('the newcomer gets the key and the name of everyone; a member without a key has the one of the server', () => {
  const records = make().print({ type: 'welcome', name: 'ana', room: 'lobby', others: 1 });
  expect(records.map(String)).toEqual([server.pem, 'ben']);
  expect(make().print({ type: 'joined', name: 'eva', room: 'lobby' }).map(String)).toEqual([memberPem, 'eva']);
  expect(make().print({ type: 'hello', server: 'llave/1' }).map(String)).toEqual([server.pem]);
});

test.each([
  ['ana', 'ana'],
  [' Juan Pérez\n', 'Juan_Pérez'],
  ['<b>x</b>', 'bxb'],
  ['', 'guest'],
  ['\u0301', 'guest'],
  ['x'.repeat(99), 'x'.repeat(28)],
])('lenientName(%j) is %j', (text, name) => {
  expect(lenientName(text)).toBe(name);
});
