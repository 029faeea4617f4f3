import type { PemProblem } from './pem.ts';

const NOT_BASE64 = /[^A-Za-z0-9+/=\s]/;
const LINE_BREAK = /\r\n|\n|\r/;

/** Decodes the base64 of a PEM block; damage is reported with the line that it most likely is in. */
export function decodeBase64Lines(content: string, firstLine: number): { der: Buffer } | PemProblem {
  const bad = content.search(NOT_BASE64);
  if (bad >= 0) return { fault: 'not-base64', line: lineAt(content, bad, firstLine) };
  const compact = content.replace(/\s+/g, '');
  if (compact === '') return { fault: 'empty', line: firstLine };
  const padding = compact.indexOf('=');
  const digits = padding < 0 ? compact.length : padding;
  for (let i = digits; i < compact.length; i++) {
    if (compact[i] !== '=') return { fault: 'not-base64', line: lineAt(content, content.indexOf('='), firstLine) };
  }
  const padded = compact.length - digits;
  if (digits % 4 === 1 || padded > 2 || (padded > 0 && compact.length % 4 !== 0)) {
    return { fault: 'base64-length', line: oddLine(content, firstLine) };
  }
  return { der: Buffer.from(compact, 'base64') };
}

function lineAt(content: string, position: number, firstLine: number): number {
  return firstLine + content.slice(0, position).split(LINE_BREAK).length - 1;
}

/** The first line, short of the last, that is not as long as most are; the last line when all are equally long. */
function oddLine(content: string, firstLine: number): number {
  const lengths = content.split(LINE_BREAK).map((line) => line.trim().length);
  const filled = lengths.flatMap((length, index) => (length > 0 ? [index] : []));
  const last = filled.at(-1) ?? 0;
  const inner = filled.slice(0, -1);
  const sorted = inner.map((index) => lengths[index]!).sort((a, b) => a - b);
  const usual = sorted[sorted.length >> 1];
  return firstLine + (inner.find((index) => lengths[index] !== usual) ?? last);
}
