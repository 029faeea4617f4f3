import { randomBytes } from 'node:crypto';
import { isIP } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { ChatConnection } from '../../../chat/client/connection.ts';
import { JSON_ALPN } from '../../../chat/protocol/json.ts';
import type { ClientHello } from '../../../tls/messages/client-hello.ts';
import { type TappedConnection, tappedTlsConnect } from '../../../tls/tap/tapped-connect.ts';
import type { Trust } from '../../evidence/cert.ts';
import type { ChatFailure } from '../../evidence/chat.ts';
import type { Request, Target } from '../../evidence/request.ts';
import type { TcpPath } from '../../evidence/tcp.ts';
import { type CertificateFacts, certificateFacts } from '../../facts/certificate.ts';
import { LLAVE_GREETING } from '../../facts/greeting.ts';
import { asFailure } from '../../failure.ts';
import { defineProbe, type Observation, type ProbeContext } from '../../probe.ts';
import { withTimeout } from '../../timeout.ts';
import { clientOptions } from '../tls/client-options.ts';
import { HELD_SESSION } from '../tls/handshake.ts';
import { Dialogue } from './dialogue.ts';

/** How long a message may take from one of our connections to the other, in milliseconds. */
const HEARING_MS = 1500;
/** How long the second connection is waited for when the first one has gone, in milliseconds. */
const LATE_MS = 500;
const NO_APPLICATION_PROTOCOL = 120;

/** The name under which both connections stay open, in their room, for whoever has more to ask: a `ChatRoom`. */
export const CHAT_ROOM = 'chat.exchange';

/** Two connections of ours in a room of our own. */
export interface ChatRoom {
  readonly room: string;
  /** What our messages and names are known by. */
  readonly token: string;
  /** In the application protocol that was asked for, by default none: dialect `line`. */
  readonly first: Dialogue;
  /** With ALPN, in dialect `llave-chat/1`, if it could be agreed upon. */
  readonly second: Dialogue;
  readonly tapped: TappedConnection;
  /** The second connection's ClientHello as it was sent, and the certificate that came. */
  readonly hello: ClientHello | undefined;
  readonly leaf: CertificateFacts | undefined;
}

/** Enters the chat twice, in a room of our own, and sees whether what one says reaches the other. */
export const chatExchangeProbe = defineProbe({
  yields: 'chat.exchange',
  stage: 'quick',
  goal: true,
  connects: true,
  needs: ['target', 'request', 'cert.trust', 'tcp.path', 'tls.handshake'],
  reads: [],
  when: ({ 'tls.handshake': session }) => LLAVE_GREETING.test(session.greeting),
  async run(seen, context) {
    const held = context.live.take<TLSSocket>(HELD_SESSION);
    if (!held) return { blockedBy: 'tls.handshake' };
    const server = LLAVE_GREETING.exec(seen['tls.handshake'].greeting)?.[1] ?? '';
    const { target, request, 'cert.trust': trust, 'tcp.path': path } = seen;
    const first = new ChatConnection(held, 'first');
    // It was greeted already, perhaps not in the dialect that was agreed upon here.
    first.speak(seen['tls.handshake'].greeting.startsWith('{') ? JSON_ALPN : 'line');
    const opened = [first];
    const close = () => {
      for (const connection of opened) connection.destroy('done');
    };
    return await exchange({ opened, server, target, request, trust, path, context, close });
  },
});

interface Exchange {
  /** The connections that are open: at the beginning the first one. */
  readonly opened: ChatConnection[];
  readonly server: string;
  readonly target: Target;
  readonly request: Request;
  readonly trust: Trust;
  readonly path: TcpPath;
  readonly context: ProbeContext;
  readonly close: () => void;
}

async function exchange(setting: Exchange): Promise<Observation<'chat.exchange'>> {
  const { opened, server, context, close } = setting;
  const { timeoutMs, signal } = context;
  const token = randomBytes(6).toString('hex');
  const room = `doctor-${token}`;
  const at: { step: ChatFailure['step']; connected: boolean } = { step: 'enter-first', connected: false };
  const within = <T>(work: Promise<T>) => withTimeout(work, timeoutMs, signal);
  const coming = secondConnection(setting, () => {
    at.connected = true;
    if (at.step === 'connect-second') at.step = 'handshake-second';
  });
  try {
    const first = new Dialogue(opened[0]!);
    const entered = first.enter(`doctor-${token}-1`).then(() => {
      at.step = at.connected ? 'handshake-second' : 'connect-second';
    });
    const [tapped] = await within(Promise.all([coming, entered]));
    const connection = new ChatConnection(tapped.socket!, 'second');
    opened.push(connection);
    const { wire } = tapped.observe();
    const leaf = leafOf(wire.certificates[0]?.der);
    const second = new Dialogue(connection);
    at.step = 'enter-second';
    await within(second.enter(`doctor-${token}-2`));
    at.step = 'join';
    await within(Promise.all([first, second].map((one) => one.join(room))));
    const begin = performance.now();
    const heard = second.hear((event) => (event.type === 'message' && event.text.includes(token)) || undefined);
    await first.connection.send({ type: 'say', text: token });
    const received = await withTimeout(heard, Math.min(HEARING_MS, timeoutMs), signal).catch(() => false);
    const roundTripMs = Math.round((performance.now() - begin) * 100) / 100;
    context.live.put(CHAT_ROOM, { room, token, first, second, tapped, hello: wire.clientHello, leaf }, close);
    const secondLeaf = leaf?.fingerprint256 ?? '';
    return { value: { server, room, received, roundTripMs, secondLeaf, secondDialect: connection.dialect } };
  } catch (error) {
    close();
    // Whoever serves one client at a time turns to the second one now.
    const late = await withTimeout(coming, LATE_MS, signal).catch(() => undefined);
    if (opened.length === 1) void coming.then((tapped) => tapped.close()).catch(() => {});
    const { step } = at;
    const servedLater = step === 'handshake-second' ? { servedLater: late !== undefined } : {};
    return { failure: { ...asFailure(error), step, ...servedLater } };
  }
}

/** One more connection, as the first one but with our application protocol; without it where the server will not have it. */
async function secondConnection(setting: Exchange, connected: () => void): Promise<TappedConnection> {
  const options = await clientOptions(setting.request, setting.trust, setting.context);
  const connection = await tapped(setting, { ...options, ALPNProtocols: [JSON_ALPN] }, connected);
  const refused = connection.observe().wire.alerts.some(({ number }) => number === NO_APPLICATION_PROTOCOL);
  const usable = refused ? await tapped(setting, options, connected) : connection;
  if (usable.socket) return usable;
  const { tlsFault, end } = usable.observe();
  throw Object.assign(new Error(tlsFault?.message ?? end), { code: tlsFault?.code ?? end.toUpperCase() });
}

async function tapped(
  { target, path, context }: Exchange,
  tls: Awaited<ReturnType<typeof clientOptions>>,
  connected: () => void,
): Promise<TappedConnection> {
  const { address, port } = path;
  const socket = await context.network.connect({ ...context, address, port });
  connected();
  const { timeoutMs, signal } = context;
  return await tappedTlsConnect({
    ...{ address, port, socket, timeoutMs: timeoutMs + LATE_MS, signal, identity: target.servername },
    ...(isIP(target.servername) === 0 ? { serverName: target.servername } : {}),
    tls,
  });
}

function leafOf(der: string | undefined): CertificateFacts | undefined {
  try {
    return der === undefined ? undefined : certificateFacts(Buffer.from(der, 'base64'));
  } catch {
    return undefined;
  }
}
