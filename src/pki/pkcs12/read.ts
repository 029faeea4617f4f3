import { createHmac, createPrivateKey, type KeyObject, timingSafeEqual } from 'node:crypto';
import { AppError } from '../../errors/app-error.ts';
import { berToDer } from '../der/ber.ts';
import { DerCursor } from '../der/cursor.ts';
import { DerError } from '../der/error.ts';
import { isStringTag, stringValue } from '../der/strings.ts';
import { Tag } from '../der/tags.ts';
import { oidValue } from '../der/values.ts';
import { DerivationBudget } from '../encryption/budget.ts';
import { decryptContent } from '../encryption/decrypt.ts';
import { bmpPassphrase, derivePkcs12, PURPOSE } from '../encryption/pkcs12-derivation.ts';
import { type EncryptionScheme, readCount, readEncryptionScheme } from '../encryption/schemes.ts';
import { PKI_LIMITS } from '../limits.ts';
import { type Certificate, parseCertificate } from '../parse/certificate.ts';
import { DIGESTS, OID } from './oids.ts';

/** What a PKCS#12 file held, in its order. */
export interface Pkcs12 {
  readonly keys: readonly KeyObject[];
  readonly certificates: readonly Certificate[];
  /** The friendly name of a key, else of a certificate: what key stores show. */
  readonly name: string | undefined;
  /** Obsolete schemes that the file is encrypted with, by name. */
  readonly obsolete: readonly string[];
}

/**
 * Opens PKCS#12 (RFC 7292) that is guarded by a passphrase: its MAC is checked before anything is decrypted.
 * @param input DER or BER
 * @param file its name, for errors
 * @throws AppError ERR_PKCS12_MALFORMED, ERR_PKCS12_PASSPHRASE_WRONG, ERR_PKCS12_COST, ERR_PKCS12_UNSUPPORTED
 */
export function readPkcs12(input: Buffer, passphrase: string, file: string): Pkcs12 {
  try {
    return read(berToDer(input).der, passphrase, new DerivationBudget(file, 'ERR_PKCS12_COST'));
  } catch (error) {
    if (error instanceof AppError && error.code !== 'ERR_CERTIFICATE_MALFORMED') throw error;
    if (error instanceof DerError || error instanceof AppError) {
      throw new AppError('ERR_PKCS12_MALFORMED', { file }, { cause: error });
    }
    throw error;
  }
}

function read(der: Buffer, passphrase: string, budget: DerivationBudget): Pkcs12 {
  const pfx = new DerCursor(der).expect(Tag.sequence).enter();
  const authSafe = pfx.expect(Tag.integer).expect(Tag.sequence).enter();
  if (oidValue(authSafe.expect(Tag.oid)) !== OID.data) {
    throw new AppError('ERR_PKCS12_UNSUPPORTED', { file: budget.file, what: 'SignedData' });
  }
  const safe = authSafe.expect(0xa0).enter().expect(Tag.octetString).value();
  if (pfx.optional(Tag.sequence)) checkMac(pfx.enter(), safe, passphrase, budget);
  const keys: KeyObject[] = [];
  const certificates: Certificate[] = [];
  const contents = new DerCursor(safe).expect(Tag.sequence).enter();
  let name: string | undefined;
  let bags = 0;
  while (!contents.atEnd) {
    const list = new DerCursor(open(contents.expect(Tag.sequence).enter(), passphrase, budget)).expect(Tag.sequence);
    for (const c = list.enter(); !c.atEnd; ) {
      bags += 1;
      if (bags > PKI_LIMITS.things) throw new DerError('too-many-nodes', 0);
      const bag = c.expect(Tag.sequence).enter();
      const type = oidValue(bag.expect(Tag.oid));
      const value = bag.expect(0xa0).enter();
      if (type === OID.keyBag) keys.push(key(value.expect(Tag.sequence).element(), budget.file));
      else if (type === OID.shroudedKeyBag) keys.push(shrouded(value.expect(Tag.sequence).enter(), passphrase, budget));
      else if (type === OID.certBag) certificates.push(...certificate(value.expect(Tag.sequence).enter()));
      const own = bag.optional(Tag.set) ? friendlyName(bag.enter()) : undefined;
      if (own !== undefined && (name === undefined || type !== OID.certBag)) name = own;
    }
  }
  return { keys, certificates, name, obsolete: [...budget.obsolete] };
}

/** The friendlyName among a bag's attributes (RFC 2985 5.5.1). */
function friendlyName(attributes: DerCursor): string | undefined {
  while (!attributes.atEnd) {
    const attribute = attributes.expect(Tag.sequence).enter();
    if (oidValue(attribute.expect(Tag.oid)) !== OID.friendlyName) continue;
    const values = attribute.expect(Tag.set).enter();
    values.next();
    return isStringTag(values.tag) ? stringValue(values) : undefined;
  }
  return undefined;
}

function checkMac(c: DerCursor, safe: Buffer, passphrase: string, budget: DerivationBudget): void {
  const info = c.expect(Tag.sequence).enter();
  const algorithm = oidValue(info.expect(Tag.sequence).enter().expect(Tag.oid));
  const expected = info.expect(Tag.octetString).value();
  const salt = c.expect(Tag.octetString).value();
  const iterations = c.atEnd ? 1 : Math.max(1, readCount(c));
  const digest = DIGESTS[algorithm];
  if (digest === undefined) throw new AppError('ERR_PKCS12_UNSUPPORTED', { file: budget.file, what: algorithm });
  const { name, octets: length } = digest;
  if (expected.length !== length) throw new DerError('value-out-of-range', info.start);
  budget.payPkcs12(name, iterations, length);
  const secret = bmpPassphrase(passphrase);
  const macKey = derivePkcs12({ digest: name, passphrase: secret, salt, iterations, purpose: PURPOSE.mac, length });
  if (timingSafeEqual(createHmac(name, macKey).update(safe).digest(), expected)) return;
  throw new AppError('ERR_PKCS12_PASSPHRASE_WRONG', { file: budget.file });
}

/** SafeContents of one ContentInfo, decrypted where they have to be. */
function open(info: DerCursor, passphrase: string, budget: DerivationBudget): Buffer {
  const type = oidValue(info.expect(Tag.oid));
  const inner = info.expect(0xa0).enter();
  if (type === OID.data) return inner.expect(Tag.octetString).value();
  if (type !== OID.encryptedData) throw new AppError('ERR_PKCS12_UNSUPPORTED', { file: budget.file, what: type });
  const content = inner.expect(Tag.sequence).enter().expect(Tag.integer).expect(Tag.sequence).enter();
  const algorithm = content.expect(Tag.oid).expect(Tag.sequence);
  return decrypt(algorithm, () => content.expect(0x80).value(), passphrase, budget);
}

function shrouded(c: DerCursor, passphrase: string, budget: DerivationBudget): KeyObject {
  return key(
    decrypt(c.expect(Tag.sequence), () => c.expect(Tag.octetString).value(), passphrase, budget),
    budget.file,
  );
}

/** What is encrypted with the algorithm that the cursor has just read, and follows it. */
function decrypt(algorithm: DerCursor, content: () => Buffer, passphrase: string, budget: DerivationBudget): Buffer {
  const { file } = budget;
  const scheme = readEncryptionScheme(algorithm);
  if (!('cipher' in scheme) || scheme.cipher.name === 'rc4') {
    throw new AppError('ERR_PKCS12_UNSUPPORTED', { file, what: nameOf(scheme) });
  }
  budget.pay(scheme);
  const encrypted = content();
  try {
    return decryptContent(scheme, encrypted, passphrase);
  } catch (error) {
    throw new AppError('ERR_PKCS12_PASSPHRASE_WRONG', { file }, { cause: error });
  }
}

function nameOf(scheme: EncryptionScheme): string {
  if (scheme.kdf === 'unknown') return scheme.oid;
  return scheme.kdf === 'scrypt' ? 'scrypt' : (scheme.cipher.obsolete ?? scheme.cipher.name);
}

function key(pkcs8: Buffer, file: string): KeyObject {
  try {
    return createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  } catch (error) {
    throw new AppError('ERR_PKCS12_MALFORMED', { file }, { cause: error });
  }
}

function certificate(c: DerCursor): Certificate[] {
  if (oidValue(c.expect(Tag.oid)) !== OID.x509Certificate) return [];
  return [parseCertificate(c.expect(0xa0).enter().expect(Tag.octetString).value())];
}
