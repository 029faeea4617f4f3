import { AppError } from '../errors/app-error.ts';
import { decodeBase64Lines } from './pem-base64.ts';

/** One PEM block (RFC 7468), found in a text. */
export interface PemBlock {
  /** Label as written between the dashes. */
  readonly label: string;
  /** What the label means: older and tool-specific labels folded into RFC 7468's. */
  readonly kind: string;
  /** RFC 1421 headers (`Proc-Type`, `DEK-Info`), as legacy encrypted keys carry them. */
  readonly headers: Readonly<Record<string, string>>;
  /** The decoded bytes; empty when `problem` is set. */
  readonly der: Buffer;
  /** Line of the BEGIN boundary, counted from 1. */
  readonly line: number;
  readonly problem: PemProblem | undefined;
}

/** Why a block cannot be used, and at which line of the text. */
export interface PemProblem {
  readonly fault: 'no-end' | 'label-mismatch' | 'not-base64' | 'base64-length' | 'empty';
  readonly line: number;
}

export interface PemText {
  readonly blocks: readonly PemBlock[];
  /** Whether anything but blocks and blank lines is in the text (Bag Attributes, `openssl x509 -text`). */
  readonly textAround: boolean;
}

/** Longest text that is searched for blocks, and most blocks taken from it: a whole CA bundle has about 150. */
export const PEM_LIMITS = { maxBytes: 64 * 1024 * 1024, maxBlocks: 20_000 } as const;

/** Labels that mean what an RFC 7468 label means. */
const KINDS: Readonly<Record<string, string>> = {
  'X509 CERTIFICATE': 'CERTIFICATE',
  'X.509 CERTIFICATE': 'CERTIFICATE',
  'NEW CERTIFICATE REQUEST': 'CERTIFICATE REQUEST',
  CRL: 'X509 CRL',
  CMS: 'PKCS7',
  'PKCS #7 SIGNED DATA': 'PKCS7',
};

const BOUNDARY = /-----(BEGIN|END) ([A-Z0-9][A-Z0-9 #./_-]{0,63}?)-----/g;

/**
 * Finds every PEM block of a text, whatever is around it: BOM, CRLF or CR, indentation, one-line blocks, `\n` written as
 * two characters. Linear in the length of the text. A damaged block is returned with its problem and the line of it.
 * Throws `AppError` `ERR_INPUT_TOO_LARGE` or `ERR_INPUT_TOO_MANY` beyond `PEM_LIMITS`.
 * @param file its name, for errors
 */
export function splitPem(input: string | Uint8Array, file = 'PEM', maxBlocks: number = PEM_LIMITS.maxBlocks): PemText {
  const text = normalise(input);
  const blocks: PemBlock[] = [];
  const lines = new LineCounter(text);
  let around = false;
  let covered = 0;
  BOUNDARY.lastIndex = 0;
  for (let begin = BOUNDARY.exec(text); begin; begin = BOUNDARY.exec(text)) {
    if (begin[1] !== 'BEGIN') continue;
    if (blocks.length >= maxBlocks) throw new AppError('ERR_INPUT_TOO_MANY', { file, limit: maxBlocks });
    const bodyStart = BOUNDARY.lastIndex;
    const end = BOUNDARY.exec(text);
    around ||= hasText(text, covered, begin.index);
    const line = lines.at(begin.index);
    const matches = end?.[1] === 'END' && end[2] === begin[2];
    const bodyEnd = end?.index ?? text.length;
    const fault = matches ? undefined : end?.[1] === 'END' ? 'label-mismatch' : 'no-end';
    const label = begin[2]!;
    if (fault) blocks.push(damaged(label, line, { fault, line: lines.at(bodyEnd) }));
    else blocks.push(readBlock(label, text.slice(bodyStart, bodyEnd), line));
    covered = end?.[1] === 'END' ? BOUNDARY.lastIndex : bodyEnd;
    BOUNDARY.lastIndex = covered;
    if (!end) break;
  }
  return { blocks, textAround: around || hasText(text, covered, text.length) };
}

/** Throws `AppError` `ERR_PEM_MALFORMED` for a damaged block, and returns the bytes of a sound one. */
export function pemBytes(block: PemBlock): Buffer {
  if (!block.problem) return block.der;
  throw new AppError('ERR_PEM_MALFORMED', { label: block.label, fault: block.problem.fault, line: block.problem.line });
}

/** Whether a text holds something that looks like PEM. */
export function looksLikePem(input: Uint8Array): boolean {
  return Buffer.from(input.buffer, input.byteOffset, input.byteLength).includes('-----BEGIN ');
}

/** Writes one PEM block: 64 columns, LF, a line break at the end and no blank line (RFC 7468 3). */
export function toPem(label: string, der: Uint8Array, headers: Readonly<Record<string, string>> = {}): string {
  const base64 = Buffer.from(der.buffer, der.byteOffset, der.byteLength).toString('base64');
  const body = base64.replace(/.{1,64}/g, '$&\n');
  const fields = Object.entries(headers).map(([name, value]) => `${name}: ${value}\n`);
  const head = fields.length > 0 ? `${fields.join('')}\n` : '';
  return `-----BEGIN ${label}-----\n${head}${body}-----END ${label}-----\n`;
}

function normalise(input: string | Uint8Array): string {
  if (input.length > PEM_LIMITS.maxBytes)
    throw new AppError('ERR_INPUT_TOO_LARGE', { file: 'PEM', limit: PEM_LIMITS.maxBytes / 1024 / 1024 });
  const text = typeof input === 'string' ? input : decodeText(input);
  return text.includes('\\n') ? text.replace(/\\r\\n|\\n/g, '\n') : text;
}

/** UTF-16 files come from Windows editors and PowerShell's `>`; everything else is read byte by byte. */
function decodeText(input: Uint8Array): string {
  const bytes = Buffer.from(input.buffer, input.byteOffset, input.byteLength);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le', 2);
  const text = bytes.toString('latin1');
  return text.startsWith('\u00ef\u00bb\u00bf') ? text.slice(3) : text;
}

function readBlock(label: string, body: string, line: number): PemBlock {
  const { headers, content, skippedLines } = readHeaders(body);
  const decoded = decodeBase64Lines(content, line + skippedLines);
  if ('fault' in decoded) return { ...damaged(label, line, decoded), headers };
  return { label, kind: kindOf(label), headers, der: decoded.der, line, problem: undefined };
}

function damaged(label: string, line: number, problem: PemProblem): PemBlock {
  return { label, kind: kindOf(label), headers: {}, der: Buffer.alloc(0), line, problem };
}

function kindOf(label: string): string {
  return KINDS[label] ?? label;
}

const HEADER = /^[ \t]*([A-Za-z][A-Za-z0-9-]{0,63}):[ \t]*(.*)$/;
const MAX_HEADER_LINES = 64;
const LINE = /([^\r\n]*)(\r\n|\n|\r|$)/y;

/** Splits off `Name: value` lines; a line that starts with a blank continues the one before it (RFC 1421 4.4). */
function readHeaders(body: string): { headers: Record<string, string>; content: string; skippedLines: number } {
  const headers: Record<string, string> = {};
  if (!body.includes(':')) return { headers, content: body, skippedLines: 0 };
  let last: string | undefined;
  let position = 0;
  let skippedLines = 0;
  for (; skippedLines < MAX_HEADER_LINES && position < body.length; skippedLines++) {
    LINE.lastIndex = position;
    const [whole, line] = LINE.exec(body) as unknown as [string, string];
    const field = HEADER.exec(line);
    if (field) {
      last = field[1]!;
      headers[last] = field[2]!.trim();
    } else if (last !== undefined && /^[ \t]+\S/.test(line)) {
      headers[last] += line.trim();
    } else if (line.trim() !== '' || last !== undefined) break;
    position += whole.length;
  }
  return { headers, content: body.slice(position), skippedLines };
}

function hasText(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (text.charCodeAt(i) > 0x20 && text.charCodeAt(i) !== 0xfeff) return true;
  return false;
}

/** Line numbers of ascending positions, each line break counted once. */
class LineCounter {
  readonly #text: string;
  #position = 0;
  #line = 1;

  constructor(text: string) {
    this.#text = text;
  }

  at(position: number): number {
    for (; this.#position < position; this.#position++) {
      const code = this.#text.charCodeAt(this.#position);
      if (code === 0x0a || (code === 0x0d && this.#text.charCodeAt(this.#position + 1) !== 0x0a)) this.#line++;
    }
    return this.#line;
  }
}
