import { DecodeError } from '../bytes/reader.ts';
import type { Alert } from '../messages/alert.ts';
import { type CertificateEntry, readCertificate, readCertificateStatus } from '../messages/certificate.ts';
import { type CertificateRequest, readCertificateRequest } from '../messages/certificate-request.ts';
import { readCertificateVerifyScheme } from '../messages/certificate-verify.ts';
import { readCompressedCertificate } from '../messages/compressed-certificate.ts';
import { type EncryptedExtensions, readEncryptedExtensions } from '../messages/encrypted-extensions.ts';
import { type NewSessionTicket, readNewSessionTicket } from '../messages/new-session-ticket.ts';
import { readServerHello, type ServerHello } from '../messages/server-hello.ts';
import { readServerKeyExchange, type ServerKeyExchange } from '../messages/server-key-exchange.ts';
import type { HandshakeMessage, PartialMessage } from '../record/handshake-assembler.ts';
import type { NotTls, PartialRecord } from '../record/record-reader.ts';
import * as type from '../tables/handshake-types.ts';
import { TLS12, TLS13 } from '../tables/versions.ts';
import { MessageStream, type RecordOpener, type StreamEvent } from './message-stream.ts';

/** An alert with where in the handshake it came: position matters as much as number. */
export interface PlacedAlert extends Alert {
  /** Whether it was encrypted, and so cannot have been put in by someone on the way. */
  protected: boolean;
  phase: 'before-server-hello' | 'handshake' | 'after-finished';
  /** Where its record begins in the stream, in bytes. */
  offset: number;
}

/** Bytes that a message must not hold. */
export interface Malformed {
  /** HandshakeType. */
  message: number;
  /** The field that could not be read, in the RFC's name. */
  field: string;
  offset: number;
}

/** Everything that is known of what a server sent. Plain data. */
export interface ServerFlight {
  helloRetryRequest?: ServerHello | undefined;
  serverHello?: ServerHello | undefined;
  encryptedExtensions?: EncryptedExtensions | undefined;
  /** In the order sent. */
  certificates?: CertificateEntry[] | undefined;
  /** How the Certificate message was compressed (RFC 8879). */
  certificateCompression?: string | undefined;
  serverKeyExchange?: ServerKeyExchange | undefined;
  certificateRequest?: CertificateRequest | undefined;
  /** SignatureScheme of CertificateVerify (TLS 1.3). */
  certificateVerifyScheme?: number | undefined;
  serverHelloDone: boolean;
  /** The server's Finished was seen: in TLS 1.3 opened, before it as the first record after ChangeCipherSpec. */
  finished: boolean;
  tickets: NewSessionTicket[];
  alerts: PlacedAlert[];
  /** Application data records that were opened, and their bytes. */
  applicationRecords: number;
  applicationBytes: number;
  /** Records that could not be opened. */
  sealedRecords: number;
  /** HandshakeTypes in the order sent. */
  messages: number[];
  malformed?: Malformed | undefined;
  /** A handshake message longer than is kept. */
  tooLarge?: { type: number; length: number } | undefined;
  notTls?: NotTls | undefined;
  /** What had begun and not ended when the reading stopped. */
  partialRecord?: PartialRecord | undefined;
  partialMessage?: PartialMessage | undefined;
}

/** Messages and tickets beyond this are counted by nobody: a peer may send them without end. */
const MAX_LISTED = 64;

/** Asked for keys as soon as the ServerHello of a TLS 1.3 handshake is known. */
export type KeySource = (hello: ServerHello) => RecordOpener | undefined;

/** Reads what a server sends, as far as it is in the clear or `keys` open it. */
export class ServerFlightReader {
  private readonly state: ServerFlight = {
    serverHelloDone: false,
    finished: false,
    tickets: [],
    alerts: [],
    applicationRecords: 0,
    applicationBytes: 0,
    sealedRecords: 0,
    messages: [],
  };
  private readonly stream = new MessageStream((event) => this.take(event));
  private readonly keys: KeySource | undefined;

  constructor(keys?: KeySource) {
    this.keys = keys;
  }

  /** Takes in what came. */
  push(chunk: Uint8Array): void {
    this.stream.push(chunk);
  }

  /** What is known so far. */
  get flight(): ServerFlight {
    const { notTls, partialRecord, partialMessage, tooLarge } = this.stream;
    return Object.assign(this.state, { notTls, partialRecord, partialMessage, tooLarge });
  }

  private take(event: StreamEvent): void {
    const state = this.state;
    if (event.kind === 'message') this.takeMessage(event.message);
    else if (event.kind === 'alert') this.takeAlert(event.alert, event.protected, event.offset);
    else if (event.kind === 'application-data') {
      state.applicationRecords += 1;
      state.applicationBytes += event.length;
    } else if (event.kind === 'sealed') {
      state.sealedRecords += 1;
      if (this.stream.sealed) state.finished = true;
    } else if (state.serverHello && state.serverHello.version <= TLS12) this.stream.sealed = true;
  }

  private takeAlert(alert: Alert, isProtected: boolean, offset: number): void {
    const { serverHello, finished, alerts } = this.state;
    const phase = finished ? 'after-finished' : serverHello ? 'handshake' : 'before-server-hello';
    if (alerts.length < MAX_LISTED) alerts.push({ ...alert, protected: isProtected, phase, offset });
  }

  private takeMessage(message: HandshakeMessage): void {
    if (this.state.messages.length < MAX_LISTED) this.state.messages.push(message.type);
    if (this.state.malformed) return;
    try {
      this.decode(message);
    } catch (error) {
      if (!(error instanceof DecodeError)) throw error;
      this.state.malformed = { message: message.type, field: error.field, offset: error.offset };
    }
  }

  private decode({ type: kind, body }: HandshakeMessage): void {
    const state = this.state;
    const version = state.serverHello?.version ?? TLS12;
    if (kind === type.SERVER_HELLO) this.takeHello(readServerHello(body));
    else if (kind === type.ENCRYPTED_EXTENSIONS) state.encryptedExtensions = readEncryptedExtensions(body);
    else if (kind === type.CERTIFICATE) state.certificates = readCertificate(body, version);
    else if (kind === type.COMPRESSED_CERTIFICATE) this.takeCompressed(body, version);
    else if (kind === type.CERTIFICATE_STATUS) this.staple(readCertificateStatus(body));
    else if (kind === type.SERVER_KEY_EXCHANGE) {
      state.serverKeyExchange = readServerKeyExchange(body, state.serverHello?.cipherSuite ?? 0, version);
    } else if (kind === type.CERTIFICATE_REQUEST) state.certificateRequest = readCertificateRequest(body, version);
    else if (kind === type.CERTIFICATE_VERIFY) state.certificateVerifyScheme = readCertificateVerifyScheme(body);
    else if (kind === type.SERVER_HELLO_DONE) state.serverHelloDone = true;
    else if (kind === type.FINISHED) state.finished = true;
    else if (kind === type.NEW_SESSION_TICKET && state.tickets.length < MAX_LISTED) {
      state.tickets.push(readNewSessionTicket(body, version));
    }
  }

  private takeHello(hello: ServerHello): void {
    if (hello.helloRetryRequest) {
      this.state.helloRetryRequest = hello;
      return;
    }
    this.state.serverHello = hello;
    if (hello.version >= TLS13) this.stream.opener = this.keys?.(hello);
  }

  private takeCompressed(body: Buffer, version: number): void {
    const message = readCompressedCertificate(body);
    this.state.certificateCompression = message.algorithm;
    this.state.certificates = readCertificate(message.body, version);
  }

  /** Up to TLS 1.2 the staple is a message of its own and is about the server's certificate (RFC 6066, section 8). */
  private staple(ocspResponse: string | undefined): void {
    const leaf = this.state.certificates?.[0];
    if (leaf) leaf.ocspResponse = ocspResponse;
  }
}
