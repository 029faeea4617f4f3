import type { Certificate } from '../parse/certificate.ts';

/** The certificates that a path may be built from, by subject. */
export class CertificatePool {
  readonly anchors: readonly Certificate[];
  readonly intermediates: readonly Certificate[];
  readonly #anchorsBySubject: Map<string, Certificate[]>;
  readonly #intermediatesBySubject: Map<string, Certificate[]>;
  #distances: ReadonlyMap<Certificate, number> | undefined;

  constructor(anchors: readonly Certificate[], intermediates: readonly Certificate[]) {
    this.anchors = anchors;
    const anchorBytes = new Set(anchors.map(({ fingerprint256 }) => fingerprint256));
    const distinct = new Map(intermediates.map((certificate) => [certificate.fingerprint256, certificate]));
    for (const fingerprint of anchorBytes) distinct.delete(fingerprint);
    this.intermediates = [...distinct.values()];
    this.#anchorsBySubject = bySubject(anchors);
    this.#intermediatesBySubject = bySubject(this.intermediates);
  }

  isAnchor(certificate: Certificate): boolean {
    return this.anchors.some(({ der }) => der.equals(certificate.der));
  }

  anchorsNamed(key: string): readonly Certificate[] {
    return this.#anchorsBySubject.get(key) ?? [];
  }

  intermediatesNamed(key: string): readonly Certificate[] {
    return this.#intermediatesBySubject.get(key) ?? [];
  }

  /** How many steps names alone lead from an intermediate to some anchor; undefined where they lead to none. */
  distance(certificate: Certificate): number | undefined {
    this.#distances ??= this.#measure();
    return this.#distances.get(certificate);
  }

  /** Candidates for the issuer of a certificate: those whose key identifier fits first, then those nearest to an anchor. */
  issuersOf(certificate: Certificate): readonly Certificate[] {
    const named = this.intermediatesNamed(certificate.issuer.key).filter(
      (candidate) => this.distance(candidate) !== undefined,
    );
    if (named.length < 2) return named;
    return named.toSorted(
      (a, b) =>
        keyIdentifierFit(certificate, a) - keyIdentifierFit(certificate, b) || this.distance(a)! - this.distance(b)!,
    );
  }

  #measure(): ReadonlyMap<Certificate, number> {
    const byIssuer = new Map<string, Certificate[]>();
    for (const certificate of this.intermediates) {
      const { key } = certificate.issuer;
      const issued = byIssuer.get(key);
      if (issued) issued.push(certificate);
      else byIssuer.set(key, [certificate]);
    }
    const distances = new Map<Certificate, number>();
    const levels = new Map(this.anchors.map(({ subject }) => [subject.key, 1]));
    for (const [name, level] of levels) {
      for (const certificate of byIssuer.get(name) ?? []) {
        distances.set(certificate, level);
        if (!levels.has(certificate.subject.key)) levels.set(certificate.subject.key, level + 1);
      }
    }
    return distances;
  }
}

/** Two certificates of one name and key lead nowhere that one of them does not (RFC 4158 2.4.2). */
export function sameEntity(a: Certificate, b: Certificate): boolean {
  return a === b || (a.subjectPublicKeyInfo.der.equals(b.subjectPublicKeyInfo.der) && a.subject.equals(b.subject));
}

function bySubject(certificates: readonly Certificate[]): Map<string, Certificate[]> {
  const map = new Map<string, Certificate[]>();
  for (const certificate of certificates) {
    const { key } = certificate.subject;
    const same = map.get(key);
    if (same) same.push(certificate);
    else map.set(key, [certificate]);
  }
  return map;
}

/** How well a candidate fits as issuer by key identifiers (RFC 5280 4.2.1.1): -1 fits, 1 does not, 0 cannot be told. */
export function keyIdentifierFit(certificate: Pick<Certificate, 'value'>, candidate: Certificate): -1 | 0 | 1 {
  const wanted = certificate.value('authorityKeyIdentifier')?.keyIdentifier;
  const has = candidate.subjectKeyIdentifier;
  if (!wanted || !has) return 0;
  return wanted.equals(has) ? -1 : 1;
}
