import type { ClientEvent } from '../../../chat/client/connection.ts';
import { describeHello } from '../../../tls/hello/describe.ts';
import type { ClientHello } from '../../../tls/messages/client-hello.ts';
import type { CertificateSeen, ChatStatus, HelloSeen } from '../../evidence/chat.ts';
import type { CertificateFacts } from '../../facts/certificate.ts';
import { asFailure } from '../../failure.ts';
import { defineProbe } from '../../probe.ts';
import { withTimeout } from '../../timeout.ts';
import { CHAT_ROOM, type ChatRoom } from './exchange.ts';

/** What the reference server says that it saw of our two connections, beside what we sent. */
export const chatStatusProbe = defineProbe({
  yields: 'chat.status',
  stage: 'quick',
  connects: false,
  timeoutMs: 1500,
  needs: ['tls.handshake', 'chat.exchange'],
  reads: [],
  instances: () => ['first', 'second'],
  async run({ 'tls.handshake': session }, context, at) {
    const { clock, live, timeoutMs, signal } = context;
    const room = live.borrow<ChatRoom>(CHAT_ROOM);
    if (!room) return { blockedBy: 'chat.exchange' };
    const isFirst = at === 'first';
    const begin = clock.now().getTime();
    const since = performance.now();
    try {
      const dialogue = isFirst ? room.first : room.second;
      const report = await withTimeout(dialogue.ask({ type: 'status' }, reportIn), timeoutMs, signal);
      const tripMs = performance.now() - since;
      const hello = isFirst ? session.wire.clientHello : room.hello;
      const leaf = isFirst ? session.chain[0] : room.leaf;
      const value = bothSides(hello, leaf, serverSide(report, new Date(begin + tripMs / 2), tripMs));
      return value.clock.date === '' ? { failure: { code: 'NO_STATUS' } } : { value };
    } catch (error) {
      return { failure: asFailure(error) };
    }
  },
});

type Report = Readonly<Record<string, unknown>>;

/** The report in an answer: an event of dialect `llave-chat/1`, or a line of dialect `line`. */
export function reportIn(event: ClientEvent): Report | undefined {
  if (event.type === 'status') return event.status;
  if (event.type !== 'line' || !event.text.startsWith('{')) return undefined;
  try {
    return JSON.parse(event.text) as Report;
  } catch {
    return undefined;
  }
}

/** Which process of a server reports; empty where it does not say. */
export function instanceOf({ instance }: Report): string {
  return text(instance, /^[0-9a-f]{1,64}$/);
}

function bothSides(
  hello: ClientHello | undefined,
  leaf: CertificateFacts | undefined,
  report: Omit<ChatStatus, 'here'>,
): ChatStatus {
  const certificate = leaf && { fingerprint256: leaf.fingerprint256, issuer: leaf.issuer };
  const sent = hello && { bytes: hello.size, sha256: hello.sha256 };
  const here = { ...(sent ? { hello: sent } : {}), ...(certificate ? { certificate } : {}) };
  // What a hello asks for is of interest only where another one came in.
  if (!hello || !sent || !report.there.hello) return { here, ...report };
  if (sent.sha256 === report.there.hello.sha256) return { here, ...report, there: { ...report.there, hello: sent } };
  return { here: { ...here, hello: { ...sent, ...describeHello(hello) } }, ...report };
}

/** What a report says, as far as it is what it should be: it comes from the network like everything else. */
function serverSide(report: Report, then: Date, tripMs: number): Omit<ChatStatus, 'here'> {
  const hello = helloIn(object(report.clientHello));
  const certificate = certificateIn(object(report.certificate));
  const time = typeof report.time === 'string' ? Date.parse(report.time) : Number.NaN;
  return {
    there: { ...(hello ? { hello } : {}), ...(certificate ? { certificate } : {}) },
    instance: instanceOf(report),
    ...(Number.isSafeInteger(report.plaintextClients) ? { plaintextClients: Number(report.plaintextClients) } : {}),
    remoteAddress: text(object(report.remote).address, /^[0-9a-f.:%]{2,60}$/i),
    clock: {
      date: Number.isNaN(time) ? '' : new Date(time).toISOString(),
      aheadSeconds: Number.isNaN(time) ? 0 : Math.round((time - then.getTime()) / 100) / 10,
      uncertainSeconds: Math.round(tripMs / 2) / 1000,
    },
  };
}

function helloIn({ bytes, sha256, servername, ...rest }: Report): HelloSeen | undefined {
  if (typeof bytes !== 'number' || text(sha256, /^[0-9a-f]{64}$/) === '') return undefined;
  const lists = (['alpn', 'versions', 'ciphers', 'groups', 'keyShares', 'signatureSchemes'] as const).flatMap((key) => {
    const list = rest[key];
    return Array.isArray(list) ? [[key, list.map(String).slice(0, 500)] as const] : [];
  });
  return {
    ...{ bytes, sha256: sha256 as string },
    ...(typeof servername === 'string' || servername === null ? { servername } : {}),
    ...Object.fromEntries(lists),
  };
}

function certificateIn({ fingerprint256, issuer }: Report): CertificateSeen | undefined {
  const fingerprint = typeof fingerprint256 === 'string' ? fingerprint256.replaceAll(':', '').toLowerCase() : '';
  if (text(fingerprint, /^[0-9a-f]{64}$/) === '') return undefined;
  return { fingerprint256: fingerprint, issuer: text(issuer, /^.{0,1000}$/s) };
}

function object(value: unknown): Report {
  return typeof value === 'object' && value !== null ? (value as Report) : {};
}

function text(value: unknown, shape: RegExp): string {
  return typeof value === 'string' && shape.test(value) ? value : '';
}
