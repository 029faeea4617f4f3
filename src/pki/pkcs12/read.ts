import { createHmac, createPrivateKey, type KeyObject, timingSafeEqual } from 'node:crypto';
import { AppError } from '../../errors/app-error.ts';
import { berToDer } from '../der/ber.ts';
import { DerCursor } from '../der/cursor.ts';
import { DerError } from '../der/error.ts';
import { isStringTag, stringValue } from '../der/strings.ts';
import { Tag } from '../der/tags.ts';
import { oidValue } from '../der/values.ts';
import { type Certificate, parseCertificate } from '../parse/certificate.ts';
import { decryptContent, RoundBudget } from './decrypt.ts';
import { bmpPassphrase, derivePkcs12, PURPOSE } from './derive.ts';
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

/** Bags inside bags: nobody writes more than one. */
const MAX_BAGS = 10_000;

/**
 * Opens PKCS#12 (RFC 7292) that is guarded by a passphrase: its MAC is checked before anything is decrypted.
 * @param input DER or BER
 * @param file its name, for errors
 * @throws AppError ERR_PKCS12_MALFORMED, ERR_PKCS12_PASSPHRASE_WRONG, ERR_PKCS12_COST, ERR_PKCS12_UNSUPPORTED
 */
export function readPkcs12(input: Buffer, passphrase: string, file: string): Pkcs12 {
  try {
    return read(berToDer(input).der, passphrase, new RoundBudget(file));
  } catch (error) {
    if (error instanceof AppError && error.code !== 'ERR_CERTIFICATE_MALFORMED') throw error;
    if (error instanceof DerError || error instanceof AppError) {
      throw new AppError('ERR_PKCS12_MALFORMED', { file }, { cause: error });
    }
    throw error;
  }
}

function read(der: Buffer, passphrase: string, budget: RoundBudget): Pkcs12 {
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
      if (bags > MAX_BAGS) throw new DerError('too-many-nodes', 0);
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

function checkMac(c: DerCursor, safe: Buffer, passphrase: string, budget: RoundBudget): void {
  const info = c.expect(Tag.sequence).enter();
  const algorithm = oidValue(info.expect(Tag.sequence).enter().expect(Tag.oid));
  const expected = info.expect(Tag.octetString).value();
  const salt = c.expect(Tag.octetString).value();
  const iterations = c.atEnd ? 1 : budget.take(c);
  const digest = DIGESTS[algorithm];
  if (digest === undefined) throw new AppError('ERR_PKCS12_UNSUPPORTED', { file: budget.file, what: algorithm });
  const macOf = (secret: Buffer) => {
    const { length } = expected;
    const macKey = derivePkcs12({ digest, passphrase: secret, salt, iterations, purpose: PURPOSE.mac, length });
    return createHmac(digest.name, macKey).update(safe).digest();
  };
  const right = macOf(bmpPassphrase(passphrase));
  if (right.length === expected.length && timingSafeEqual(right, expected)) return;
  throw new AppError('ERR_PKCS12_PASSPHRASE_WRONG', { file: budget.file });
}

/** SafeContents of one ContentInfo, decrypted where they have to be. */
function open(info: DerCursor, passphrase: string, budget: RoundBudget): Buffer {
  const type = oidValue(info.expect(Tag.oid));
  const inner = info.expect(0xa0).enter();
  if (type === OID.data) return inner.expect(Tag.octetString).value();
  if (type !== OID.encryptedData) throw new AppError('ERR_PKCS12_UNSUPPORTED', { file: budget.file, what: type });
  const content = inner.expect(Tag.sequence).enter().expect(Tag.integer).expect(Tag.sequence).enter();
  const algorithm = content.expect(Tag.oid).expect(Tag.sequence).element();
  return decryptContent(algorithm, content.expect(0x80).value(), passphrase, budget);
}

function shrouded(c: DerCursor, passphrase: string, budget: RoundBudget): KeyObject {
  const algorithm = c.expect(Tag.sequence).element();
  return key(decryptContent(algorithm, c.expect(Tag.octetString).value(), passphrase, budget), budget.file);
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
