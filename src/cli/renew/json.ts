import type { Plan } from '../../renewal/plan/plan.ts';
import type { RenewalResult } from '../../renewal/result.ts';
import type { CertificateFacts } from '../../renewal/set.ts';
import { errorReport } from '../error-report.ts';

/** One certificate's result as JSON (schemas/renew.json). */
export function resultJson(result: RenewalResult): object {
  const { certificate, action, forced, decision, old, next, plan, issued, recovery, steps, error, aftermath } = result;
  const opening = decision?.opening;
  return withoutUndefined({
    certificate,
    action,
    forced,
    due: decision?.due,
    reason: decision?.reason,
    rule: decision?.rule,
    dueAt: decision?.dueAt,
    next: decision?.next,
    expires: decision?.expires,
    window: opening && { from: opening.from, to: opening.to },
    old: old && factsJson(old),
    new: next && factsJson(next),
    plan: plan && planJson(plan),
    issued,
    recovery,
    steps,
    aftermath,
    error: error && errorReport(error),
  });
}

function factsJson({ serial, fingerprint, notBefore, notAfter }: CertificateFacts): object {
  return { serial, fingerprint256: fingerprint, notBefore, notAfter };
}

function planJson({ source, sourceDetail, key, keyName, lifetimeMs, differences, files }: Plan): object {
  return withoutUndefined({
    source,
    sourceDetail,
    key: { action: key.action, type: keyName },
    lifetimeDays: Math.round((lifetimeMs / 864e5) * 1e5) / 1e5,
    differences,
    files,
  });
}

function withoutUndefined(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined));
}
