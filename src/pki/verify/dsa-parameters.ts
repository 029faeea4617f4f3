import type { Certificate } from '../parse/certificate.ts';
import { parseSubjectPublicKeyInfo, type SubjectPublicKeyInfo } from '../parse/subject-public-key-info.ts';

/**
 * The key of a certificate as RFC 5280 6.1.4 (d) to (f) hands it on: a DSA key without parameters of its own takes over those
 * of its issuer (RFC 3279 2.3.2).
 */
function dsaParametersFrom(issuer: SubjectPublicKeyInfo, key: SubjectPublicKeyInfo): SubjectPublicKeyInfo {
  if (!lacksDsaParameters(key) || issuer.type !== 'dsa' || !issuer.algorithm.parameters) return key;
  const bits = Buffer.concat([Buffer.of(0), key.publicKey]);
  return parseSubjectPublicKeyInfo(element(0x30, issuer.algorithm.der, element(0x03, bits)));
}

/** The keys of a path, leaf first, as they are used: what each certificate hands on to the one below it. */
export function workingKeys(path: readonly Certificate[]): SubjectPublicKeyInfo[] {
  const keys = path.map(({ subjectPublicKeyInfo }) => subjectPublicKeyInfo);
  for (let i = keys.length - 2; i >= 0; i--) keys[i] = dsaParametersFrom(keys[i + 1]!, keys[i]!);
  return keys;
}

/** Whether a key can be used only with its issuer's parameters. */
export function lacksDsaParameters(key: SubjectPublicKeyInfo): boolean {
  return key.type === 'dsa' && (!key.algorithm.parameters || key.algorithm.parameters[0] === 0x05);
}

function element(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  if (content.length < 0x80) return Buffer.concat([Buffer.of(tag, content.length), content]);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(content.length);
  const octets = size.subarray(size.findIndex((octet) => octet !== 0));
  return Buffer.concat([Buffer.of(tag, 0x80 | octets.length), octets, content]);
}
