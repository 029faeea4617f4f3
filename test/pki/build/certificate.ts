import { createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { bits, bool, int, join, name, nil, octets, oid, seq, time, tlv } from './der.ts';

/** A key and a name that certificates and CRLs are made with. */
export interface Entity {
  readonly name: Buffer;
  readonly key: KeyObject;
  readonly keyId: Buffer;
  readonly spki: Buffer;
}

export interface CertificateOptions {
  readonly version?: number;
  /** The number, or the content octets of its INTEGER as they are. */
  readonly serial?: number | bigint | Buffer;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  /** DER of extensions that come after the usual ones (or instead of them, with `bare`). */
  readonly extensions?: readonly Buffer[];
  /** Leave out the extensions that a well-formed certificate of its kind has; by OID, or all of them. */
  readonly without?: readonly string[];
  readonly pathLength?: number;
  readonly ca?: boolean;
  readonly dns?: readonly string[];
  readonly subject?: Buffer;
  readonly signatureOid?: string;
}

const ED25519 = '1.3.101.112';

/** Digests of the signature algorithms that tests ask for. */
const DIGESTS: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.1.5': 'sha1',
  '1.2.840.113549.1.1.11': 'sha256',
  '1.2.840.10045.4.1': 'sha1',
  '1.2.840.10045.4.3.2': 'sha256',
};
/** RFC 4055 asks for NULL parameters with RSA, RFC 5758 for none with ECDSA. */
const withNull = (algorithm: string) => algorithm.startsWith('1.2.840.113549.');

/** A new entity with an Ed25519 key, which signs fast. */
export function entity(commonName: string): Entity {
  return entityOf(name(['CN', commonName]));
}

export function entityOf(subject: Buffer, key = generateKeyPairSync('ed25519').privateKey): Entity {
  const spki = createPublicKey(key).export({ type: 'spki', format: 'der' });
  return { name: subject, key, keyId: spki.subarray(-20), spki };
}

export function extension(type: string, value: Buffer, critical = false): Buffer {
  return seq(oid(type), ...(critical ? [bool(true)] : []), octets(value));
}

export const dnsName = (text: string) => tlv(0x82, Buffer.from(text, 'latin1'));
export const subjectAltName = (...names: Buffer[]) => extension('2.5.29.17', seq(join(names)));
export const basicConstraints = (ca: boolean, pathLength?: number) =>
  extension(
    '2.5.29.19',
    seq(...(ca ? [bool(true)] : []), ...(pathLength === undefined ? [] : [int(pathLength)])),
    true,
  );
export const keyUsage = (octet: number, unused: number) => extension('2.5.29.15', bits(Buffer.of(octet), unused), true);
export const extendedKeyUsage = (...purposes: string[]) => extension('2.5.29.37', seq(...purposes.map(oid)));
export const policies = (...oids: string[]) => extension('2.5.29.32', seq(...oids.map((policy) => seq(oid(policy)))));
export const nameConstraints = (permitted: Buffer[], excluded: Buffer[] = []) =>
  extension(
    '2.5.29.30',
    seq(
      ...(permitted.length ? [tlv(0xa0, ...permitted.map((base) => seq(base)))] : []),
      ...(excluded.length ? [tlv(0xa1, ...excluded.map((base) => seq(base)))] : []),
    ),
    true,
  );

/** DER of a certificate for `subject`, signed by `issuer`. */
export function certificate(subject: Entity, issuer: Entity, options: CertificateOptions = {}): Buffer {
  const signatureOid = options.signatureOid ?? ED25519;
  const algorithm = seq(oid(signatureOid), ...(withNull(signatureOid) ? [nil()] : []));
  const ca = options.ca ?? false;
  const selfSigned = subject === issuer;
  const usual: [string, Buffer][] = [
    ['2.5.29.19', basicConstraints(ca, options.pathLength)],
    ['2.5.29.15', ca ? keyUsage(0x06, 1) : keyUsage(0x80, 7)],
    ['2.5.29.14', extension('2.5.29.14', octets(subject.keyId))],
  ];
  if (!selfSigned) usual.push(['2.5.29.35', extension('2.5.29.35', seq(tlv(0x80, issuer.keyId)))]);
  if (options.dns) usual.push(['2.5.29.17', subjectAltName(...options.dns.map(dnsName))]);
  const extensions = [
    ...usual.filter(([type]) => !options.without?.includes(type)).map(([, der]) => der),
    ...(options.extensions ?? []),
  ];
  const version = options.version ?? 3;
  const tbs = seq(
    ...(version > 1 ? [tlv(0xa0, int(version - 1))] : []),
    Buffer.isBuffer(options.serial) ? tlv(0x02, options.serial) : int(options.serial ?? 0x1234n),
    algorithm,
    issuer.name,
    seq(
      time(options.notBefore ?? new Date('2026-01-01T00:00:00Z')),
      time(options.notAfter ?? new Date('2027-01-01T00:00:00Z')),
    ),
    options.subject ?? subject.name,
    subject.spki,
    ...(extensions.length > 0 ? [tlv(0xa3, seq(...extensions))] : []),
  );
  return seq(tbs, algorithm, bits(sign(DIGESTS[signatureOid] ?? null, tbs, issuer.key)));
}

export interface CrlOptions {
  readonly thisUpdate?: Date;
  readonly nextUpdate?: Date | null;
  readonly revoked?: readonly { readonly serial: number | bigint; readonly extensions?: readonly Buffer[] }[];
  readonly number?: number | null;
  readonly extensions?: readonly Buffer[];
  readonly without?: readonly string[];
}

/** DER of a CRL of `issuer`. */
export function crl(issuer: Entity, options: CrlOptions = {}): Buffer {
  const algorithm = seq(oid(ED25519));
  const thisUpdate = options.thisUpdate ?? new Date('2026-06-01T00:00:00Z');
  const revoked = (options.revoked ?? []).map(({ serial, extensions = [] }) =>
    seq(int(serial), time(thisUpdate), ...(extensions.length ? [seq(...extensions)] : [])),
  );
  const extensions = [
    ...(options.without?.includes('2.5.29.35') ? [] : [extension('2.5.29.35', seq(tlv(0x80, issuer.keyId)))]),
    ...(options.number === null ? [] : [extension('2.5.29.20', int(options.number ?? 1))]),
    ...(options.extensions ?? []),
  ];
  const tbs = seq(
    int(1),
    algorithm,
    issuer.name,
    time(thisUpdate),
    ...(options.nextUpdate === null ? [] : [time(options.nextUpdate ?? new Date('2026-12-31T00:00:00Z'))]),
    ...(revoked.length ? [seq(join(revoked))] : []),
    ...(extensions.length ? [tlv(0xa0, seq(...extensions))] : []),
  );
  return seq(tbs, algorithm, bits(sign(null, tbs, issuer.key)));
}

export const uri = (text: string) => tlv(0x86, Buffer.from(text));
export const email = (text: string) => tlv(0x81, Buffer.from(text));
