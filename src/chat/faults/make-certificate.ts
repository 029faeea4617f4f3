import { createPublicKey, generateKeyPairSync, type KeyObject, randomBytes, sign, X509Certificate } from 'node:crypto';
import {
  bitString,
  boolean,
  explicit,
  implicit,
  integer,
  namedBits,
  nullValue,
  octetString,
  oid,
  sequence,
  setOf,
  time,
  utf8String,
} from '../../pki/der/encode.ts';
import { parseIp } from '../../pki/parse/ip-address.ts';

/** A certificate with its key, as a fault needs it. */
export interface MadeCertificate {
  readonly key: KeyObject;
  readonly cert: string;
}

/** What a certificate says. Nothing is checked: these certificates are wrong on purpose, in ways that libraries refuse to make. */
export interface CertificateRecipe {
  readonly commonName: string;
  readonly key: KeyObject;
  /** Who signs; the certificate itself without. */
  readonly issuer?: MadeCertificate;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** 1 leaves every extension out. */
  readonly version?: 1 | 3;
  readonly hash?: 'sha256' | 'sha1';
  /** Basic constraints; none where left out. */
  readonly ca?: boolean;
  readonly pathLength?: number;
  /** Bits of the key usage (RFC 5280 section 4.2.1.3). */
  readonly keyUsage?: readonly number[];
  /** Object identifiers of the extended key usage. */
  readonly purposes?: readonly string[];
  /** Entries of the subject alternative name, DER. */
  readonly alternativeNames?: readonly Buffer[] | undefined;
  /** The only DNS subtree that a CA may sign for. */
  readonly permittedDns?: string;
  /** Promises that its server staples an OCSP response (RFC 7633). */
  readonly mustStaple?: boolean;
  /** The octets of the serial number; 16 random ones where left out. */
  readonly serial?: Buffer;
}

/** Bits of the key usage extension. */
export const KEY_USAGE = {
  digitalSignature: 0,
  keyEncipherment: 2,
  keyAgreement: 4,
  keyCertSign: 5,
  cRLSign: 6,
} as const;
/** Purposes of the extended key usage. */
export const PURPOSE = { serverAuth: '1.3.6.1.5.5.7.3.1', clientAuth: '1.3.6.1.5.5.7.3.2' } as const;

const SIGNATURES = {
  ec: { sha256: '1.2.840.10045.4.3.2', sha1: '1.2.840.10045.4.1' },
  rsa: { sha256: '1.2.840.113549.1.1.11', sha1: '1.2.840.113549.1.1.5' },
} as const;

/** A P-256 key. */
export function ecKey(): KeyObject {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
}

/** An RSA key of so many bits. */
export function rsaKey(bits: number): KeyObject {
  return generateKeyPairSync('rsa', { modulusLength: bits }).privateKey;
}

/** A general name as a host is normally written: addresses as iPAddress, names as dNSName. */
export function hostName(host: string): Buffer {
  const address = parseIp(host);
  return address ? implicit(7, address) : dnsName(host);
}

/** Text as a dNSName, whatever it is. */
export function dnsName(text: string): Buffer {
  return implicit(2, Buffer.from(text, 'latin1'));
}

/** Makes a certificate (RFC 5280 section 4.1) exactly as the recipe says. */
export function makeCertificate(recipe: CertificateRecipe): MadeCertificate {
  const { key, issuer, hash = 'sha256', version = 3 } = recipe;
  const signer = issuer?.key ?? key;
  const type = signer.asymmetricKeyType === 'ec' ? 'ec' : 'rsa';
  const algorithm = sequence(oid(SIGNATURES[type][hash]), ...(type === 'rsa' ? [nullValue()] : []));
  const serial = recipe.serial ?? randomBytes(16);
  if (!recipe.serial) serial[0] = ((serial[0] as number) & 0x7f) | 0x40;
  const issuerName = issuer ? commonNameOf(issuer.cert) : recipe.commonName;
  const tbs = sequence(
    ...(version === 3 ? [explicit(0, integer(2))] : []),
    integer(serial),
    algorithm,
    name(issuerName),
    sequence(time(recipe.notBefore), time(recipe.notAfter)),
    name(recipe.commonName),
    createPublicKey(key).export({ type: 'spki', format: 'der' }),
    ...(version === 3 ? [explicit(3, sequence(...extensions(recipe)))] : []),
  );
  const der = sequence(tbs, algorithm, bitString(sign(hash, tbs, signer)));
  const body = der.toString('base64').replace(/.{1,64}/g, '$&\n');
  return { key, cert: `-----BEGIN CERTIFICATE-----\n${body}-----END CERTIFICATE-----\n` };
}

function extensions(recipe: CertificateRecipe): Buffer[] {
  const { ca, pathLength, keyUsage, purposes, alternativeNames, permittedDns, mustStaple } = recipe;
  const list: Buffer[] = [];
  if (ca !== undefined) {
    const path = pathLength === undefined ? [] : [integer(pathLength)];
    list.push(extension('2.5.29.19', true, sequence(...(ca ? [boolean(true), ...path] : []))));
  }
  if (keyUsage) list.push(extension('2.5.29.15', true, namedBits(keyUsage)));
  if (purposes) list.push(extension('2.5.29.37', false, sequence(...purposes.map(oid))));
  if (alternativeNames) list.push(extension('2.5.29.17', false, sequence(...alternativeNames)));
  if (permittedDns !== undefined) {
    list.push(extension('2.5.29.30', true, sequence(explicit(0, sequence(dnsName(permittedDns))))));
  }
  if (mustStaple) list.push(extension('1.3.6.1.5.5.7.1.24', false, sequence(integer(STATUS_REQUEST))));
  return list;
}

/** The TLS extension that a stapled response comes in (RFC 6066). */
const STATUS_REQUEST = 5;

function extension(id: string, critical: boolean, value: Buffer): Buffer {
  return sequence(oid(id), ...(critical ? [boolean(true)] : []), octetString(value));
}

function name(commonName: string): Buffer {
  return sequence(setOf(sequence(oid('2.5.4.3'), utf8String(commonName))));
}

function commonNameOf(cert: string): string {
  return /^CN=(.*)$/m.exec(new X509Certificate(cert).subject)?.[1] ?? '';
}
