import type { ExtensionDescription } from './describe/extension.ts';
import { describeCertificate, describeRequest } from './describe/index.ts';
import type { Plain } from './describe/plain.ts';
import type { Certificate, CertificationRequest } from './parse/index.ts';

/** A certificate or a request, to be compared. */
export type Comparable =
  | { readonly kind: 'certificate'; readonly certificate: Certificate }
  | { readonly kind: 'csr'; readonly request: CertificationRequest };

/** One field in which two of them differ; a side that lacks it is null. */
export interface Difference {
  /** Field of the structure, or name of an extension. */
  readonly field: string;
  readonly a: Plain;
  readonly b: Plain;
  /** Of a list whose order means nothing: what only the second, and only the first, has. */
  readonly added?: readonly string[];
  readonly removed?: readonly string[];
}

/**
 * What differs between two certificates, two requests, or a request and the certificate that was made of it: field by field,
 * names as sets, extensions by what they say. Signatures are not compared: they differ each time that the same is signed.
 * What only certificates have (issuer, serial number, validity) is not compared with a request.
 */
export function semanticDifferences(a: Comparable, b: Comparable): Difference[] {
  const [fieldsA, fieldsB] = [fieldsOf(a), fieldsOf(b)];
  const names = Object.keys(fieldsA).filter((name) => name in fieldsB);
  return [
    ...names.flatMap((field) => different(field, fieldsA[field] ?? null, fieldsB[field] ?? null)),
    ...listDifference('subjectAltName', describe(a).subjectAltName, describe(b).subjectAltName),
    ...extensionDifferences(describe(a).extensions, describe(b).extensions),
  ];
}

function describe(item: Comparable) {
  return item.kind === 'certificate' ? describeCertificate(item.certificate) : describeRequest(item.request);
}

function fieldsOf(item: Comparable): Record<string, Plain> {
  if (item.kind === 'csr') {
    const { subject, publicKey } = describeRequest(item.request);
    return { subject, publicKey };
  }
  const { version, subject, issuer, serialNumber, notBefore, notAfter, publicKey, signatureAlgorithm } =
    describeCertificate(item.certificate);
  return { version, serialNumber, signatureAlgorithm, issuer, notBefore, notAfter, subject, publicKey };
}

function different(field: string, a: Plain, b: Plain): Difference[] {
  return JSON.stringify(a) === JSON.stringify(b) ? [] : [{ field, a, b }];
}

function listDifference(field: string, a: readonly string[], b: readonly string[]): Difference[] {
  const [inA, inB] = [new Set(a), new Set(b)];
  const added = b.filter((value) => !inA.has(value));
  const removed = a.filter((value) => !inB.has(value));
  return added.length + removed.length === 0 ? [] : [{ field, a, b, added, removed }];
}

/** Lists of flags and purposes, whose order means nothing. */
const SETS = new Set(['keyUsage', 'extendedKeyUsage']);

function extensionDifferences(a: readonly ExtensionDescription[], b: readonly ExtensionDescription[]): Difference[] {
  const oids = [...new Set([...a, ...b].map(({ oid }) => oid))];
  return oids.flatMap((oid) => {
    const [one, other] = [a, b].map((list) => list.find((each) => each.oid === oid));
    const name = (one ?? other)!.name;
    const criticality = one && other ? different(`${name}.critical`, one.critical, other.critical) : [];
    if (name === 'subjectAltName' && one && other && !one.broken && !other.broken) return criticality;
    if (SETS.has(name) && Array.isArray(one?.value) && Array.isArray(other?.value)) {
      return [...criticality, ...listDifference(name, one.value as string[], other.value as string[])];
    }
    return [...criticality, ...different(name, content(one), content(other))];
  });
}

/** What an extension says; its octets where that is not known. */
function content(extension: ExtensionDescription | undefined): Plain {
  if (extension === undefined) return null;
  return extension.bytes === undefined ? extension.value : { bytes: extension.bytes };
}
