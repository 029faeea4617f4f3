import { randomBytes } from 'node:crypto';
import { type Clock, systemClock } from '../../runtime/clock.ts';
import type { Backplane } from '../backplane/backplane.ts';
import { makeRsaServerKey } from '../dialects/rsa-cipher.ts';
import type { FaultBehaviour } from '../faults/fault.ts';
import { ChatHub } from '../hub.ts';
import { type ChatLimits, DEFAULT_LIMITS } from '../limits.ts';
import { DEFAULT_PORT } from '../port.ts';
import type { ClientCertificatePolicy } from './client-certificate.ts';
import { plainAddress } from './connection-report.ts';
import { CredentialStore } from './credential-store.ts';
import {
  type Credential,
  type CredentialPem,
  type PairProblem,
  type PairWarning,
  pairWarnings,
} from './credentials.ts';
import { type Dialect, Gate } from './gate.ts';
import { ANY_HOST } from './listen.ts';
import { Reception } from './reception.ts';
import type { ServerRecord } from './records.ts';
import { clientAuthorities, TlsFront } from './tls-front.ts';
import { checkTlsSettings, type TlsSettings } from './tls-settings.ts';
import type { WebAssets } from './web/assets.ts';

/** How to start a chat server. */
export interface ChatServerOptions {
  /** Our version, for the greeting. */
  readonly version: string;
  /** Default `::`: both families. */
  readonly host?: string;
  /** Default 12345; 0 lets the system choose. */
  readonly port?: number;
  /** What is spoken on that port; default `line`. */
  readonly dialect?: Dialect;
  /** Further ports into the same rooms. */
  readonly morePorts?: readonly { readonly dialect: Dialect; readonly port: number }[];
  readonly credential: CredentialPem;
  /** Further pairs, chosen by SNI. */
  readonly moreCredentials?: readonly CredentialPem[];
  readonly clientCertificates?: ClientCertificatePolicy;
  readonly limits?: Partial<ChatLimits>;
  readonly tls?: TlsSettings;
  /** The page for browsers that come to the same port; without it they are not served. */
  readonly web?: WebAssets;
  /** Gets what happened, for logs. */
  readonly record?: (record: ServerRecord) => void;
  /** Whether records of messages hold their text. */
  readonly logText?: boolean;
  /** In which way to be broken. */
  readonly fault?: FaultBehaviour;
  /** What joins the rooms with those of other servers; the server says goodbye to it when it closes. */
  readonly backplane?: Backplane;
  /** Waited for before the first port is opened. */
  readonly beforeListening?: () => Promise<void>;
  /** Judges the validity of certificates. */
  readonly clock?: Clock;
}

/** A running chat server. */
export interface ChatServer {
  readonly address: string;
  readonly port: number;
  /** Every port, in the order in which they were asked for. */
  readonly ports: readonly { readonly dialect: Dialect; readonly address: string; readonly port: number }[];
  /** SHA-256 of the first certificate: upper-case octets with colons. */
  readonly fingerprint256: string;
  /** What will make clients refuse a pair, by its index. */
  readonly warnings: readonly { readonly index: number; readonly problem: PairWarning }[];
  readonly hub: ChatHub;
  readonly gate: Gate;
  /** Whether it has stopped letting anybody in. */
  readonly draining: boolean;
  /** What is served now. */
  credentials(): readonly Credential[];
  /** Serves a new pair in the place of the one with this index; a worse one is refused, and the old one stays. */
  replaceCredential(index: number, pem: CredentialPem): PairProblem | undefined;
  /** Stops listening, tells the members, writes out what waits for them, and cuts what is left at the drain deadline. */
  close(): Promise<void>;
}

/**
 * Starts the reference server.
 * @throws AppError ERR_SERVE_CREDENTIAL, ERR_SERVE_SETTINGS, and what `listen` throws
 */
export async function startChatServer(options: ChatServerOptions): Promise<ChatServer> {
  const limits: ChatLimits = { ...DEFAULT_LIMITS, ...options.limits };
  const { record = () => {}, clock = systemClock, clientCertificates: clients } = options;
  const name = `llave/${options.version}`;
  const hub = new ChatHub(name, record, options.logText, options.backplane);
  const { tls: settings = {} } = options;
  const wanted = [
    { dialect: options.dialect ?? 'line', port: options.port ?? DEFAULT_PORT },
    ...(options.morePorts ?? []),
  ];
  const rsaKey = wanted.some(({ dialect }) => dialect === 'rsa') ? await makeRsaServerKey() : undefined;
  const { fault } = options;
  hub.losesMessages = fault?.losesMessages === true;
  const pems = fault?.credentials?.length
    ? fault.credentials
    : [options.credential, ...(options.moreCredentials ?? [])];
  const store = new CredentialStore(pems, { ...clientAuthorities(clients), ...fault?.tls });
  if (!fault) for (const { pem } of store.all) await checkTlsSettings(settings, pem);

  const skewMs = fault?.clockAheadMs ?? 0;
  const now = () => new Date(clock.now().getTime() + skewMs);
  const plaintextClients = () => gate.plaintext.http + gate.plaintext.other;
  const receive = (rooms: ChatHub) => {
    const reporter = { name, instance: randomBytes(8).toString('hex'), now, plaintextClients };
    return new Reception({ hub: rooms, limits, reporter, record, clients, rsaKey, web: options.web });
  };
  const reception = receive(hub);
  const apart = fault?.split ? new ChatHub(name, record, options.logText) : undefined;
  const receptions = [reception, ...(apart ? [receive(apart)] : [])];
  let guests = 0;
  const front = new TlsFront({
    ...{ settings, store, clients, fault, handshakeMs: limits.handshakeMs },
    chooseAlpn: (offered) => reception.chooseAlpn(offered),
    secured(socket) {
      const connection = gate.shaken(socket);
      // Unknown is what is gone already, or what a fault has put between: it may still write out what it said.
      if (!connection) return void socket.destroySoon();
      const desk = receptions[guests++ % receptions.length] as Reception;
      if (fault?.secured) fault.secured(socket, connection.raw, () => desk.receive(socket, connection));
      else desk.receive(socket, connection);
    },
    failed: (socket, code) => gate.handshakeFailed(plainAddress(socket.remoteAddress) ?? 'gone', code),
  });
  const gate = new Gate(limits, record, (raw) => front.take(raw), fault);

  let draining = false;
  const ports: ChatServer['ports'][number][] = [];
  const host = options.host ?? ANY_HOST;
  try {
    await options.beforeListening?.();
    for (const { dialect, port } of wanted) {
      const { address, port: bound } = await gate.open(dialect, host, port);
      ports.push({ dialect, address, port: bound });
    }
  } catch (error) {
    await gate.close();
    await hub.backplane.close();
    throw error;
  }
  const [first] = ports as [(typeof ports)[number]];
  return {
    address: first.address,
    port: first.port,
    ports,
    fingerprint256: store.first.fingerprint256,
    warnings: store.all.flatMap((credential, index) =>
      pairWarnings(credential, clock.now()).map((problem) => ({ index, problem })),
    ),
    hub,
    gate,
    get draining() {
      return draining;
    },
    credentials: () => store.all,
    replaceCredential(index, pem) {
      const problem = store.replace(index, pem, clock.now());
      const served = store.all[index] as Credential;
      const { fingerprint256, certificate } = served;
      if (problem) record({ event: 'certificate-refused', index, problem });
      else
        record({
          event: 'certificate-loaded',
          index,
          fingerprint256,
          validTo: new Date(certificate.validTo).toISOString(),
        });
      if (!problem && index === 0) front.serveFirst(served);
      return problem;
    },
    async close() {
      draining = true;
      record({ event: 'draining', sessions: hub.sessions.size });
      const closed = gate.close();
      hub.shutdown();
      apart?.shutdown();
      for (const desk of receptions) await desk.close();
      let cut = 0;
      const deadline = setTimeout(() => {
        cut = gate.cut();
      }, limits.drainMs);
      await closed;
      clearTimeout(deadline);
      await hub.backplane.close();
      record({ event: 'stopped', cut });
    },
  };
}
