import type { Confidence, RuledOut } from '../check.ts';
import type { ClientCertificate } from '../evidence/files.ts';
import type { Entry } from '../evidence.ts';

const ALERT = { unsupported: 43, expired: 45, unknownCa: 48 } as const;
/** bad_, unsupported_, certificate_revoked, _expired, _unknown, unknown_ca, access_denied; handshake_failure of old servers. */
const ABOUT_CERTIFICATE: readonly number[] = [40, 42, 43, 44, 45, 46, 48, 49];
const CLIENT_AUTH = ['1.3.6.1.5.5.7.3.2', '2.5.29.37.0'];

/** Why the server did not take our client certificate. */
export interface ClientVerdict {
  readonly fault: 'untrusted' | 'eku' | 'expired';
  readonly confidence: Confidence;
  /** The server's alert; 0 where it hung up without one. */
  readonly alert: number;
  readonly issuer: string;
  /** The authorities that the server names; empty where it names none. */
  readonly accepted: readonly string[];
  readonly purposes: readonly string[];
  readonly notAfter: string;
  readonly ruledOut: readonly RuledOut[];
}

/** The server's no to the certificate that we sent: its alert, 0 for hanging up in silence; null if it said none. */
function refusal(handshake: Entry<'tls.handshake'> | undefined): { alert: number; accepted: readonly string[] } | null {
  if (handshake === undefined || handshake.state === 'blocked') return null;
  const seen = handshake.state === 'ok' ? handshake.value : handshake.failure;
  if (!seen.wire.certificateRequest) return null;
  if (handshake.state === 'ok') {
    // A server that checks by itself, after the handshake, hangs up without a word (Node's does).
    const { end, greeting, hungUp } = handshake.value;
    return hungUp || (end === 'fin' && greeting === '') ? { alert: 0, accepted: [] } : null;
  }
  const { alert, phase, code, issuers = [] } = handshake.failure;
  if (phase === 'before-server-hello') return null;
  if (alert?.by === 'peer')
    return ABOUT_CERTIFICATE.includes(alert.number) ? { alert: alert.number, accepted: issuers } : null;
  return code === 'FIN' || code === 'RST' ? { alert: 0, accepted: issuers } : null;
}

/** Tells what is wrong with the certificate from the server's alert and from the certificate itself. */
export function clientVerdict(
  own: ClientCertificate,
  handshake: Entry<'tls.handshake'> | undefined,
  at: string,
): ClientVerdict | null {
  const no = refusal(handshake);
  const [leaf] = own.chain;
  if (no === null || leaf === undefined) return null;
  const { alert, accepted } = no;
  const expired = Date.parse(leaf.notAfter) < Date.parse(at);
  const purposes = own.extendedKeyUsage;
  const notForClients = purposes.length > 0 && !purposes.some((oid) => CLIENT_AUTH.includes(oid));
  const stranger = accepted.length > 0 && !own.issuers.some((issuer) => accepted.includes(issuer));
  const facts = { alert, accepted, purposes, issuer: own.issuers.at(-1) ?? leaf.issuer, notAfter: leaf.notAfter };
  const valid = expired
    ? []
    : [{ code: 'tls-client-cert-expired', because: 'own-valid', params: { notAfter: leaf.notAfter } }];
  const forClients = notForClients ? [] : [{ code: 'tls-client-cert-eku', because: 'own-for-clients' }];
  const sent = { code: 'tls-client-cert-required', because: 'one-sent' };
  // What the server names outweighs what we see; where it names nothing, what is wrong with the certificate decides.
  if (alert === ALERT.expired)
    return { ...facts, fault: 'expired', confidence: expired ? 'certain' : 'likely', ruledOut: [sent, ...forClients] };
  if (alert === ALERT.unsupported && notForClients)
    return { ...facts, fault: 'eku', confidence: 'certain', ruledOut: [sent, ...valid] };
  if (alert === ALERT.unknownCa)
    return { ...facts, fault: 'untrusted', confidence: 'certain', ruledOut: [sent, ...valid, ...forClients] };
  if (stranger)
    return { ...facts, fault: 'untrusted', confidence: 'likely', ruledOut: [sent, ...valid, ...forClients] };
  if (notForClients) return { ...facts, fault: 'eku', confidence: 'likely', ruledOut: [sent, ...valid] };
  if (expired) return { ...facts, fault: 'expired', confidence: 'likely', ruledOut: [sent, ...forClients] };
  // Who hangs up without a word on a valid certificate of an issuer that it asked for hung up for another reason.
  if (alert === 0 && accepted.length > 0) return null;
  return { ...facts, fault: 'untrusted', confidence: 'likely', ruledOut: [sent, ...valid, ...forClients] };
}
