import { ByteReader, DecodeError } from '../bytes/reader.ts';
import { refused, type ServerInput, type StarttlsOutcome, type StarttlsScript, wrongProtocol } from './script.ts';

const SEQUENCE = 0x30;
const INTEGER = 0x02;
const ENUMERATED = 0x0a;
const EXTENDED_REQUEST = 0x77;
const EXTENDED_RESPONSE = 0x78;
const REQUEST_NAME = 0x80;
const START_TLS = '1.3.6.1.4.1.1466.20037';

/** resultCode values (RFC 4511, appendix A.1). */
const SUCCESS = 0;
const PROTOCOL_ERROR = 2;
const REFERRAL = 10;
const UNAVAILABLE = 52;

/** LDAP (RFC 4511, section 4.14): the StartTLS extended operation and its response. */
export function* ldap(input: ServerInput): StarttlsScript {
  const name = element(REQUEST_NAME, Buffer.from(START_TLS));
  yield element(SEQUENCE, Buffer.from([INTEGER, 1, 1]), element(EXTENDED_REQUEST, name));
  const tag = yield* input.bytes(1);
  if (tag[0] !== SEQUENCE) return wrongProtocol(Buffer.concat([tag, input.rest()]).toString('latin1'));
  const length = yield* contentLength(input);
  const message = yield* input.bytes(length);
  try {
    return readResponse(message);
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    return wrongProtocol(message.toString('latin1'));
  }
}

/** A BER element whose content is shorter than 128 bytes. */
function element(tag: number, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat(content);
  return Buffer.concat([Buffer.from([tag, body.length]), body]);
}

function* contentLength(input: ServerInput): Generator<undefined, number, void> {
  const first = (yield* input.bytes(1))[0]!;
  if (first < 0x80) return first;
  const width = Math.min(first & 0x7f, 4);
  return width === 0 ? 0 : (yield* input.bytes(width)).readUIntBE(0, width);
}

function readResponse(message: Buffer): StarttlsOutcome {
  const envelope = new ByteReader(message);
  readElement(envelope, INTEGER);
  const response = readElement(envelope, EXTENDED_RESPONSE);
  const code = readElement(response, ENUMERATED).uint(1, 'resultCode');
  const text = response.rest().toString('latin1');
  if (code === SUCCESS) return { kind: 'ready' };
  if (code === REFERRAL) return refused('redirected', text);
  return refused(code === PROTOCOL_ERROR || code === UNAVAILABLE ? 'not-offered' : 'rejected', text);
}

function readElement(from: ByteReader, tag: number): ByteReader {
  if (from.uint(1, 'tag') !== tag) throw new DecodeError('tag', from.offset - 1);
  const first = from.uint(1, 'length');
  if (first < 0x80) return new ByteReader(from.bytes(first, 'content'));
  const width = first & 0x7f;
  if (width < 1 || width > 4) throw new DecodeError('length', from.offset - 1);
  return new ByteReader(from.bytes(from.uint(width as 1 | 2 | 3 | 4, 'length'), 'content'));
}
