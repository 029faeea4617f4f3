import { DecodeError } from '../bytes/reader.ts';
import { type CertificateEntry, readCertificate } from '../messages/certificate.ts';
import { readCertificateVerifyScheme } from '../messages/certificate-verify.ts';
import { type ClientHello, readClientHello } from '../messages/client-hello.ts';
import type { HandshakeMessage } from '../record/handshake-assembler.ts';
import type { NotTls } from '../record/record-reader.ts';
import * as type from '../tables/handshake-types.ts';
import { TLS12, TLS13 } from '../tables/versions.ts';
import { MessageStream, type RecordOpener, type StreamEvent } from './message-stream.ts';
import type { Malformed, PlacedAlert } from './server-flight.ts';

/** Everything that is known of what a client sent. Plain data. */
export interface ClientFlight {
  /** One, or two if the server asked for another key share. */
  clientHellos: ClientHello[];
  /** The client's certificates in the order sent; empty if it was asked and had none. */
  certificates?: CertificateEntry[] | undefined;
  /** SignatureScheme of the client's CertificateVerify (TLS 1.3). */
  certificateVerifyScheme?: number | undefined;
  finished: boolean;
  alerts: PlacedAlert[];
  malformed?: Malformed | undefined;
  notTls?: NotTls | undefined;
}

/** What reading a client's records after its hello takes; both are known from the server's answer. */
export interface ClientFlightContext {
  version: number;
  opener?: RecordOpener | undefined;
}

/** Asked for the server's answer as soon as a hello is known, and once more after a second one. */
export type AnswerSource = (hello: ClientHello) => ClientFlightContext;

const MAX_LISTED = 64;

/** Reads what a client sends: its hello in the clear, the rest as far as `answer` opens it. */
export class ClientFlightReader {
  private readonly state: ClientFlight = { clientHellos: [], finished: false, alerts: [] };
  private readonly stream = new MessageStream((event) => this.take(event));
  private readonly answer: AnswerSource;
  private version = TLS12;

  constructor(answer: AnswerSource = () => ({ version: TLS12 })) {
    this.answer = answer;
  }

  /** Takes in what came. */
  push(chunk: Uint8Array): void {
    this.stream.push(chunk);
  }

  /** What is known so far. */
  get flight(): ClientFlight {
    return Object.assign(this.state, { notTls: this.stream.notTls });
  }

  private take(event: StreamEvent): void {
    if (event.kind === 'message') this.takeMessage(event.message);
    else if (event.kind === 'alert' && this.state.alerts.length < MAX_LISTED) {
      const phase = this.state.finished ? 'after-finished' : 'handshake';
      this.state.alerts.push({ ...event.alert, protected: event.protected, phase, offset: event.offset });
    } else if (event.kind === 'sealed' && this.stream.sealed) this.state.finished = true;
    else if (event.kind === 'change-cipher-spec' && this.version < TLS13) this.stream.sealed = true;
  }

  private takeMessage({ type: kind, body, raw }: HandshakeMessage): void {
    const state = this.state;
    if (state.malformed) return;
    try {
      if (kind === type.CLIENT_HELLO && state.clientHellos.length < 2) this.takeHello(readClientHello(raw));
      else if (kind === type.CERTIFICATE) state.certificates = readCertificate(body, this.version);
      else if (kind === type.CERTIFICATE_VERIFY && this.version >= TLS13) {
        state.certificateVerifyScheme = readCertificateVerifyScheme(body);
      } else if (kind === type.FINISHED) state.finished = true;
    } catch (error) {
      if (!(error instanceof DecodeError)) throw error;
      state.malformed = { message: kind, field: error.field, offset: error.offset };
    }
  }

  private takeHello(hello: ClientHello): void {
    this.state.clientHellos.push(hello);
    const { version, opener } = this.answer(hello);
    this.version = version;
    this.stream.opener = opener;
  }
}
