// reflect-metadata must come first, and @peculiar/x509 does not declare it: everybody imports this module instead.
import 'reflect-metadata';
import * as nodeCrypto from 'node:crypto';
import { Crypto } from '@peculiar/webcrypto';
import {
  AsnEcSignatureFormatter,
  Extension,
  Name,
  Pkcs10CertificateRequestGenerator,
  PublicKey,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { EC_CURVES, type HashName, type KeySpec, signingAlgorithm } from './algorithms.ts';
import { CURVES } from './oids/curves.ts';

/**
 * The only home of @peculiar/x509 and @peculiar/webcrypto: they build and sign requests and certificates from parts that we
 * encoded ourselves. Heavy: import it lazily.
 */
const provider = new Crypto();

// The library cuts an ECDSA signature into r and s at octet 32 for every curve whose size it does not know: signatures of the
// larger Brainpool curves came out wrong.
for (const { name, webcrypto } of EC_CURVES) {
  const bits = CURVES.find((curve) => curve.name === name)?.bits;
  if (bits !== undefined) AsnEcSignatureFormatter.namedCurveSize.set(webcrypto, Math.ceil(bits / 8));
}

type SigningKey = Awaited<ReturnType<typeof provider.subtle.importKey>>;

/** One extension (RFC 5280 4.2), its value encoded. */
export interface ExtensionInput {
  readonly oid: string;
  readonly critical: boolean;
  readonly value: Uint8Array;
}

/** A private key that signs, and how. */
export interface Signer {
  readonly privateKey: nodeCrypto.KeyObject;
  readonly spec: KeySpec;
  /** Left out where the scheme has its own (EdDSA, ML-DSA). */
  readonly hash: HashName | undefined;
}

/** The parts of a PKCS#10 request (RFC 2986). */
export interface RequestParts {
  /** Name, DER. */
  readonly subject: Uint8Array;
  readonly extensions: readonly ExtensionInput[];
}

/** The parts of a certificate (RFC 5280 4.1). */
export interface CertificateParts {
  /** Big-endian, without a sign: the first bit of the octets must be zero. */
  readonly serialNumber: Uint8Array;
  /** Name, DER. */
  readonly issuer: Uint8Array;
  /** Name, DER. */
  readonly subject: Uint8Array;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** SubjectPublicKeyInfo, DER. */
  readonly subjectPublicKeyInfo: Uint8Array;
  readonly extensions: readonly ExtensionInput[];
}

/** Builds and signs a request; DER. */
export async function buildRequest(parts: RequestParts, signer: Signer): Promise<Buffer> {
  const spki = publicKeyInfo(signer.privateKey);
  const { key, crypto } = await signingKey(signer, spki);
  const request = await Pkcs10CertificateRequestGenerator.create(
    {
      name: new Name(parts.subject),
      keys: { privateKey: key, publicKey: key },
      signingAlgorithm: key.algorithm,
      extensions: parts.extensions.map(toExtension),
    },
    crypto,
  );
  return Buffer.from(request.rawData);
}

/** Builds and signs a certificate; DER. */
export async function buildCertificate(parts: CertificateParts, signer: Signer): Promise<Buffer> {
  const { key, crypto } = await signingKey(signer, publicKeyInfo(signer.privateKey));
  const certificate = await X509CertificateGenerator.create(
    {
      serialNumber: Buffer.from(parts.serialNumber).toString('hex'),
      issuer: new Name(parts.issuer),
      subject: new Name(parts.subject),
      notBefore: parts.notBefore,
      notAfter: parts.notAfter,
      publicKey: new PublicKey(parts.subjectPublicKeyInfo),
      signingKey: key,
      signingAlgorithm: key.algorithm,
      extensions: parts.extensions.map(toExtension),
    },
    crypto,
  );
  return Buffer.from(certificate.rawData);
}

function toExtension({ oid, critical, value }: ExtensionInput): Extension {
  return new Extension(oid, critical, value);
}

function publicKeyInfo(privateKey: nodeCrypto.KeyObject): Buffer {
  return nodeCrypto.createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
}

/**
 * The key as WebCrypto wants it, and a provider for this one signature. Its export gives the SubjectPublicKeyInfo as it is:
 * WebCrypto's own would turn an RSASSA-PSS key into a plain RSA one.
 */
async function signingKey(
  { privateKey, spec, hash }: Signer,
  spki: Buffer,
): Promise<{ key: SigningKey; crypto: Crypto }> {
  const algorithm = signingAlgorithm(spec, hash);
  const pkcs8 = privateKey.export({ type: 'pkcs8', format: 'der' });
  const key =
    algorithm === undefined
      ? ({
          type: 'private',
          algorithm: { name: `ML-DSA-${(spec as { level: number }).level}` },
        } as unknown as SigningKey)
      : await provider.subtle.importKey('pkcs8', pkcs8, algorithm, false, ['sign']);
  const subtle = {
    exportKey: async () => spki,
    // ML-DSA is Node's own: @peculiar/webcrypto has it not, and the native WebCrypto warns that it is experimental.
    sign: async (how: SigningKey['algorithm'], signing: SigningKey, data: ArrayBuffer) =>
      algorithm === undefined
        ? nodeCrypto.sign(null, Buffer.from(data), privateKey)
        : provider.subtle.sign(how, signing, data),
  };
  const crypto = { subtle, getRandomValues: provider.getRandomValues.bind(provider) } as unknown as Crypto;
  return { key, crypto };
}
