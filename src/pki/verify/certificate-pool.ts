import type { Certificate } from '../parse/certificate.ts';

/** The certificates that a path may be built from, by subject. */
export class CertificatePool {
  readonly anchors: readonly Certificate[];
  readonly intermediates: readonly Certificate[];
  readonly #anchorsBySubject: Map<string, Certificate[]>;
  readonly #intermediatesBySubject: Map<string, Certificate[]>;
  #reachable: ReadonlySet<Certificate> | undefined;

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

  /** Whether names alone lead from an intermediate to some anchor; what they do not lead from is never tried. */
  reachesAnchor(certificate: Certificate): boolean {
    this.#reachable ??= this.#findReachable();
    return this.#reachable.has(certificate);
  }

  #findReachable(): ReadonlySet<Certificate> {
    const byIssuer = new Map<string, Certificate[]>();
    for (const certificate of this.intermediates) {
      const { key } = certificate.issuer;
      const issued = byIssuer.get(key);
      if (issued) issued.push(certificate);
      else byIssuer.set(key, [certificate]);
    }
    const reachable = new Set<Certificate>();
    const names = new Set(this.anchors.map(({ subject }) => subject.key));
    for (const name of names) {
      for (const certificate of byIssuer.get(name) ?? []) {
        reachable.add(certificate);
        names.add(certificate.subject.key);
      }
    }
    return reachable;
  }
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
