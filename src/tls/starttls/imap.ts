import { refused, type ServerInput, type StarttlsScript, wrongProtocol } from './script.ts';

const TAG = 'a1';

/** IMAP (RFC 9051, sections 6.2.1 and 7.1): greeting, STARTTLS, and its tagged response. */
export function* imap(input: ServerInput): StarttlsScript {
  const greeting = yield* input.line();
  const status = /^\* (OK|PREAUTH|BYE)\b/i.exec(greeting)?.[1]?.toUpperCase();
  if (!status) return wrongProtocol(greeting);
  // After PREAUTH the connection is authenticated already, and STARTTLS is no longer a valid command.
  if (status !== 'OK') return refused('rejected', greeting);
  yield Buffer.from(`${TAG} STARTTLS\r\n`);
  for (;;) {
    const line = yield* input.line();
    const answer = /^a1 (OK|NO|BAD)\b/i.exec(line)?.[1]?.toUpperCase();
    if (answer === 'OK') return { kind: 'ready' };
    if (answer) return refused(answer === 'BAD' ? 'not-offered' : 'rejected', line);
    if (/^\* BYE\b/i.test(line)) return refused('rejected', line);
    if (!line.startsWith('* ')) return wrongProtocol(line);
  }
}
