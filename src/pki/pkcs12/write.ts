import { createHmac, type KeyObject, randomBytes } from 'node:crypto';
import { DerCursor } from '../der/cursor.ts';
import { element, explicit, implicit, integer, nullValue, octetString, oid, sequence, setOf } from '../der/encode.ts';
import { Tag } from '../der/tags.ts';
import { bmpPassphrase, derivePkcs12, PURPOSE } from '../encryption/pkcs12-derivation.ts';
import { encryptPkcs8 } from '../keys/encrypt.ts';
import type { Certificate } from '../parse/certificate.ts';

import { OID } from './oids.ts';

/** Rounds of the MAC's derivation: as many as OpenSSL 3 and Java write; the contents are guarded by many more. */
const MAC_ITERATIONS = 10_000;

/** What goes into a PKCS#12 file. */
export interface Pkcs12Contents {
  readonly key: KeyObject | undefined;
  /** The key's own first. */
  readonly certificates: readonly Certificate[];
  /** What key stores show. */
  readonly name: string;
}

/**
 * Writes PKCS#12 (RFC 7292): key and certificates each encrypted with PBES2 (AES-256-CBC, PBKDF2-HMAC-SHA-256), and a MAC of
 * SHA-256. Without a key its certificates carry Java's mark of trust, without which a Java key store shows none of them.
 */
export async function writePkcs12({ key, certificates, name }: Pkcs12Contents, passphrase: string): Promise<Buffer> {
  const id = randomBytes(20);
  const mine = setOf(friendlyName(name), attribute(OID.localKeyId, octetString(id)));
  const certificateBags = certificates.map((certificate, index) =>
    certificateBag(certificate, key === undefined ? trusted(certificate, name, index) : index === 0 ? mine : undefined),
  );
  const contents = [encryptedData(await encryptPkcs8(sequence(...certificateBags), passphrase))];
  if (key !== undefined) {
    const shrouded = await encryptPkcs8(key.export({ type: 'pkcs8', format: 'der' }), passphrase);
    contents.push(data(sequence(bag(OID.shroudedKeyBag, shrouded, mine))));
  }
  const safe = sequence(...contents);
  return sequence(integer(3), data(safe), mac(safe, passphrase));
}

function mac(safe: Buffer, passphrase: string): Buffer {
  const salt = randomBytes(16);
  const macKey = derivePkcs12({
    digest: 'sha256',
    passphrase: bmpPassphrase(passphrase),
    salt,
    iterations: MAC_ITERATIONS,
    purpose: PURPOSE.mac,
    length: 32,
  });
  const digest = createHmac('sha256', macKey).update(safe).digest();
  return sequence(
    sequence(sequence(oid(OID.sha256), nullValue()), octetString(digest)),
    octetString(salt),
    integer(MAC_ITERATIONS),
  );
}

function data(content: Buffer): Buffer {
  return sequence(oid(OID.data), explicit(0, octetString(content)));
}

/** EncryptedData (RFC 5652 8) from what `encryptPkcs8` gives: the same algorithm and the same octets in another frame. */
function encryptedData(encrypted: Buffer): Buffer {
  const c = new DerCursor(encrypted).expect(Tag.sequence).enter();
  const algorithm = c.expect(Tag.sequence).element();
  const info = sequence(oid(OID.data), algorithm, implicit(0, c.expect(Tag.octetString).value()));
  return sequence(oid(OID.encryptedData), explicit(0, sequence(integer(0), info)));
}

function bag(type: string, value: Buffer, attributes: Buffer | undefined): Buffer {
  return sequence(oid(type), explicit(0, value), ...(attributes === undefined ? [] : [attributes]));
}

function certificateBag({ der }: Certificate, attributes: Buffer | undefined): Buffer {
  return bag(OID.certBag, sequence(oid(OID.x509Certificate), explicit(0, octetString(der))), attributes);
}

function trusted(certificate: Certificate, name: string, index: number): Buffer {
  const label = certificate.subject.commonName ?? `${name}-${index + 1}`;
  return setOf(friendlyName(label), attribute(OID.javaTrust, oid(OID.anyExtendedKeyUsage)));
}

function friendlyName(name: string): Buffer {
  return attribute(OID.friendlyName, element(0x1e, Buffer.from(name, 'utf16le').swap16()));
}

function attribute(type: string, value: Buffer): Buffer {
  return sequence(oid(type), setOf(value));
}
