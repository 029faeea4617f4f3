import type { Certificate } from '../../parse/certificate.ts';
import type { CertificateList } from '../../parse/certificate-list.ts';
import type { Budget } from '../budget.ts';
import { type CertificatePool, keyIdentifierFit } from '../certificate-pool.ts';
import { workingKeys } from '../dsa-parameters.ts';
import { verifySignature } from '../signature.ts';
import type { CrlProblem } from './crl-usability.ts';

/** Whether a certificate has a valid path of its own to an anchor. */
export type HasPath = (certificate: Certificate, anchor: Certificate) => boolean;

/**
 * Finds who signed a CRL (RFC 5280 6.3.3 (f), (g)): a certificate of the CRL issuer's name whose key verifies it, that may sign
 * CRLs, and that is on the path itself or has a valid path of its own to the same anchor.
 */
export class CrlIssuers {
  readonly #pool: CertificatePool;
  readonly #budget: Budget;
  readonly #hasPath: HasPath;

  constructor(pool: CertificatePool, budget: Budget, hasPath: HasPath) {
    this.#pool = pool;
    this.#budget = budget;
    this.#hasPath = hasPath;
  }

  /** What keeps the CRL from being attributed to its issuer; undefined when a valid issuer is found. */
  problem(crl: CertificateList, path: readonly Certificate[], index: number): CrlProblem | undefined {
    const above = path.slice(index + 1);
    const keys = workingKeys(path);
    let problem: CrlProblem = 'issuer-not-found';
    for (const candidate of this.#candidates(crl, above)) {
      const signer = keys[path.indexOf(candidate)] ?? candidate.subjectPublicKeyInfo;
      if (!this.#budget.signature(signer.bits ?? 0)) break;
      if (verifySignature(crl, signer) !== 'valid') {
        if (problem === 'issuer-not-found') problem = 'signature-invalid';
      } else if (candidate.keyUsage && !candidate.keyUsage.includes('cRLSign')) problem = 'crl-sign-missing';
      else if (above.includes(candidate) || this.#hasPath(candidate, path.at(-1)!)) return undefined;
      else problem = 'issuer-invalid';
    }
    return problem;
  }

  /** Certificates of the CRL issuer's name: of the path first, those whose key identifier fits before others. */
  #candidates(crl: CertificateList, above: readonly Certificate[]): readonly Certificate[] {
    const { key } = crl.issuer;
    const anchor = above.at(-1);
    const anchors = this.#pool.anchorsNamed(key).filter((other) => other === anchor);
    const others = [...this.#pool.intermediatesNamed(key), ...anchors].filter((other) => !above.includes(other));
    const named = [...above.filter(({ subject }) => subject.key === key), ...others];
    return named.toSorted((a, b) => keyIdentifierFit(crl, a) - keyIdentifierFit(crl, b));
  }
}
