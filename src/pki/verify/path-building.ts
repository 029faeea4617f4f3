import type { Certificate } from '../parse/certificate.ts';
import { type Budget, VERIFY_LIMITS } from './budget.ts';
import { type CertificatePool, keyIdentifierFit, sameEntity } from './certificate-pool.ts';
import { lacksDsaParameters } from './dsa-parameters.ts';
import { type PathVerdict, RuleCache, validatePath } from './path-validation.ts';
import { type SignatureVerdict, verifySignature } from './signature.ts';
import type { VerifyInput } from './types.ts';

/** Judges a path beyond RFC 5280 6.1 (its revocation); gives back the verdict, with more violations if need be. */
export type PathJudge = (verdict: PathVerdict) => PathVerdict;

/**
 * Path building (RFC 4158): searches upward from the leaf, anchors before intermediates, those whose key identifier fits first.
 * Certificates that break a rule by themselves are tried only when no path avoids them, to find out why there is none.
 */
export class PathSearch {
  readonly #input: VerifyInput;
  readonly #pool: CertificatePool;
  readonly #budget: Budget;
  readonly #judge: PathJudge;
  readonly #rules: RuleCache;
  readonly #signatures = new Map<Certificate, Map<Certificate, SignatureVerdict>>();
  #best: PathVerdict | undefined;

  constructor(input: VerifyInput, pool: CertificatePool, budget: Budget, judge: PathJudge) {
    this.#input = input;
    this.#pool = pool;
    this.#budget = budget;
    this.#judge = judge;
    this.#rules = new RuleCache(input);
  }

  /**
   * A valid path, or the most telling invalid one, or undefined when no path leads to an anchor. Without `explain` nothing is
   * spent on finding out why there is no valid one.
   */
  run({ explain = true } = {}): PathVerdict | undefined {
    const { leaf } = this.#input;
    if (this.#pool.isAnchor(leaf) && this.#consider([leaf])) return this.#best;
    const clean = this.#rules.of(leaf, 'leaf').length === 0;
    if (clean && this.#extend([leaf], true)) return this.#best;
    if (!explain) return this.#best;
    this.#budget.diagnoseOnly();
    this.#extend([leaf], false);
    return this.#best;
  }

  /** Whether the key of a candidate verifies a certificate's signature; undefined when the budget does not allow to try. */
  signature(certificate: Certificate, candidate: Certificate): SignatureVerdict | undefined {
    const known = this.#signatures.get(certificate) ?? new Map<Certificate, SignatureVerdict>();
    this.#signatures.set(certificate, known);
    let verdict = known.get(candidate);
    if (verdict === undefined) {
      const key = candidate.subjectPublicKeyInfo;
      if (!this.#budget.signature(key.bits ?? 0)) return undefined;
      verdict = verifySignature(certificate, key);
      known.set(candidate, verdict);
    }
    return verdict;
  }

  /** Tries every way up from the top of a path; true once a valid path is found. */
  #extend(path: readonly Certificate[], cleanOnly: boolean): boolean {
    const certificate = path.at(-1)!;
    const { key } = certificate.issuer;
    for (const anchor of byFit(certificate, this.#pool.anchorsNamed(key))) {
      if (!this.#budget.step()) return false;
      if (cleanOnly && this.#rules.of(anchor, 'anchor').length > 0) continue;
      if (this.#mayHaveSigned(certificate, anchor) && this.#consider([...path, anchor])) return true;
    }
    if (path.length > VERIFY_LIMITS.maxPathLength) return false;
    for (const candidate of this.#pool.issuersOf(certificate)) {
      if (path.some((other) => sameEntity(other, candidate))) continue;
      if (!this.#budget.step()) return false;
      if (cleanOnly && this.#rules.of(candidate, 'intermediate').length > 0) continue;
      if (this.#mayHaveSigned(certificate, candidate) && this.#extend([...path, candidate], cleanOnly)) return true;
    }
    return false;
  }

  /** A DSA key without parameters can be tried only within a whole path, which hands them down. */
  #mayHaveSigned(certificate: Certificate, candidate: Certificate): boolean {
    return lacksDsaParameters(candidate.subjectPublicKeyInfo) || this.signature(certificate, candidate) === 'valid';
  }

  #consider(path: readonly Certificate[]): boolean {
    if (!this.#budget.path()) return false;
    const verdict = this.#judge(validatePath(path, this.#input, this.#rules));
    if (!this.#best || verdict.violations.length < this.#best.violations.length) this.#best = verdict;
    return verdict.violations.length === 0;
  }
}

function byFit(certificate: Certificate, candidates: readonly Certificate[]): readonly Certificate[] {
  if (candidates.length < 2) return candidates;
  return candidates.toSorted((a, b) => keyIdentifierFit(certificate, a) - keyIdentifierFit(certificate, b));
}
