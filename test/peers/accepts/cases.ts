import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { toPem } from '../../../src/files/pem.ts';
import { KEY_PURPOSES } from '../../../src/pki/oids/key-purposes.ts';
import {
  basicConstraints,
  type CertificateOptions,
  certificate,
  entityOf,
  extendedKeyUsage,
  keyUsage,
  subjectAltName,
} from '../../pki/build/certificate.ts';
import { name, tlv } from '../../pki/build/der.ts';

const HOST = 'a.example.org';
const ADDRESS = '127.0.0.1';
const DAY = 86_400_000;
const ECDSA_SHA256 = '1.2.840.10045.4.3.2';
const ECDSA_SHA1 = '1.2.840.10045.4.1';
const SAN = '2.5.29.17';
const [BASIC, USAGE, SUBJECT_KEY, AUTHORITY_KEY] = ['2.5.29.19', '2.5.29.15', '2.5.29.14', '2.5.29.35'] as const;

/** What is special about a certificate; everything else is as it should be. */
interface Sketch extends CertificateOptions {
  readonly key?: () => KeyObject;
  /** Days that it is valid for. */
  readonly days?: number;
  /** Days from now until it begins to be valid. */
  readonly begins?: number;
  readonly purposes?: readonly string[];
  /** What a client asks for; `a.example.org` where it is left out. */
  readonly host?: string;
  /** Subject's common name. */
  readonly commonName?: string;
}

const ec = (namedCurve: string) => () => generateKeyPairSync('ec', { namedCurve }).privateKey;
const rsa = (modulusLength: number) => () => generateKeyPairSync('rsa', { modulusLength }).privateKey;
const usage = (octet: number, unused: number): Sketch => ({ without: [USAGE], extensions: [keyUsage(octet, unused)] });
const iPAddress = (...octets: number[]) => subjectAltName(tlv(0x87, Buffer.from(octets)));

/** Certificates at the edges of the rules, by what is special about them. */
const SKETCHES: Readonly<Record<string, Sketch>> = {
  'nothing special': {},
  'no alternative names': { without: [SAN] },
  'no alternative names, of another common name': { without: [SAN], commonName: 'b.example.org' },
  'no alternative names, an address as common name': { without: [SAN], commonName: ADDRESS, host: ADDRESS },
  'no alternative names, another address as common name': { without: [SAN], commonName: '127.0.0.2', host: ADDRESS },
  'another host': { host: 'b.example.org' },
  'an address that is none of the names': { host: ADDRESS },
  'an address': { without: [SAN], extensions: [iPAddress(127, 0, 0, 1)], host: ADDRESS },
  'another address': { without: [SAN], extensions: [iPAddress(192, 0, 2, 1)], host: ADDRESS },
  'an address as a DNS name': { dns: [ADDRESS], host: ADDRESS },
  'a wildcard for one label': { dns: ['*.example.org'] },
  'a wildcard and a host of two labels below it': { dns: ['*.example.org'], host: 'b.a.example.org' },
  'a wildcard and the domain itself': { dns: ['*.example.org'], host: 'example.org' },
  'a wildcard in the second label': { dns: ['a.*.org'] },
  'a wildcard for a part of a label': { dns: ['a*.example.org'], host: 'ab.example.org' },
  'a wildcard for a part of an A-label': { dns: ['xn--c*.example.org'], host: 'xn--caf-dma.example.org' },
  'two wildcards in a label': { dns: ['*a*.example.org'], host: 'bab.example.org' },
  'a wildcard above one label': { dns: ['*.example'], host: 'a.example' },
  'nothing but a wildcard': { dns: ['*'], host: 'example' },
  'an A-label': { dns: ['xn--caf-dma.example.org'], host: 'xn--caf-dma.example.org' },
  'a name in capitals': { dns: ['A.EXAMPLE.org'] },
  'version 1': { version: 1, without: [SAN, BASIC, USAGE, SUBJECT_KEY, AUTHORITY_KEY], purposes: [] },
  'no basicConstraints': { without: [BASIC] },
  'an authority as server': { without: [BASIC, USAGE], extensions: [basicConstraints(true), keyUsage(0x86, 1)] },
  'keyAgreement alone': usage(0x08, 3),
  'keyEncipherment alone': usage(0x20, 5),
  'keyEncipherment alone, with RSA': { ...usage(0x20, 5), key: rsa(2048) },
  'keyCertSign alone': usage(0x04, 2),
  'no key usage': { without: [USAGE] },
  'clientAuth alone': { purposes: [KEY_PURPOSES.clientAuth] },
  'any purpose': { purposes: [KEY_PURPOSES.any] },
  'no purposes': { purposes: [] },
  '825 days': { days: 825 },
  '826 days': { days: 826 },
  'ten years': { days: 3652 },
  'over since yesterday': { begins: -90, days: 89 },
  'valid from tomorrow': { begins: 1 },
  'signed with SHA-1': { signatureOid: ECDSA_SHA1 },
  'RSA 1016': { key: rsa(1016) },
  'RSA 1024': { key: rsa(1024) },
  'RSA 2048': { key: rsa(2048) },
  'RSA-PSS 2048': { key: () => generateKeyPairSync('rsa-pss', { modulusLength: 2048 }).privateKey },
  'P-384': { key: ec('P-384') },
  'P-521': { key: ec('P-521') },
  secp256k1: { key: ec('secp256k1') },
  brainpoolP256r1: { key: ec('brainpoolP256r1') },
  Ed25519: { key: () => generateKeyPairSync('ed25519').privateKey },
  Ed448: { key: () => generateKeyPairSync('ed448').privateKey },
  'a negative serial number': { serial: Buffer.from('ff6543', 'hex') },
  'serial number zero': { serial: 0 },
  'a serial number of 21 octets': { serial: Buffer.alloc(21, 0x11) },
  'no authorityKeyIdentifier': { without: [AUTHORITY_KEY] },
};

/** A server's certificate with its key, and the host that a client asks for. */
export interface AcceptsCase {
  readonly id: string;
  readonly host: string;
  readonly der: Buffer;
  readonly cert: string;
  readonly key: string;
}

/** Who signs all of them. */
export interface World {
  readonly root: Buffer;
  readonly rootPem: string;
  readonly cases: readonly AcceptsCase[];
}

/** Makes all certificates, valid about now: the clients look at the real clock. */
export function makeWorld(now: Date): World {
  const ca = entityOf(name(['CN', 'Accepts Test Root']), ec('P-256')());
  const span = { notBefore: new Date(now.getTime() - 30 * DAY), notAfter: new Date(now.getTime() + 900 * DAY) };
  const root = certificate(ca, ca, { ca: true, signatureOid: ECDSA_SHA256, ...span });
  const usual = ec('P-256')();
  const cases = Object.entries(SKETCHES).map(([id, sketch]) => {
    const { key = () => usual, days = 90, begins = -1, purposes = [KEY_PURPOSES.serverAuth], host = HOST } = sketch;
    const subject = entityOf(name(['CN', sketch.commonName ?? HOST]), key());
    const notBefore = new Date(Math.floor(now.getTime() / 1000) * 1000 + begins * DAY);
    const der = certificate(subject, ca, {
      dns: [HOST],
      signatureOid: ECDSA_SHA256,
      notBefore,
      notAfter: new Date(notBefore.getTime() + days * DAY - 1000),
      ...sketch,
      extensions: [...(purposes.length > 0 ? [extendedKeyUsage(...purposes)] : []), ...(sketch.extensions ?? [])],
    });
    const pem = subject.key.export({ type: 'pkcs8', format: 'pem' }) as string;
    return { id, host, der, cert: toPem('CERTIFICATE', der), key: pem };
  });
  return { root, rootPem: toPem('CERTIFICATE', root), cases };
}
