import type { ServerInput } from './script.ts';

/** A reply that begins with three digits, as SMTP and FTP have it. */
export interface NumberedReply {
  code: number;
  /** Its lines, the code included. */
  lines: string[];
  text: string;
}

/**
 * Reads one reply of one or more lines (RFC 5321, section 4.2.1; RFC 959, section 4.2, whose middle lines need no
 * code). Gives the line itself if it is no such reply.
 */
export function* numberedReply(input: ServerInput): Generator<undefined, NumberedReply | string, void> {
  const first = yield* input.line();
  const match = /^(\d{3})(?:[ -]|$)/.exec(first);
  if (!match) return first;
  const lines = [first];
  const last = new RegExp(`^${match[1]}(?: |$)`);
  while (!last.test(lines.at(-1)!)) lines.push(yield* input.line());
  return { code: Number(match[1]), lines, text: lines.join('\n') };
}
