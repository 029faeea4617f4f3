import { KEY_PURPOSES } from '../oids/key-purposes.ts';
import type { Certificate } from '../parse/certificate.ts';
import { judgeAcceptance } from './judge.ts';
import type { ClientId, Objection } from './types.ts';

/** One problem that mainstream clients reject a certificate for, with all who do. */
export interface AcceptanceWarning extends Objection {
  readonly clients: readonly ClientId[];
}

/**
 * What to tell whoever makes a certificate under a private root before it is written: who will reject it, and why. Nothing
 * for certificates that are for no server. That it is not valid yet is no fault of a certificate that is being made.
 */
export function acceptanceWarnings(certificate: Certificate, at: Date): AcceptanceWarning[] {
  const { extendedKeyUsage: purposes, basicConstraints } = certificate;
  const forServers = !purposes || purposes.includes(KEY_PURPOSES.serverAuth) || purposes.includes(KEY_PURPOSES.any);
  if (basicConstraints?.ca || !forServers) return [];
  const warnings = new Map<string, AcceptanceWarning>();
  for (const { client, mainstream, objections } of judgeAcceptance({
    leaf: certificate,
    issuers: [],
    publicRoot: false,
    at,
  })) {
    if (!mainstream) continue;
    for (const objection of objections) {
      if (objection.problem === 'not-yet-valid' || objection.problem === 'expired') continue;
      const known = warnings.get(objection.problem);
      warnings.set(objection.problem, { ...(known ?? objection), clients: [...(known?.clients ?? []), client] });
    }
  }
  return [...warnings.values()];
}
