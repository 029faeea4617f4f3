import type { Entry, FailureOf, ValueOf } from '../../../doctor/evidence.ts';
import type { CertificateFacts } from '../../../doctor/facts/certificate.ts';
import { certificateFacts } from '../../../doctor/facts/certificate.ts';
import type { DoctorResult } from '../result.ts';

/** A rule that the chain breaks, and the certificate that breaks it. */
export type CertPathReason = FailureOf<'cert.path'>['reasons'][number];

/** One certificate of the picture. */
export interface ChainNode {
  /** `sent` by the server, `kept` by this machine, or `missing` altogether. */
  readonly from: 'sent' | 'kept' | 'missing';
  /** Its place among what was sent, from 1; 0 for what was not. */
  readonly sentAs: number;
  readonly role: 'leaf' | 'intermediate' | 'root' | 'unknown';
  readonly subject: string;
  /** What is known of it; null where its name is all. */
  readonly facts: CertificateFacts | null;
  /** Whom it is trusted because of; null for what is no anchor. */
  readonly trust: 'flag' | 'own' | 'default' | 'public' | null;
  readonly expired: boolean;
  readonly notYet: boolean;
  /** The name that was asked for and that it is not for; null where it is, or where nobody asked. */
  readonly notFor: string | null;
  readonly reasons: readonly CertPathReason[];
}

export interface Chain {
  /** Leaf first. */
  readonly nodes: readonly ChainNode[];
  /** Whether each node was issued by the next one; one fewer than nodes. */
  readonly links: readonly boolean[];
  /** Sent without being part of the chain. */
  readonly spare: readonly ChainNode[];
}

/** Reasons that say that the issuer is not there, and that one of its name is, with another key. */
const NO_ISSUER: ReadonlySet<string> = new Set(['issuer-not-found', 'root-untrusted']);
const NOT_SIGNED: ReadonlySet<string> = new Set(['issuer-key-mismatch', 'name-chaining-mismatch']);

type Evidence = DoctorResult['evidence'];

/** The chain of a diagnosis as it can be drawn: from the path that was found, else from what the server sent; null without either. */
export function chainOf({ evidence, target }: DoctorResult): Chain | null {
  const sent = sentChain(evidence);
  const path = evidence['cert.path'] as Entry<'cert.path'> | undefined;
  const about = { evidence, sent, name: nameMismatch(evidence, target.servername), at: timeOf(evidence) };
  if (path?.state === 'ok') return verified(path.value, sent, about);
  if (sent.length === 0) return null;
  // What the runner ended by itself (DEADLINE, PROBE_ERROR) holds nothing but a code.
  return unverified(path?.state === 'failed' ? (path.failure.reasons ?? null) : null, sent, about);
}

interface About {
  readonly evidence: Evidence;
  readonly sent: readonly CertificateFacts[];
  readonly name: string | null;
  readonly at: number;
}

function verified(path: ValueOf<'cert.path'>, sent: readonly CertificateFacts[], about: About): Chain {
  const trust = trustOf(about.evidence);
  const last = path.path.length - 1;
  const nodes = path.path.map((subject, index): ChainNode => {
    const fingerprint = path.fingerprints[index];
    const own = sent.find(({ fingerprint256 }) => fingerprint256 === fingerprint);
    const facts = own ?? trust?.anchors.find(({ fingerprint256 }) => fingerprint256 === fingerprint) ?? null;
    const source = path.publicRoot ? 'public' : (trust?.source ?? 'default');
    return {
      ...described(facts, index, about),
      from: own ? 'sent' : 'kept',
      subject: facts?.subject ?? subject,
      role: index === 0 ? 'leaf' : index === last ? 'root' : 'intermediate',
      trust: index === last ? source : null,
    };
  });
  const spare = sent.filter(({ fingerprint256 }) => !path.fingerprints.includes(fingerprint256));
  return { nodes, links: nodes.slice(1).map(() => true), spare: spare.map((facts) => described(facts, -1, about)) };
}

/** What was sent, in its order, up to where it breaks; behind the break, the issuer that nobody has. */
function unverified(reasons: readonly CertPathReason[] | null, sent: readonly CertificateFacts[], about: About): Chain {
  const chain: CertificateFacts[] = [];
  for (let next: CertificateFacts | undefined = sent[0]; next !== undefined && !chain.includes(next); ) {
    chain.push(next);
    const { issuer, selfSigned }: CertificateFacts = next;
    next = selfSigned ? undefined : sent.find(({ subject }) => subject === issuer);
  }
  const known = chain.map((facts, index) => ({
    ...described(facts, index, about),
    reasons: (reasons ?? []).filter(({ certificate }) => certificate.fingerprint256 === facts.fingerprint256),
  }));
  const spare = sent.filter((one) => !chain.includes(one)).map((facts) => described(facts, -1, about));
  // A certificate of the right name that did not sign is no link.
  const links = known.slice(0, -1).map((node) => !node.reasons.some(({ code }) => NOT_SIGNED.has(code)));
  const next = reasons === null ? null : issuerBehind(chain, reasons, about);
  if (next === null) return { nodes: known, links, spare };
  return { nodes: [...known, next], links: [...links, next.from !== 'missing'], spare };
}

/** What stands behind the last certificate that was sent: an anchor of this machine, or nothing that anybody has. */
function issuerBehind(
  chain: readonly CertificateFacts[],
  reasons: readonly CertPathReason[],
  about: About,
): ChainNode | null {
  const end = chain.at(-1)!;
  if (end.selfSigned || chain.some(({ subject }) => subject === end.issuer)) return null;
  const place = chain.length;
  if (reasons.some(({ code }) => NO_ISSUER.has(code) || NOT_SIGNED.has(code)))
    return { ...described(null, place, about), from: 'missing', subject: end.issuer };
  // Whatever else is wrong with the path, it reaches somebody who is trusted.
  const trust = trustOf(about.evidence);
  const anchor = trust?.anchors.find(({ subject }) => subject === end.issuer) ?? null;
  const source = trust?.source ?? 'default';
  return { ...described(anchor, place, about), from: 'kept', role: 'root', subject: end.issuer, trust: source };
}

function described(facts: CertificateFacts | null, index: number, { sent, name, at }: About): ChainNode {
  return {
    from: 'sent',
    sentAs: facts === null ? 0 : sent.indexOf(facts) + 1,
    role: index === 0 ? 'leaf' : facts?.selfSigned ? 'root' : facts?.ca ? 'intermediate' : 'unknown',
    subject: facts?.subject ?? '',
    facts,
    trust: null,
    expired: facts !== null && Date.parse(facts.notAfter) < at,
    notYet: facts !== null && Date.parse(facts.notBefore) > at,
    notFor: index === 0 ? name : null,
    reasons: [],
  };
}

/** The certificates in the order sent: of the session, or, where it did not come about, as they were on the wire. */
function sentChain(evidence: Evidence): readonly CertificateFacts[] {
  const session = evidence['tls.handshake'] as Entry<'tls.handshake'> | undefined;
  if (session?.state === 'ok') return session.value.chain;
  if (session?.state !== 'failed') return [];
  // Without a wire where the runner ended the probe by itself (DEADLINE, PROBE_ERROR).
  return (session.failure.wire?.certificates ?? []).flatMap(({ der }) => {
    try {
      return [certificateFacts(Buffer.from(der, 'base64'))];
    } catch {
      // What cannot be read cannot be drawn; the evidence has its bytes.
      return [];
    }
  });
}

function trustOf(evidence: Evidence): ValueOf<'cert.trust'> | undefined {
  const trust = evidence['cert.trust'] as Entry<'cert.trust'> | undefined;
  return trust?.state === 'ok' ? trust.value : undefined;
}

function nameMismatch(evidence: Evidence, servername: string | null): string | null {
  return evidence['cert.name']?.state === 'failed' ? servername : null;
}

/** The time that validity is judged at. */
function timeOf(evidence: Evidence): number {
  const request = evidence.request as Entry<'request'> | undefined;
  return request?.state === 'ok' ? Date.parse(request.value.at) : Number.NaN;
}
