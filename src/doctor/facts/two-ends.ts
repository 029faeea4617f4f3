import type { HelloDescription } from '../../tls/hello/describe.ts';
import type { CertificateSeen, ChatStatus, HelloSeen } from '../evidence/chat.ts';
import type { Entry, Member } from '../evidence.ts';
import type { CertificateFacts } from './certificate.ts';

type Statuses = readonly Member<'chat.status'>[];

/** What both ends saw of each connection on which the server could be asked. */
export function bothEnds(statuses: Statuses): readonly ChatStatus[] {
  return statuses.flatMap(({ entry }) => (entry.state === 'ok' ? [entry.value] : []));
}

/** The certificate that we saw and the one that the server serves, where they are not the same. */
export interface Exchanged {
  readonly seen: CertificateSeen;
  readonly served: CertificateSeen;
}

/** The first connection whose certificate was exchanged on the way. */
export function exchangedCertificate(statuses: Statuses): Exchanged | undefined {
  return bothEnds(statuses)
    .flatMap(({ here: { certificate: seen }, there: { certificate: served } }) =>
      seen && served ? [{ seen, served }] : [],
    )
    .find(({ seen, served }) => seen.fingerprint256 !== served.fingerprint256);
}

/**
 * Whether the exchanged certificate is of an authority that the owner of the server would ask too, as for a load
 * balancer in front: a public one, or the same that signed for the server. Otherwise a stranger signs in its place.
 */
export function isOwnFront(
  { seen, served }: Exchanged,
  path: Entry<'cert.path'> | undefined,
  leaf: CertificateFacts | undefined,
): boolean {
  if (path?.state !== 'ok') return false;
  return path.value.publicRoot || (seen.issuer === served.issuer && leaf?.selfSigned === false);
}

/** What the parts of a ClientHello are called (RFC 8446 section 4.2 and RFC 6066, 7301). */
const PARTS: Readonly<Record<keyof HelloDescription, string>> = {
  servername: 'server_name',
  alpn: 'application_layer_protocol_negotiation',
  versions: 'supported_versions',
  ciphers: 'cipher_suites',
  groups: 'supported_groups',
  keyShares: 'key_share',
  signatureSchemes: 'signature_algorithms',
};

/** A ClientHello that did not come in as it was sent. */
export interface ChangedHello {
  readonly sent: HelloSeen;
  readonly received: HelloSeen;
  /** The parts that differ, by their registered names; `ClientHello` where only its bytes do. */
  readonly parts: readonly string[];
}

/** The connection whose ClientHello was changed the most. */
export function changedHello(statuses: Statuses): ChangedHello | undefined {
  const changed = bothEnds(statuses).flatMap(({ here: { hello: sent }, there: { hello: received } }) => {
    if (!sent || !received || sent.sha256 === received.sha256) return [];
    const parts = (Object.keys(PARTS) as (keyof HelloDescription)[]).filter(
      (part) => received[part] !== undefined && JSON.stringify(sent[part]) !== JSON.stringify(received[part]),
    );
    return [{ sent, received, parts: parts.length > 0 ? parts.map((part) => PARTS[part]) : ['ClientHello'] }];
  });
  return changed.sort((a, b) => b.parts.length - a.parts.length)[0];
}
