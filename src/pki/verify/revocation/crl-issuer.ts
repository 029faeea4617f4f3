import type { Certificate } from '../../parse/certificate.ts';
import type { CertificateList } from '../../parse/certificate-list.ts';
import { type Budget, VERIFY_LIMITS } from '../budget.ts';
import { CertificatePool, keyIdentifierFit } from '../certificate-pool.ts';
import { workingKeys } from '../dsa-parameters.ts';
import { PathSearch } from '../path-building.ts';
import { verifySignature } from '../signature.ts';
import type { VerifyInput } from '../types.ts';
import type { CrlProblem } from './crl-usability.ts';
import { RevocationJudge } from './revocation-judge.ts';

/**
 * Finds who signed a CRL (RFC 5280 6.3.3 (f), (g)): a certificate of the CRL issuer's name whose key verifies it, that may sign
 * CRLs, and that is on the path itself or has a valid path of its own to the same anchor.
 */
export class CrlIssuers {
  readonly #input: VerifyInput;
  readonly #pool: CertificatePool;
  readonly #budget: Budget;
  /** Certificates whose own path is being looked for: asking about them again would go round in circles. */
  readonly #asking: readonly Certificate[];
  readonly #valid = new Map<string, boolean>();

  constructor(input: VerifyInput, pool: CertificatePool, budget: Budget, asking: readonly Certificate[]) {
    this.#input = input;
    this.#pool = pool;
    this.#budget = budget;
    this.#asking = asking;
  }

  /** What keeps the CRL from being attributed to its issuer; undefined when a valid issuer is found. */
  problem(crl: CertificateList, path: readonly Certificate[], index: number): CrlProblem | undefined {
    const above = path.slice(index + 1);
    const { key } = crl.issuer;
    const anchor = path.at(-1)!;
    const others = [
      ...this.#pool.intermediatesNamed(key),
      ...this.#pool.anchorsNamed(key).filter((other) => other === anchor),
    ];
    const named = [
      ...above.filter(({ subject }) => subject.key === key),
      ...others.filter((other) => !above.includes(other)),
    ];
    const keys = workingKeys(path);
    let problem: CrlProblem = 'issuer-not-found';
    for (const candidate of named.toSorted((a, b) => keyIdentifierFit(crl, a) - keyIdentifierFit(crl, b))) {
      const signer = keys[path.indexOf(candidate)] ?? candidate.subjectPublicKeyInfo;
      if (!this.#budget.signature(signer.bits ?? 0)) break;
      if (verifySignature(crl, signer) !== 'valid') {
        if (problem === 'issuer-not-found') problem = 'signature-invalid';
      } else if (candidate.keyUsage && !candidate.keyUsage.includes('cRLSign')) problem = 'crl-sign-missing';
      else if (above.includes(candidate) || this.#hasPath(candidate, anchor)) return undefined;
      else problem = 'issuer-invalid';
    }
    return problem;
  }

  /** A CRL issuer that a certificate names itself for its own revocation is taken at its word: nobody else can be asked. */
  #hasPath(candidate: Certificate, anchor: Certificate): boolean {
    if (this.#asking.at(-1) === candidate) return true;
    if (this.#asking.includes(candidate) || this.#asking.length >= VERIFY_LIMITS.maxNestedSearches) return false;
    const id = `${candidate.fingerprint256}${anchor.fingerprint256}`;
    const known = this.#valid.get(id);
    if (known !== undefined) return known;
    const { leaf: _, host: __, purpose: ___, initialPolicies: ____, explicitPolicy: _____, ...rest } = this.#input;
    const input: VerifyInput = { ...rest, leaf: candidate, anchors: [anchor], intermediates: this.#pool.intermediates };
    const pool = new CertificatePool(input.anchors, this.#pool.intermediates);
    const judge = new RevocationJudge(input, pool, this.#budget, [...this.#asking, candidate]);
    const verdict = new PathSearch(input, pool, this.#budget, (found) => judge.judge(found)).run();
    const valid = verdict?.violations.length === 0;
    this.#valid.set(id, valid);
    return valid;
  }
}
