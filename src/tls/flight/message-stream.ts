import { type Alert, readAlert } from '../messages/alert.ts';
import { HandshakeAssembler, type HandshakeMessage, type PartialMessage } from '../record/handshake-assembler.ts';
import { type NotTls, type PartialRecord, RecordReader, type TlsRecord } from '../record/record-reader.ts';
import { ALERT, APPLICATION_DATA, CHANGE_CIPHER_SPEC, HANDSHAKE } from '../tables/content-types.ts';

/** What a protected record held (RFC 8446, section 5.2). */
export interface OpenedRecord {
  type: number;
  fragment: Buffer;
}

/** Takes the protection off records of one direction, in order. */
export interface RecordOpener {
  /** The inner record; undefined if it does not open, and then none after it will. */
  open(record: TlsRecord): OpenedRecord | undefined;
  /** Told of each handshake message, so that the keys change where they must (Finished, KeyUpdate). */
  afterMessage(type: number): void;
}

/** What a stream of records held, in order. */
export type StreamEvent =
  | { kind: 'message'; message: HandshakeMessage; protected: boolean }
  | { kind: 'alert'; alert: Alert; protected: boolean; offset: number }
  | { kind: 'change-cipher-spec' }
  | { kind: 'application-data'; length: number }
  /** A record that nobody here has the key of. */
  | { kind: 'sealed'; type: number; length: number };

/**
 * One direction of a connection as a sequence of messages and alerts: records are cut, opened where keys are there,
 * and handshake messages put together. Events come synchronously and in order, so that the owner can hand in keys
 * between two records of the same chunk.
 */
export class MessageStream {
  /** Keys for what follows; set by the owner when it learns of them. */
  opener: RecordOpener | undefined;
  /** Set by the owner when handshake and alert records are from now on encrypted with keys that nobody here has. */
  sealed = false;
  private readonly records = new RecordReader();
  private readonly handshake = new HandshakeAssembler();
  private readonly emit: (event: StreamEvent) => void;

  constructor(emit: (event: StreamEvent) => void) {
    this.emit = emit;
  }

  get notTls(): NotTls | undefined {
    return this.records.notTls;
  }

  get partialRecord(): PartialRecord | undefined {
    return this.records.partial;
  }

  get partialMessage(): PartialMessage | undefined {
    return this.handshake.partial;
  }

  get tooLarge(): { type: number; length: number } | undefined {
    return this.handshake.tooLarge;
  }

  /** Takes in what came. */
  push(chunk: Uint8Array): void {
    for (const record of this.records.push(chunk)) this.take(record);
  }

  private take(record: TlsRecord): void {
    const { type, fragment, offset } = record;
    if (type === CHANGE_CIPHER_SPEC) this.emit({ kind: 'change-cipher-spec' });
    else if (type === APPLICATION_DATA) this.takeProtected(record);
    else if (this.sealed) this.emit({ kind: 'sealed', type, length: fragment.length });
    else this.takeInner(record, offset, false);
  }

  private takeProtected(record: TlsRecord): void {
    const inner = this.opener?.open(record);
    if (inner) this.takeInner(inner, record.offset, true);
    else {
      this.opener = undefined;
      this.emit({ kind: 'sealed', type: record.type, length: record.fragment.length });
    }
  }

  private takeInner(inner: OpenedRecord, offset: number, isProtected: boolean): void {
    if (inner.type === HANDSHAKE) {
      for (const message of this.handshake.push(inner.fragment)) {
        this.emit({ kind: 'message', message, protected: isProtected });
        if (isProtected) this.opener?.afterMessage(message.type);
      }
    } else if (inner.type === ALERT) {
      const alert = readAlert(inner.fragment);
      if (alert) this.emit({ kind: 'alert', alert, protected: isProtected, offset });
    } else if (inner.type === APPLICATION_DATA) {
      this.emit({ kind: 'application-data', length: inner.fragment.length });
    }
  }
}
