import type { X509Certificate } from 'node:crypto';
import { isIP, type Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { Trust } from '../../evidence/cert.ts';
import type { Request, Target } from '../../evidence/request.ts';
import type { TcpPath } from '../../evidence/tcp.ts';
import type { TlsAlert, TlsFailure, TlsSession } from '../../evidence/tls.ts';
import { type CertificateFacts, certificateFacts } from '../../facts/certificate.ts';
import { defineProbe, type Observation, type ProbeContext } from '../../probe.ts';
import { Tap } from '../../tap.ts';
import { heldSocket } from '../tcp/connect.ts';

/** A TLS 1.3 server's no to a client certificate comes after the handshake: so long we wait for it, in milliseconds. */
const LINGER_MS = 250;
/** What is kept of the first application bytes. */
const GREETING_BYTES = 4096;
/** Certificates beyond this many are left out: a chain has a handful. */
const MOST_CERTIFICATES = 32;

/** The name under which an established TLS session is left open for the chat exchange. */
export const HELD_SESSION = 'tls.handshake';

/** A session that is left open: its socket, and what it already said. */
export interface HeldSession {
  readonly socket: TLSSocket;
  readonly greeting: Buffer;
}

/** A full TLS handshake as Node's clients make it, over a raw socket that we watch; certificates are judged elsewhere. */
export const handshakeProbe = defineProbe({
  yields: 'tls.handshake',
  stage: 'quick',
  goal: true,
  connects: false,
  needs: ['target', 'request', 'cert.trust', 'tcp.path'],
  reads: [],
  async run({ target, request, 'cert.trust': trust, 'tcp.path': path }, context) {
    const held = context.live.take<Socket>(heldSocket(path.address));
    const raw =
      held && !held.destroyed
        ? held
        : await context.network.connect({ ...context, address: path.address, port: path.port });
    return await handshake(raw, { target, path, request, trust, context });
  },
});

interface Options {
  readonly target: Target;
  readonly path: TcpPath;
  readonly request: Request;
  readonly trust: Trust;
  readonly context: ProbeContext;
}

async function handshake(raw: Socket, options: Options): Promise<Observation<'tls.handshake'>> {
  const { target, path, request, trust, context } = options;
  const { connect } = await import('node:tls');
  const tap = new Tap(raw);
  const named = isIP(target.servername) === 0;
  const begin = performance.now();
  const tls = connect({
    socket: tap,
    rejectUnauthorized: false,
    checkServerIdentity: () => undefined,
    ...(trust.source === 'default' ? {} : { ca: trust.anchors.map(toPem) }),
    ...(named ? { servername: target.servername } : {}),
    ...(request.alpn.length > 0 ? { ALPNProtocols: [...request.alpn] } : {}),
    ...(request.clientCertificate ? await clientCredential(request, context) : {}),
  });
  const established = await settled(tls, tap, context, 'secureConnect');
  const handshakeMs = Math.round((performance.now() - begin) * 100) / 100;
  if (established !== 'done') {
    tls.destroy();
    return { failure: failureOf(established, tap, path.address, 'handshake') };
  }
  const { late, greeting } = await linger(tls, tap, context);
  if (late !== undefined) {
    const protocol = tls.getProtocol() ?? '';
    tls.destroy();
    return { failure: { ...failureOf(late, tap, path.address, 'after-handshake'), protocol } };
  }
  // Once only: walking the chain uses it up, and a second call gives nothing (Node 20 to 24).
  const leaf = tls.getPeerX509Certificate();
  const nameMatches = matches(leaf, target.servername);
  const value: TlsSession = {
    address: path.address,
    protocol: tls.getProtocol() ?? '',
    cipher: tls.getCipher()?.standardName ?? '',
    alpn: tls.alpnProtocol || null,
    servername: named ? target.servername : null,
    handshakeMs,
    chain: chainOf(leaf),
    authorization: tls.authorized ? 'OK' : String(tls.authorizationError ?? 'UNSPECIFIED'),
    nameMatches,
    greeting: greeting.toString('utf8'),
    ...tap.exchange(),
  };
  context.live.put(HELD_SESSION, { socket: tls, greeting } satisfies HeldSession, () => tls.destroy());
  return { value };
}

/** The client's own certificate and key; they go to OpenSSL and nowhere else. */
async function clientCredential({ certFile, keyFile }: Request, { system }: ProbeContext) {
  const [cert, key] = await Promise.all([system.readFile(certFile), system.readFile(keyFile)]);
  return { cert: cert.bytes, key: key.bytes };
}

type Stop = 'done' | 'timeout' | 'ended' | NodeJS.ErrnoException;

/** Waits for an event of the TLS socket, its end, its error, or the time-out. */
function settled(tls: TLSSocket, tap: Tap, context: ProbeContext, event: string): Promise<Stop> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => finish('timeout'), context.timeoutMs);
    const onAbort = () => finish('timeout');
    // The peer's last words may stand before its FIN: what TLS makes of them comes one turn later.
    const onEnded = () => setImmediate(() => finish('ended'));
    const finish = (stop: Stop) => {
      clearTimeout(timer);
      context.signal.removeEventListener('abort', onAbort);
      tap.removeListener('ended', onEnded);
      resolve(stop);
    };
    context.signal.addEventListener('abort', onAbort, { once: true });
    tls.once(event, () => finish('done'));
    tls.on('error', (error) => finish(error));
    tls.once('close', () => finish('ended'));
    tap.once('ended', onEnded);
  });
}

/** Waits for the first words of the server, or for its late refusal. */
async function linger(tls: TLSSocket, tap: Tap, context: ProbeContext): Promise<{ late?: Stop; greeting: Buffer }> {
  let greeting = Buffer.alloc(0);
  const keep = (chunk: Buffer) => {
    greeting = Buffer.concat([greeting, chunk]).subarray(0, GREETING_BYTES);
  };
  tls.on('data', keep);
  const stop = await settled(tls, tap, { ...context, timeoutMs: Math.min(LINGER_MS, context.timeoutMs) }, 'data');
  tls.pause();
  tls.removeListener('data', keep);
  // A clean end is the server's right; an error or a reset right after the handshake is its refusal.
  const refused = stop instanceof Error || (stop === 'ended' && tap.state === 'rst');
  return refused ? { late: stop, greeting } : { greeting };
}

/** Classifies by what was on the wire; OpenSSL's codes differ from version to version. */
function failureOf(stop: Stop, tap: Tap, address: string, when: 'handshake' | 'after-handshake'): TlsFailure {
  const raw = tap.exchange(stop === 'timeout' ? 'timeout' : tap.state);
  const first = tap.first;
  const error = stop instanceof Error ? stop : undefined;
  const alert = plainAlert(first) ?? alertIn(error?.message);
  const tlsBytes = first.length === 0 || (first[0]! >= 20 && first[0]! <= 24 && (first[1] ?? 3) === 3);
  const phase = when === 'after-handshake' ? when : first[0] === 22 ? 'after-server-hello' : 'before-server-hello';
  const base = {
    address,
    phase,
    raw,
    ...(error?.message ? { message: error.message } : {}),
    ...(error?.code ? { opensslCode: error.code } : {}),
  } as const;
  if (!tlsBytes) return { code: 'NOT_TLS', ...base, firstText: first.toString('latin1', 0, 512) };
  if (alert) return { code: 'ALERT', ...base, alert };
  if (raw.end === 'rst') return { code: 'RST', ...base };
  if (raw.end === 'fin' && (error === undefined || error.code === 'ECONNRESET')) return { code: 'FIN', ...base };
  if (error) return { code: 'TLS_ERROR', ...base };
  return { code: stop === 'timeout' ? 'TIMEOUT' : 'FIN', ...base };
}

/** An alert that is the first record of all (RFC 8446 section 6). */
function plainAlert(first: Buffer): TlsAlert | undefined {
  return first.length >= 7 && first[0] === 21 && first.readUInt16BE(3) === 2
    ? { number: first[6]!, by: 'peer' }
    : undefined;
}

/** OpenSSL names only received alerts with their number. */
function alertIn(message: string | undefined): TlsAlert | undefined {
  const number = /SSL alert number (\d+)/.exec(message ?? '')?.[1];
  return number === undefined ? undefined : { number: Number(number), by: 'peer' };
}

function toPem({ der }: CertificateFacts): string {
  return `-----BEGIN CERTIFICATE-----\n${der}\n-----END CERTIFICATE-----\n`;
}

function matches(leaf: X509Certificate | undefined, servername: string): boolean {
  if (!leaf) return false;
  const address = isIP(servername) !== 0;
  return (address ? leaf.checkIP(servername) : leaf.checkHost(servername, { subject: 'never' })) !== undefined;
}

function chainOf(leaf: X509Certificate | undefined): CertificateFacts[] {
  const chain: CertificateFacts[] = [];
  const known = new Set<string>();
  for (let one = leaf; one !== undefined && chain.length < MOST_CERTIFICATES; one = one.issuerCertificate) {
    if (known.has(one.fingerprint256)) break;
    known.add(one.fingerprint256);
    chain.push(certificateFacts(one.raw));
  }
  return chain;
}
