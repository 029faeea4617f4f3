import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';

/** A key and its certificate, PEM, as the tests of servers and clients need them. */
export interface TestCredential {
  readonly key: string;
  readonly cert: string;
}

/** What a test certificate is for. */
export interface TestCertificateOptions {
  readonly commonName?: string;
  /** DNS names and IP addresses. */
  readonly hosts?: readonly string[];
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  /** Extended key usage; none means any. */
  readonly usages?: readonly string[];
  /** Who signs; self-signed without. */
  readonly issuer?: TestCredential;
  readonly isCa?: boolean;
}

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const DAY = 86_400_000;

/** Makes a P-256 key and a certificate for it. */
export async function testCertificate(options: TestCertificateOptions = {}): Promise<TestCredential> {
  const { commonName = 'localhost', hosts = ['localhost', '127.0.0.1', '::1'], issuer, isCa = false } = options;
  const keys = (await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])) as webcrypto.CryptoKeyPair;
  const extensions: x509.Extension[] = [
    new x509.BasicConstraintsExtension(isCa, undefined, true),
    ...(isCa
      ? [new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true)]
      : [new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true)]),
    ...(options.usages ? [new x509.ExtendedKeyUsageExtension([...options.usages])] : []),
    ...(hosts.length > 0 && !isCa
      ? [new x509.SubjectAlternativeNameExtension(hosts.map((value) => ({ type: kindOf(value), value })))]
      : []),
    await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
  ];
  const certificate = await x509.X509CertificateGenerator.create({
    subject: [{ CN: [commonName] }],
    issuer: issuer ? new x509.X509Certificate(issuer.cert).subject : [{ CN: [commonName] }],
    notBefore: options.notBefore ?? new Date(Date.now() - DAY),
    notAfter: options.notAfter ?? new Date(Date.now() + 300 * DAY),
    publicKey: keys.publicKey,
    signingKey: issuer ? await privateKey(issuer.key) : keys.privateKey,
    signingAlgorithm: ALGORITHM,
    extensions,
  } as x509.X509CertificateCreateWithKeyParams);
  const key = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey));
  return { key: x509.PemConverter.encode(key, 'PRIVATE KEY'), cert: `${certificate.toString('pem')}\n` };
}

function privateKey(pem: string): Promise<webcrypto.CryptoKey> {
  return webcrypto.subtle.importKey('pkcs8', x509.PemConverter.decode(pem)[0] as ArrayBuffer, ALGORITHM, true, [
    'sign',
  ]) as Promise<webcrypto.CryptoKey>;
}

function kindOf(host: string): 'ip' | 'dns' {
  return /^[\d.]+$|:/.test(host) ? 'ip' : 'dns';
}
