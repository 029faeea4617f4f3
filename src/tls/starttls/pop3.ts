import { refused, type ServerInput, type StarttlsScript, wrongProtocol } from './script.ts';

/** POP3 (RFC 2595, section 4): greeting, STLS. */
export function* pop3(input: ServerInput): StarttlsScript {
  const greeting = yield* input.line();
  if (greeting.startsWith('-ERR')) return refused('rejected', greeting);
  if (!greeting.startsWith('+OK')) return wrongProtocol(greeting);
  yield Buffer.from('STLS\r\n');
  const answer = yield* input.line();
  if (answer.startsWith('+OK')) return { kind: 'ready' };
  return answer.startsWith('-ERR') ? refused('not-offered', answer) : wrongProtocol(answer);
}
