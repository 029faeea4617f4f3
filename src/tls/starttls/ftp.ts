import { numberedReply } from './numbered-reply.ts';
import { refused, type ServerInput, type StarttlsScript, wrongProtocol } from './script.ts';

/** Replies of a server that does not know the command or the mechanism (RFC 959, section 4.2.2; RFC 4217, section 4). */
const UNKNOWN_COMMAND = new Set([500, 502, 504]);

/** FTP (RFC 4217, section 4): greeting, AUTH TLS. */
export function* ftp(input: ServerInput): StarttlsScript {
  const greeting = yield* numberedReply(input);
  if (typeof greeting === 'string') return wrongProtocol(greeting);
  if (greeting.code !== 220) return refused('rejected', greeting.text);
  yield Buffer.from('AUTH TLS\r\n');
  const answer = yield* numberedReply(input);
  if (typeof answer === 'string') return wrongProtocol(answer);
  if (answer.code === 234) return { kind: 'ready' };
  return refused(UNKNOWN_COMMAND.has(answer.code) ? 'not-offered' : 'rejected', answer.text);
}
