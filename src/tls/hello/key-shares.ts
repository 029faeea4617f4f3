import { createECDH, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { NAMED_GROUPS } from '../tables/named-groups.ts';

type Share = () => Buffer;

const RAW_PUBLIC_KEY_LENGTH = { x25519: 32, x448: 56, 'ml-kem-768': 1184, 'ml-kem-1024': 1568 } as const;

/** The public key without its SubjectPublicKeyInfo: the last bytes of it, for all of these key types. */
function rawShare(type: keyof typeof RAW_PUBLIC_KEY_LENGTH): Buffer {
  // Types of @types/node have one overload for each key type; the call is the same for all four.
  const generate = generateKeyPairSync as unknown as (type: string) => { publicKey: KeyObject };
  const spki = generate(type).publicKey.export({ type: 'spki', format: 'der' });
  return spki.subarray(-RAW_PUBLIC_KEY_LENGTH[type]);
}

/** An uncompressed point (RFC 8446, section 4.2.8.2). */
function pointShare(curve: string): Buffer {
  return createECDH(curve).generateKeys();
}

const SHARES: ReadonlyMap<number, Share> = new Map([
  [NAMED_GROUPS.idOf('secp256r1'), () => pointShare('prime256v1')],
  [NAMED_GROUPS.idOf('secp384r1'), () => pointShare('secp384r1')],
  [NAMED_GROUPS.idOf('secp521r1'), () => pointShare('secp521r1')],
  [NAMED_GROUPS.idOf('brainpoolP256r1tls13'), () => pointShare('brainpoolP256r1')],
  [NAMED_GROUPS.idOf('brainpoolP384r1tls13'), () => pointShare('brainpoolP384r1')],
  [NAMED_GROUPS.idOf('brainpoolP512r1tls13'), () => pointShare('brainpoolP512r1')],
  [NAMED_GROUPS.idOf('x25519'), () => rawShare('x25519')],
  [NAMED_GROUPS.idOf('x448'), () => rawShare('x448')],
  [NAMED_GROUPS.idOf('X25519MLKEM768'), () => Buffer.concat([rawShare('ml-kem-768'), rawShare('x25519')])],
  [NAMED_GROUPS.idOf('SecP256r1MLKEM768'), () => Buffer.concat([pointShare('prime256v1'), rawShare('ml-kem-768')])],
  [NAMED_GROUPS.idOf('SecP384r1MLKEM1024'), () => Buffer.concat([pointShare('secp384r1'), rawShare('ml-kem-1024')])],
]);

/**
 * A fresh, valid key share of a group (RFC 8446, section 4.2.8): a server goes on with it to its ServerHello. Nobody
 * keeps the private half. Undefined where this Node cannot make one, as ML-KEM before OpenSSL 3.5; a group may be
 * offered without a share, and the server then asks for one by HelloRetryRequest.
 */
export function makeKeyShare(group: number): Buffer | undefined {
  try {
    return SHARES.get(group)?.();
  } catch {
    return undefined;
  }
}
