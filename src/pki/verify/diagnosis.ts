import type { Certificate } from '../parse/certificate.ts';
import { VERIFY_LIMITS } from './budget.ts';
import { type CertificatePool, keyIdentifierFit, sameEntity } from './certificate-pool.ts';
import type { PathSearch } from './path-building.ts';
import { type PathVerdict, RuleCache, roleAt } from './path-validation.ts';
import type { ReasonCode } from './reasons.ts';
import { signatureReason } from './signature.ts';
import type { ReasonParams, VerifyInput } from './types.ts';
import type { Violation } from './violations.ts';

interface Break {
  readonly code: ReasonCode;
  readonly params: ReasonParams;
}

/** Rules whose breach explains a missing or wrong signature better than the signature does. */
const DEEPER: readonly ReasonCode[] = [
  'certificate-malformed',
  'signature-algorithm-mismatch',
  'not-der',
  'issuer-empty',
];

/** Why no path leads to an anchor: follows issuers as far as they can be followed and names what is missing there. */
export function diagnose(input: VerifyInput, pool: CertificatePool, search: PathSearch): PathVerdict {
  const path: Certificate[] = [input.leaf];
  let broken: Break | undefined;
  while (!broken) {
    const certificate = path.at(-1)!;
    const next = nextOf(certificate, path, pool, search);
    if ('code' in next) broken = next;
    else path.push(next);
  }
  const index = path.length - 1;
  const rules = new RuleCache(input);
  const deeper = rules.of(path[index]!, roleAt(index, path.length)).find(({ code }) => DEEPER.includes(code));
  const violations: Violation[] = [{ ...(deeper ?? broken), index }];
  if (deeper) violations.push({ ...broken, index });
  return { path, violations, policies: [] };
}

function nextOf(
  certificate: Certificate,
  path: readonly Certificate[],
  pool: CertificatePool,
  search: PathSearch,
): Certificate | Break {
  const { issuer } = certificate;
  const issuerText = issuer.toString();
  const named = [...pool.intermediatesNamed(issuer.key), ...pool.anchorsNamed(issuer.key)];
  const candidates = named.toSorted((a, b) => keyIdentifierFit(certificate, a) - keyIdentifierFit(certificate, b));
  if (certificate.isSelfIssued && search.signature(certificate, certificate) === 'valid') {
    return { code: path.length === 1 ? 'self-signed-untrusted' : 'root-untrusted', params: { issuer: issuerText } };
  }
  let failure: Break | undefined;
  let cycle = false;
  for (const candidate of candidates) {
    const verdict = search.signature(certificate, candidate);
    if (verdict === undefined) return exhausted(path[0]!, issuerText, pool);
    if (verdict === 'valid') {
      if (path.some((other) => sameEntity(other, candidate))) cycle = true;
      else if (pool.isAnchor(candidate))
        return { code: 'search-limit-exceeded', params: { limit: VERIFY_LIMITS.maxPathLength } };
      else if (path.length <= VERIFY_LIMITS.maxDiagnosedLength) return candidate;
      else return exhausted(path[0]!, issuerText, pool);
      continue;
    }
    const otherKey = verdict === 'invalid' && keyIdentifierFit(certificate, candidate) === 1;
    const code = otherKey ? 'issuer-key-mismatch' : signatureReason(verdict);
    failure ??= { code, params: { issuer: issuerText, algorithm: certificate.signatureAlgorithm.name } };
  }
  if (cycle) return { code: 'cycle-without-anchor', params: { issuer: issuerText } };
  return failure ?? misnamed(certificate, pool, search) ?? { code: 'issuer-not-found', params: { issuer: issuerText } };
}

/** Where the search ends for want of budget: names alone may show that no anchor could have been reached. */
function exhausted(leaf: Certificate, issuer: string, pool: CertificatePool): Break {
  const { key } = leaf.issuer;
  const hopeful =
    pool.anchorsNamed(key).length > 0 || pool.intermediatesNamed(key).some((next) => pool.distance(next) !== undefined);
  return hopeful
    ? { code: 'search-limit-exceeded', params: { issuer } }
    : { code: 'root-untrusted', params: { issuer } };
}

/** A certificate whose key did sign, but that is called differently (RFC 5280 6.1.3 (a)(4)). */
function misnamed(certificate: Certificate, pool: CertificatePool, search: PathSearch): Break | undefined {
  const signer = [...pool.intermediates, ...pool.anchors]
    .filter((candidate) => keyIdentifierFit(certificate, candidate) === -1)
    .slice(0, 8)
    .find((candidate) => search.signature(certificate, candidate) === 'valid');
  if (!signer) return undefined;
  return {
    code: 'name-chaining-mismatch',
    params: { issuer: certificate.issuer.toString(), signer: signer.subject.toString() },
  };
}
