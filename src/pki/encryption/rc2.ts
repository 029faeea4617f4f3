/**
 * RC2 in CBC mode (RFC 2268), for reading alone: OpenSSL 3 keeps it in a provider that is not loaded, and PKCS#12 files of older
 * programs are full of it. It protects nothing any more.
 */

const PI_TABLE = Buffer.from(
  [
    'd978f9c419ddb5ed28e9fd794aa0d89d',
    'c67e37832b76538e624c6488448bfba2',
    '179a59f587b34f1361456d8d09817d32',
    'bd8f40eb86b77b0bf09521225c6b4e82',
    '54d66593ce60b21c7356c014a78cf1dc',
    '1275ca1f3bbee4d1423dd430a33cb626',
    '6fbf0eda4669075727f21d9bbc944303',
    'f811c7f690ef3ee706c3d52fc8661ed7',
    '08e8eade8052eef784aa72ac354d6a2a',
    '961ad2715a1549744b9fd05e0418a4ec',
    'c2e0416e0f51cbcc2491af50a1f47039',
    '997c3a8523b8b47afc02365b25559731',
    '2d5dfa98e38a92ae05df2910676cbac9',
    'd300e6cfe19ea82c6316013f58e289a9',
    '0d38341bab33ffb0bb480c5fb9b1cd2e',
    'c5f3db47e5a59c770aa62068fe7fc1ad',
  ].join(''),
  'hex',
);

const BLOCK = 8;
/** Bits that each word is rotated by. */
const ROTATIONS = [1, 2, 3, 5] as const;

/**
 * Decrypts RC2-CBC with PKCS#7 padding.
 *
 * @param effectiveBits RFC 2268's T1: how many bits of the key count
 * @throws Error where the length or the padding is wrong, as it nearly always is with a wrong key
 */
export function decryptRc2Cbc(encrypted: Buffer, key: Buffer, iv: Buffer, effectiveBits: number): Buffer {
  if (encrypted.length === 0 || encrypted.length % BLOCK !== 0) throw new Error('wrong final block length');
  const key16 = expandKey(key, effectiveBits);
  const plain = Buffer.alloc(encrypted.length);
  let previous = iv;
  for (let at = 0; at < encrypted.length; at += BLOCK) {
    decryptBlock(encrypted, plain, at, key16);
    for (let octet = 0; octet < BLOCK; octet += 1) plain[at + octet]! ^= previous[octet]!;
    previous = encrypted.subarray(at, at + BLOCK);
  }
  return withoutPadding(plain);
}

/** RFC 2268 section 2. */
function expandKey(key: Buffer, effectiveBits: number): Uint16Array {
  const octets = Math.ceil(effectiveBits / 8);
  const mask = 255 % 2 ** (8 + effectiveBits - 8 * octets);
  const l = Buffer.alloc(128);
  key.copy(l);
  for (let i = key.length; i < 128; i += 1) l[i] = PI_TABLE[(l[i - 1]! + l[i - key.length]!) & 255]!;
  l[128 - octets] = PI_TABLE[l[128 - octets]! & mask]!;
  for (let i = 127 - octets; i >= 0; i -= 1) l[i] = PI_TABLE[l[i + 1]! ^ l[i + octets]!]!;
  return Uint16Array.from({ length: 64 }, (_, i) => l.readUInt16LE(2 * i));
}

/** RFC 2268 section 4: the rounds of encryption, backwards, of the block at an offset. */
function decryptBlock(from: Buffer, to: Buffer, at: number, k: Uint16Array): void {
  for (let i = 0; i < 4; i += 1) words[i] = from.readUInt16LE(at + 2 * i);
  let j = 63;
  for (let round = 15; round >= 0; round -= 1) {
    // Mix, backwards.
    for (let i = 3; i >= 0; i -= 1, j -= 1) {
      const one = words[(i + 3) & 3]!;
      const by = ROTATIONS[i]!;
      const turned = ((words[i]! >>> by) | (words[i]! << (16 - by))) & 0xffff;
      words[i] = turned - k[j]! - (one & words[(i + 2) & 3]!) - (~one & words[(i + 1) & 3]!);
    }
    // Mash, backwards.
    if (round === 11 || round === 5) {
      for (let i = 3; i >= 0; i -= 1) words[i]! -= k[words[(i + 3) & 3]! & 63]!;
    }
  }
  for (let i = 0; i < 4; i += 1) to.writeUInt16LE(words[i]!, at + 2 * i);
}

/** The four words of the block at work. */
const words = new Uint16Array(4);

function withoutPadding(plain: Buffer): Buffer {
  const length = plain.at(-1)!;
  const padding = plain.subarray(plain.length - length);
  if (length < 1 || length > BLOCK || !padding.every((octet) => octet === length)) throw new Error('wrong padding');
  return plain.subarray(0, plain.length - length);
}
