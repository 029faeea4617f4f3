import type { X509Certificate } from 'node:crypto';
import { isIP, type Socket } from 'node:net';
import { parseName } from '../../../pki/parse/name.ts';
import { watchLateness } from '../../../runtime/lateness.ts';
import { recogniseGreeting, starttlsCandidates } from '../../../tls/starttls/greeting.ts';
import type { StarttlsProtocol } from '../../../tls/starttls/protocols.ts';
import { type TlsObservation, tappedTlsConnect } from '../../../tls/tap/tapped-connect.ts';
import type { Request, Target } from '../../evidence/request.ts';
import type { TcpPath } from '../../evidence/tcp.ts';
import type { RawTraffic, TlsFailure } from '../../evidence/tls.ts';
import { type CertificateFacts, certificateFacts } from '../../facts/certificate.ts';
import { defineProbe, type ProbeContext } from '../../probe.ts';
import { plainExchange } from '../peer/plain.ts';
import { heldSocket } from '../tcp/connect.ts';
import { clientOptions } from './client-options.ts';
import { linger, lingerMs } from './linger.ts';

/** What is kept of the words of a peer that speaks no TLS. */
const WORDS_BYTES = 64;

/** The name under which an established TLS session is left open for the chat exchange: a `TLSSocket`. */
export const HELD_SESSION = 'tls.handshake';

/** A full TLS handshake as Node's clients make it, over a raw socket that we watch; certificates are judged elsewhere. */
export const handshakeProbe = defineProbe({
  yields: 'tls.handshake',
  stage: 'quick',
  goal: true,
  connects: false,
  needs: ['target', 'request', 'cert.trust', 'tcp.path'],
  reads: ['client.certificate'],
  async run({ target, request, 'cert.trust': trust, 'tcp.path': path, 'client.certificate': own }, context) {
    // Without the certificate that was to be shown, whatever came of it would be another question's answer.
    if (own?.state === 'failed' && own.failure.code === 'PKCS12_PASSPHRASE') return { blockedBy: 'client.certificate' };
    const { address, port } = path;
    const { timeoutMs, signal } = context;
    const held = context.live.take<Socket>(heldSocket(address));
    const socket = held && !held.destroyed ? held : await context.network.connect({ ...context, address, port });
    const starttls = await starttlsFor(request, target, path, context);
    const servername = isIP(target.servername) === 0 ? target.servername : null;
    const tlsOptions = await clientOptions(request, trust, context);
    const shake = (over: Socket, protocol: StarttlsProtocol | undefined) =>
      tappedTlsConnect({
        ...{ address, port, socket: over, timeoutMs, signal, identity: target.servername },
        ...(servername === null ? {} : { serverName: servername }),
        ...(protocol ? { starttls: { protocol, serverName: target.servername } } : {}),
        tls: tlsOptions,
      });
    const lateness = watchLateness();
    let connection = await shake(socket, starttls);
    const lateMs = Math.round(lateness());
    // Servers that look up who calls may greet only when nobody waits for it any more.
    const greeted = request.starttls === 'auto' && !starttls ? greetedAs(connection.observe()) : undefined;
    if (greeted) {
      connection.close();
      connection = await shake(await context.network.connect({ ...context, address, port }), greeted);
    }
    const { greeting, hungUp } = await linger(connection, lingerMs(connection, path, context));
    const seen = connection.observe();
    const tls = connection.socket;
    if (!tls || refused(seen)) {
      connection.close();
      return { failure: failureOf(seen, address) };
    }
    // Once only: walking the chain uses it up, and a second call gives nothing (Node 20 to 24).
    const leaf = tls.getPeerX509Certificate();
    context.live.put(HELD_SESSION, tls, () => connection.close());
    return {
      value: {
        ...trafficOf(seen),
        address,
        protocol: tls.getProtocol() ?? '',
        cipher: tls.getCipher()?.standardName ?? '',
        alpn: tls.alpnProtocol || null,
        servername,
        handshakeMs: Math.round((seen.handshakeMs ?? 0) * 100) / 100,
        lateMs,
        chain: factsOf(seen.wire.certificates.map(({ der }) => der)),
        authorization:
          seen.authorization.chain === 'ok' ? 'OK' : (seen.authorization.chainFault?.code ?? 'UNSPECIFIED'),
        nameMatches: matches(leaf, target.servername),
        greeting,
        ...(hungUp ? { hungUp } : {}),
        wire: seen.wire,
      },
    };
  },
});

/** Ports of protocols in which the client speaks first, so that no greeting tells them. */
const CLIENT_FIRST: Readonly<Record<number, StarttlsProtocol>> = {
  389: 'ldap',
  5222: 'xmpp',
  5269: 'xmpp',
  5432: 'postgres',
};
/** A greeting that takes longer is not waited for, in milliseconds. */
const GREETING_MS = 1000;

/** The protocol to begin with: as was asked for, or by what the server says to a client that is silent. */
async function starttlsFor(
  { starttls }: Request,
  { port }: Target,
  path: TcpPath,
  context: ProbeContext,
): Promise<StarttlsProtocol | undefined> {
  if (starttls !== 'auto') return starttls;
  if (CLIENT_FIRST[port]) return CLIENT_FIRST[port];
  try {
    const { text } = await plainExchange(path, '', { ...context, timeoutMs: Math.min(GREETING_MS, context.timeoutMs) });
    return starttlsCandidates(recogniseGreeting(Buffer.from(text, 'latin1')))[0];
  } catch {
    return undefined;
  }
}

/** The protocol of a server whose answer to our hello was its greeting. */
function greetedAs({ wire, firstBytes }: TlsObservation): StarttlsProtocol | undefined {
  return wire.notTls ? starttlsCandidates(recogniseGreeting(Buffer.from(firstBytes, 'hex')))[0] : undefined;
}

/** A clean end is the server's right; an error, an alert or a reset right after the handshake is its refusal. */
function refused({ tlsFault, end, wire }: TlsObservation): boolean {
  return tlsFault !== undefined || end === 'rst' || end === 'error' || wire.alerts.some(isRefusal);
}

function isRefusal({ from, level, number }: TlsObservation['wire']['alerts'][number]): boolean {
  return from === 'server' && level !== 'warning' && number !== 0;
}

/** Classifies by what was on the wire; OpenSSL's codes differ from version to version. */
function failureOf(seen: TlsObservation, address: string): TlsFailure {
  const { wire, end, tlsFault: fault } = seen;
  const raw = trafficOf(seen);
  const alert = wire.alerts.find(isRefusal);
  const phase =
    alert?.phase ?? (seen.secure ? 'after-finished' : wire.serverHello ? 'handshake' : 'before-server-hello');
  const authorities = wire.certificateRequest?.authorities ?? [];
  const base = {
    address,
    phase,
    raw,
    wire,
    ...(seen.starttls ? { starttls: { protocol: seen.starttls.protocol, outcome: 'ready', reply: '' } } : {}),
    ...(fault ? { message: fault.message, opensslCode: fault.code } : {}),
    ...(authorities.length > 0 ? { issuers: authorities.slice(0, 20).map(nameOf) } : {}),
  };
  if (seen.starttls && seen.starttls.outcome.kind !== 'ready') return preambleFailure(seen.starttls, base);
  if (wire.notTls) {
    return {
      code: 'NOT_TLS',
      ...base,
      firstText: Buffer.from(seen.firstBytes, 'hex').toString('latin1', 0, WORDS_BYTES),
    };
  }
  if (alert) return { code: 'ALERT', ...base, alert: { number: alert.number, by: 'peer', phase: alert.phase } };
  if (end === 'rst') return { code: 'RST', ...base };
  if (end === 'timeout') return { code: 'TIMEOUT', ...base };
  // What OpenSSL calls a reset or a disconnect is the end of the stream seen from inside.
  if (fault && fault.code !== 'ECONNRESET') return { code: 'TLS_ERROR', ...base };
  return { code: end === 'fin' ? 'FIN' : 'TLS_ERROR', ...base };
}

/** TLS did not begin: the server speaks the protocol and would not, or it speaks another one. */
function preambleFailure(
  { protocol, outcome }: NonNullable<TlsObservation['starttls']>,
  base: Omit<TlsFailure, 'code'>,
): TlsFailure {
  const reply = 'reply' in outcome ? outcome.reply : '';
  const starttls = { protocol, outcome: 'reason' in outcome ? outcome.reason : outcome.kind, reply };
  if (outcome.kind === 'wrong-protocol') return { code: 'NOT_TLS', ...base, starttls, firstText: reply };
  if (outcome.kind === 'ended' && base.raw.bytesIn === 0) {
    const { end } = base.raw;
    return { code: end === 'rst' ? 'RST' : end === 'fin' ? 'FIN' : 'TIMEOUT', ...base, starttls };
  }
  return { code: 'STARTTLS', ...base, starttls };
}

function trafficOf({ bytesIn, bytesOut, firstBytes, end }: TlsObservation): RawTraffic {
  return { bytesIn, bytesOut, firstBytes, end };
}

function factsOf(ders: readonly string[]): CertificateFacts[] {
  return ders.flatMap((der) => {
    try {
      return [certificateFacts(Buffer.from(der, 'base64'))];
    } catch {
      return [];
    }
  });
}

function nameOf(der: string): string {
  try {
    return parseName(Buffer.from(der, 'base64')).toString();
  } catch {
    return '?';
  }
}

function matches(leaf: X509Certificate | undefined, servername: string): boolean {
  if (!leaf) return false;
  const address = isIP(servername) !== 0;
  return (address ? leaf.checkIP(servername) : leaf.checkHost(servername, { subject: 'never' })) !== undefined;
}
