import type { Certificate } from '../parse/certificate.ts';
import { Budget } from './budget.ts';
import { CertificatePool } from './certificate-pool.ts';
import { diagnose } from './diagnosis.ts';
import { PathSearch } from './path-building.ts';
import type { PathVerdict } from './path-validation.ts';
import { REASONS } from './reasons.ts';
import { RevocationJudge } from './revocation/revocation-judge.ts';
import type { Reason, VerifyInput, VerifyResult } from './types.ts';
import type { Violation } from './violations.ts';

/**
 * Builds and validates a certification path (RFC 4158, RFC 5280 section 6): for a yes the path, for a no the one certificate
 * and the one rule. Synchronous and pure: no clock, no network, no files. Ends within `VERIFY_LIMITS` whatever it is given.
 */
export function verifyChain(input: VerifyInput): VerifyResult {
  const pool = new CertificatePool(input.anchors, input.intermediates ?? []);
  const budget = new Budget();
  const judge = new RevocationJudge(input, pool, budget);
  const search = new PathSearch(input, pool, budget, (verdict) => judge.judge(verdict));
  const verdict = search.run() ?? diagnose(input, pool, search);
  if (verdict.violations.length === 0) return { ok: true, path: verdict.path, policies: verdict.policies };
  const [reason, ...others] = verdict.violations.map((violation) => reasonOf(violation, verdict));
  return { ok: false, reason: reason!, others, path: verdict.path };
}

function reasonOf({ code, index, params }: Violation, { path }: PathVerdict): Reason {
  const certificate: Certificate = path[index]!;
  const { fingerprint256 } = certificate;
  return {
    code,
    rule: REASONS[code].rule,
    certificate: { index, subject: certificate.subject.toString(), fingerprint256 },
    params,
  };
}
