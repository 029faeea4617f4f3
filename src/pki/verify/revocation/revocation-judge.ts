import { DerError } from '../../der/error.ts';
import type { Certificate } from '../../parse/certificate.ts';
import type { CertificateList } from '../../parse/certificate-list.ts';
import type { RevokedCertificate } from '../../parse/revoked-certificate.ts';
import { type Budget, VERIFY_LIMITS } from '../budget.ts';
import { CertificatePool } from '../certificate-pool.ts';
import { PathSearch } from '../path-building.ts';
import type { PathVerdict } from '../path-validation.ts';
import type { ReasonParams, VerifyInput } from '../types.ts';
import { type Violation, Violations } from '../violations.ts';
import { CrlIssuers } from './crl-issuer.ts';
import { ALL_REASONS, implicitPoint, inScope, reasonMask } from './crl-scope.ts';
import { type CrlProblem, crlProblem, crlStaleness } from './crl-usability.ts';
import { isDelta, updates } from './delta-crl.ts';

/** Where a certificate stands: not revoked for any reason, revoked, or not to be told, and why. */
type Status =
  | { readonly kind: 'good' }
  | { readonly kind: 'revoked'; readonly entry: RevokedCertificate; readonly crl: CertificateList }
  | { readonly kind: 'unknown'; readonly problem?: CrlProblem; readonly crl?: CertificateList };

/**
 * CRL validation (RFC 5280 6.3) of the certificates of a path. Never fails open: a certificate counts as good only when usable
 * CRLs cover every reason that it could have been revoked for.
 */
export class RevocationJudge {
  readonly #input: VerifyInput;
  readonly #crls: readonly CertificateList[];
  readonly #pool: CertificatePool;
  readonly #budget: Budget;
  /** CRL issuers whose own path is being looked for: asking about them again would go round in circles. */
  readonly #asking: readonly Certificate[];
  readonly #issuers: CrlIssuers;
  readonly #validIssuers = new Map<string, boolean>();
  readonly #problems = new Map<CertificateList, CrlProblem | undefined>();

  constructor(input: VerifyInput, pool: CertificatePool, budget: Budget, asking: readonly Certificate[] = []) {
    this.#input = input;
    this.#crls = (input.crls ?? []).toSorted((a, b) => b.thisUpdate.getTime() - a.thisUpdate.getTime());
    this.#pool = pool;
    this.#budget = budget;
    this.#asking = asking;
    this.#issuers = new CrlIssuers(pool, budget, (candidate, anchor) => this.#hasPath(candidate, anchor));
  }

  /** Adds to a verdict what CRLs say about its path. */
  judge(verdict: PathVerdict): PathVerdict {
    const { path, violations, policies } = verdict;
    const scope = this.#input.revocation ?? (this.#crls.length > 0 ? 'chain' : 'none');
    const checked = scope === 'none' ? 0 : scope === 'leaf' ? Math.min(1, path.length - 1) : path.length - 1;
    if (checked === 0) return verdict;
    const found = new Violations(this.#input.policy ?? 'rfc5280');
    for (let index = 0; index < checked; index++) {
      const violation = this.#violation(path, index);
      if (violation) found.list.push(violation);
    }
    if (found.list.length === 0) return verdict;
    found.list.push(...violations);
    return { path, violations: found.sorted(), policies };
  }

  #violation(path: readonly Certificate[], index: number): Violation | undefined {
    const status = this.#status(path, index);
    if (status.kind === 'good') return undefined;
    if (status.kind === 'revoked') {
      const { reason, revocationDate, serialNumber } = status.entry;
      const at = Number.isNaN(revocationDate.getTime()) ? '' : revocationDate.toISOString().replace('.000Z', 'Z');
      return { code: 'revoked', index, params: { reason, revocationDate: at, serialNumber, ...crlParams(status.crl) } };
    }
    if (!status.problem)
      return { code: 'revocation-unknown', index, params: { issuer: path[index]!.issuer.toString() } };
    return {
      code: 'crl-unusable',
      index,
      params: { problem: status.problem, ...(status.crl ? crlParams(status.crl) : {}) },
    };
  }

  /** 6.3.3: goes through the distribution points, then through all other CRLs of the issuer. */
  #status(path: readonly Certificate[], index: number): Status {
    const certificate = path[index]!;
    let covered = 0;
    let unknown: Status = { kind: 'unknown' };
    for (const point of [...(certificate.value('cRLDistributionPoints') ?? []), implicitPoint(certificate)]) {
      for (const crl of this.#crls) {
        if (isDelta(crl) || !inScope(certificate, point, crl)) continue;
        const mask = reasonMask(crl.value('issuingDistributionPoint')?.onlySomeReasons) & reasonMask(point.reasons);
        if ((mask & ~covered) === 0) continue;
        const status = this.#lookUp(crl, path, index);
        if (status.kind === 'revoked') return status;
        if (status.kind === 'good') covered |= mask;
        else unknown = 'problem' in unknown ? unknown : status;
        if (covered === ALL_REASONS) return status;
      }
    }
    return unknown;
  }

  /** 6.3.3 (c) to (k) for one complete CRL and the deltas that go with it. */
  #lookUp(crl: CertificateList, path: readonly Certificate[], index: number): Status {
    const problem = this.#problem(crl) ?? this.#issuers.problem(crl, path, index);
    if (problem) return { kind: 'unknown', problem, crl };
    try {
      return this.#find(crl, path, index);
    } catch (error) {
      if (error instanceof DerError) return { kind: 'unknown', problem: 'malformed', crl };
      throw error;
    }
  }

  #find(crl: CertificateList, path: readonly Certificate[], index: number): Status {
    const certificate = path[index]!;
    const delta = this.#crls.find(
      (other) => isDelta(other) && updates(other, crl) && this.#current(other, path, index),
    );
    const changed = delta?.find(certificate.serialNumber, certificate.issuer);
    if (changed && changed.reason !== 'removeFromCRL') return { kind: 'revoked', entry: changed, crl: delta! };
    const entry = changed ? undefined : crl.find(certificate.serialNumber, certificate.issuer);
    if (entry && entry.reason !== 'removeFromCRL') return { kind: 'revoked', entry, crl };
    const stale = delta ? undefined : crlStaleness(crl, this.#input);
    return stale ? { kind: 'unknown', problem: stale, crl } : { kind: 'good' };
  }

  #current(delta: CertificateList, path: readonly Certificate[], index: number): boolean {
    return !this.#problem(delta) && !crlStaleness(delta, this.#input) && !this.#issuers.problem(delta, path, index);
  }

  /** A CRL issuer that a certificate names itself for its own revocation is taken at its word: nobody else can be asked. */
  #hasPath(candidate: Certificate, anchor: Certificate): boolean {
    if (this.#asking.at(-1) === candidate) return true;
    if (this.#asking.includes(candidate) || this.#asking.length >= VERIFY_LIMITS.maxNestedSearches) return false;
    const id = `${candidate.fingerprint256}${anchor.fingerprint256}`;
    const known = this.#validIssuers.get(id);
    if (known !== undefined) return known;
    const { at, policy = 'rfc5280', crls = [], revocation = 'chain' } = this.#input;
    const { intermediates } = this.#pool;
    const input: VerifyInput = { leaf: candidate, anchors: [anchor], intermediates, at, policy, crls, revocation };
    const pool = new CertificatePool(input.anchors, intermediates);
    const judge = new RevocationJudge(input, pool, this.#budget, [...this.#asking, candidate]);
    const verdict = new PathSearch(input, pool, this.#budget, (found) => judge.judge(found)).run({ explain: false });
    const valid = verdict?.violations.length === 0;
    this.#validIssuers.set(id, valid);
    return valid;
  }

  #problem(crl: CertificateList): CrlProblem | undefined {
    if (!this.#problems.has(crl)) this.#problems.set(crl, crlProblem(crl, this.#input));
    return this.#problems.get(crl);
  }
}

function crlParams(crl: CertificateList): ReasonParams {
  const text = (date: Date | undefined) =>
    date && !Number.isNaN(date.getTime()) ? date.toISOString().replace('.000Z', 'Z') : '';
  return { crlIssuer: crl.issuer.toString(), thisUpdate: text(crl.thisUpdate), nextUpdate: text(crl.nextUpdate) };
}
