import { type ClientFlight, type ClientFlightContext, ClientFlightReader } from '../flight/client-flight.ts';
import { type Malformed, type PlacedAlert, type ServerFlight, ServerFlightReader } from '../flight/server-flight.ts';
import type { CertificateEntry } from '../messages/certificate.ts';
import type { CertificateRequest } from '../messages/certificate-request.ts';
import type { ClientHello } from '../messages/client-hello.ts';
import type { NewSessionTicket } from '../messages/new-session-ticket.ts';
import type { ServerHello } from '../messages/server-hello.ts';
import type { PartialMessage } from '../record/handshake-assembler.ts';
import type { NotTls, PartialRecord } from '../record/record-reader.ts';
import { CIPHER_SUITES } from '../tables/cipher-suites.ts';
import { NAMED_GROUPS } from '../tables/named-groups.ts';
import type { Registry } from '../tables/registry.ts';
import { SIGNATURE_SCHEMES } from '../tables/signature-schemes.ts';
import { TLS12, TLS13, VERSIONS } from '../tables/versions.ts';
import { readKeyLog, type SessionSecrets } from './key-log.ts';
import { recordOpener } from './record-opener.ts';

/** A registered number with its name. */
export interface Named {
  id: number;
  name: string;
}

/** An alert, and who sent it. */
export interface WireAlert extends PlacedAlert {
  from: 'server' | 'client';
}

/** A handshake as it was on the wire, whatever a TLS stack made of it. Plain data; holds no key material. */
export interface WireHandshake {
  /** Our first hello. */
  clientHello?: ClientHello | undefined;
  /** What the server asked us to do again, if it did. */
  helloRetryRequest?: ServerHello | undefined;
  serverHello?: ServerHello | undefined;
  version?: Named | undefined;
  cipherSuite?: Named | undefined;
  group?: Named | undefined;
  /** The size of the prime of finite-field DHE, in bits. */
  dhPrimeBits?: number | undefined;
  alpn?: string | undefined;
  /** The server's certificates, in the order sent. */
  certificates: CertificateEntry[];
  certificateCompression?: string | undefined;
  /** What the server signed with: CertificateVerify, or ServerKeyExchange in TLS 1.2. */
  signatureScheme?: Named | undefined;
  certificateRequest?: CertificateRequest | undefined;
  /** What we answered to it, in the order sent; undefined if we did not get that far or it could not be read. */
  clientCertificates?: CertificateEntry[] | undefined;
  clientSignatureScheme?: Named | undefined;
  /** Of both sides, the server's first. */
  alerts: WireAlert[];
  serverFinished: boolean;
  clientFinished: boolean;
  tickets: NewSessionTicket[];
  /** HandshakeTypes that the server sent, in order, the first 64. */
  serverMessages: number[];
  /** Application data that the server sent: TLS 1.3, as far as it could be opened. */
  applicationBytes: number;
  /** Records of the server's that could not be opened. */
  sealedRecords: number;
  malformed?: Malformed | undefined;
  tooLarge?: { type: number; length: number } | undefined;
  notTls?: NotTls | undefined;
  partialRecord?: PartialRecord | undefined;
  partialMessage?: PartialMessage | undefined;
}

/** The bytes of a connection from the first record on, and its key log (SSLKEYLOGFILE lines). */
export interface RecordedConnection {
  incoming: Buffer;
  outgoing: Buffer;
  keyLog: readonly string[];
}

/**
 * Reads a recorded handshake: up to TLS 1.2 it is in the clear (RFC 5246, section 7.3), in TLS 1.3 it is opened with
 * the traffic secrets of the session's own key log (RFC 8446, section 7). Without them the clear part is all.
 */
export function readWireHandshake(recorded: RecordedConnection): WireHandshake {
  return new WireReader().read(recorded);
}

/**
 * Reads a handshake while it is still being recorded: each time the whole of what there is by then, and of a record that
 * was opened before nothing again.
 */
export class WireReader {
  private pass: Pass | undefined;

  /** @param recorded of one connection, at its beginning the same as the time before */
  read(recorded: RecordedConnection): WireHandshake {
    // What is known now would have opened records that were passed over.
    if (!this.pass?.goesOnWith(recorded)) this.pass = new Pass(recorded.keyLog);
    return this.pass.read(recorded);
  }
}

/** One reading from the first byte on, with the keys that were known when it began. */
class Pass {
  private readonly keyLog: readonly string[];
  private readonly client: ClientFlightReader;
  private server: ServerFlightReader | undefined;
  private incoming: Buffer = Buffer.alloc(0);
  private readIn = 0;
  private readOut = 0;

  constructor(keyLog: readonly string[]) {
    this.keyLog = [...keyLog];
    this.client = new ClientFlightReader(({ random }) => this.answer(random));
  }

  /** Whether everything was known that decides how records are read: both hellos, and as many keys as now. */
  goesOnWith({ keyLog }: RecordedConnection): boolean {
    const hellos = this.client.flight.clientHellos.length > 0 && this.server?.flight.serverHello !== undefined;
    return hellos && keyLog.length === this.keyLog.length;
  }

  read({ incoming, outgoing }: RecordedConnection): WireHandshake {
    this.incoming = incoming;
    if (this.server) this.readServer(this.server);
    this.client.push(outgoing.subarray(this.readOut));
    this.readOut = outgoing.length;
    // Without a hello of ours there is no session to look up.
    this.server ??= this.readServer(serverReader({}));
    return summarise(this.server.flight, this.client.flight);
  }

  /** The server's answer to a hello is read where the hello is, since that says which keys are the session's. */
  private answer(random: string): ClientFlightContext {
    const secrets = readKeyLog(this.keyLog, random);
    this.server ??= this.readServer(serverReader(secrets));
    const hello = this.server.flight.serverHello;
    if (!hello || hello.version < TLS13) return { version: hello?.version ?? TLS12 };
    const opener = recordOpener(hello.cipherSuite, secrets.clientHandshake, secrets.clientApplication);
    return { version: hello.version, opener };
  }

  private readServer(reader: ServerFlightReader): ServerFlightReader {
    reader.push(this.incoming.subarray(this.readIn));
    this.readIn = this.incoming.length;
    return reader;
  }
}

function serverReader({ serverHandshake, serverApplication }: SessionSecrets): ServerFlightReader {
  return new ServerFlightReader(({ cipherSuite }) => recordOpener(cipherSuite, serverHandshake, serverApplication));
}

function summarise(server: ServerFlight, client: ClientFlight): WireHandshake {
  const hello = server.serverHello;
  const exchange = server.serverKeyExchange;
  return {
    clientHello: client.clientHellos[0],
    helloRetryRequest: server.helloRetryRequest,
    serverHello: hello,
    version: named(VERSIONS, hello?.version),
    cipherSuite: named(CIPHER_SUITES, hello?.cipherSuite),
    group: named(NAMED_GROUPS, hello?.group ?? exchange?.group),
    dhPrimeBits: exchange?.primeBits,
    alpn: server.encryptedExtensions?.alpn ?? hello?.alpn,
    certificates: [...(server.certificates ?? [])],
    certificateCompression: server.certificateCompression,
    signatureScheme: named(SIGNATURE_SCHEMES, server.certificateVerifyScheme ?? exchange?.signatureScheme),
    certificateRequest: server.certificateRequest,
    clientCertificates: client.certificates,
    clientSignatureScheme: named(SIGNATURE_SCHEMES, client.certificateVerifyScheme),
    alerts: [
      ...server.alerts.map((alert) => ({ ...alert, from: 'server' as const })),
      ...client.alerts.map((alert) => ({ ...alert, from: 'client' as const })),
    ],
    serverFinished: server.finished,
    clientFinished: client.finished,
    tickets: [...server.tickets],
    serverMessages: [...server.messages],
    applicationBytes: server.applicationBytes,
    sealedRecords: server.sealedRecords,
    malformed: server.malformed,
    tooLarge: server.tooLarge,
    notTls: server.notTls,
    partialRecord: server.partialRecord,
    partialMessage: server.partialMessage,
  };
}

function named(registry: Registry, id: number | undefined): Named | undefined {
  return id === undefined ? undefined : { id, name: registry.nameOf(id) };
}
