import { numberedReply } from './numbered-reply.ts';
import { refused, type ServerInput, type StarttlsNames, type StarttlsScript, wrongProtocol } from './script.ts';

/** SMTP (RFC 3207): greeting, EHLO, STARTTLS if it is offered. */
export function* smtp(input: ServerInput, { clientName }: StarttlsNames): StarttlsScript {
  const greeting = yield* numberedReply(input);
  if (typeof greeting === 'string') return wrongProtocol(greeting);
  if (greeting.code !== 220) return refused('rejected', greeting.text);
  yield Buffer.from(`EHLO ${clientName}\r\n`);
  const features = yield* numberedReply(input);
  if (typeof features === 'string') return wrongProtocol(features);
  const offered = features.lines.some((line) => /^250[ -]STARTTLS\s*$/i.test(line));
  if (!offered) return refused('not-offered', features.text);
  yield Buffer.from('STARTTLS\r\n');
  const answer = yield* numberedReply(input);
  if (typeof answer === 'string') return wrongProtocol(answer);
  return answer.code === 220 ? { kind: 'ready' } : refused('rejected', answer.text);
}
