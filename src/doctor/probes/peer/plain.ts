import { type ExchangeObservation, type ExchangeOptions, exchangeHello } from '../../../tls/connection/exchange.ts';
import type { StarttlsOptions } from '../../../tls/starttls/run.ts';
import { CIPHER_SUITES } from '../../../tls/tables/cipher-suites.ts';
import { CLIENT_HELLO } from '../../../tls/tables/handshake-types.ts';
import { NAMED_GROUPS } from '../../../tls/tables/named-groups.ts';
import type { Target } from '../../evidence/request.ts';
import type { TcpPath } from '../../evidence/tcp.ts';
import type { HelloReply, PlainReply, RawTraffic, StarttlsReply } from '../../evidence/tls.ts';
import type { Entry } from '../../evidence.ts';
import type { ProbeContext } from '../../probe.ts';
import { unackedBytes } from '../../sockets.ts';

/** An answer is waited for at least so long, in milliseconds, even where connecting took most of the time. */
const MIN_ANSWER_MS = 200;
/** When, as a part of the waiting, the kernel is asked what was acknowledged. */
const LOOK_AT = 0.8;

/** How what is sent is put on the wire, and when enough came back. */
type Exchange = Pick<ExchangeOptions, 'send' | 'readUntil' | 'starttls'>;

async function exchange(
  { address, port }: TcpPath,
  what: Exchange,
  context: ProbeContext,
): Promise<ExchangeObservation & { readonly unacked?: number }> {
  const { timeoutMs, signal, system } = context;
  const begin = performance.now();
  const socket = await context.network.connect({ address, port, timeoutMs, signal });
  const local = socket.localPort ?? 0;
  // Whatever is left of the time is for the answer; shortly before it is up, we look at what was acknowledged.
  const leftMs = Math.max(MIN_ANSWER_MS, timeoutMs - (performance.now() - begin));
  let unacked: number | undefined;
  const look = setTimeout(async () => {
    unacked = await unackedBytes(system, local, port);
  }, leftMs * LOOK_AT);
  const seen = await exchangeHello({ ...what, address, port, socket, timeoutMs: leftMs, signal });
  clearTimeout(look);
  return seen.end === 'timeout' && unacked !== undefined ? { ...seen, unacked } : seen;
}

/** Opens a connection, says `words` (or nothing), and waits for an answer, the end, or the time-out. */
export async function plainExchange(path: TcpPath, words: string, context: ProbeContext): Promise<PlainReply> {
  const seen = await exchange(path, { send: Buffer.from(words), readUntil: 'answer' }, context);
  return { ...trafficOf(seen), text: Buffer.from(seen.reply, 'hex').toString('latin1') };
}

/** What a hello is put on the wire as: its bytes at once, or in pieces. */
export type Outgoing = ExchangeOptions['send'];

/** Opens a connection, sends a hello that we built, and reads what comes back up to the first answer. */
export async function helloExchange(
  path: TcpPath,
  send: Outgoing,
  context: ProbeContext,
  starttls?: StarttlsOptions,
): Promise<HelloReply> {
  const seen = await exchange(path, { send, readUntil: 'answer', ...(starttls ? { starttls } : {}) }, context);
  const { flight, speaks, unacked } = seen;
  const hello = flight.serverHello ?? flight.helloRetryRequest;
  const fatal = flight.alerts.find(({ level, number }) => level !== 'warning' && number !== 0) ?? flight.alerts[0];
  return {
    ...trafficOf(seen),
    speaks,
    version: hello?.version ?? null,
    alert: fatal?.number ?? null,
    ...(hello ? { cipher: CIPHER_SUITES.nameOf(hello.cipherSuite) } : {}),
    ...(hello?.group === undefined ? {} : { group: NAMED_GROUPS.nameOf(hello.group) }),
    ...(hello ? { extensions: hello.extensions } : {}),
    ...(hello?.alpn === undefined ? {} : { alpn: hello.alpn }),
    ...(flight.messages.includes(CLIENT_HELLO) ? { echoed: true } : {}),
    ...(unacked === undefined ? {} : { unacked }),
  };
}

/** Begins a protocol with STARTTLS, and TLS if the server lets us. */
export async function starttlsExchange(
  path: TcpPath,
  starttls: StarttlsOptions,
  hello: Uint8Array,
  context: ProbeContext,
): Promise<StarttlsReply> {
  const { starttls: said, speaks } = await exchange(path, { send: hello, readUntil: 'answer', starttls }, context);
  const outcome = said?.outcome ?? { kind: 'ended' };
  return {
    outcome: 'reason' in outcome ? outcome.reason : outcome.kind,
    reply: 'reply' in outcome ? outcome.reply : '',
    tls: speaks === 'tls',
  };
}

/** The preamble that the failed handshake used, for hellos that are to fare as it did. */
export function preambleOf(handshake: Entry<'tls.handshake'> | undefined, target: Target): StarttlsOptions | undefined {
  const used = handshake?.state === 'failed' ? handshake.failure.starttls : undefined;
  return used && { protocol: used.protocol, serverName: target.servername };
}

function trafficOf({ bytesIn, bytesOut, firstBytes, end }: ExchangeObservation): RawTraffic {
  return { bytesIn, bytesOut, firstBytes, end };
}
