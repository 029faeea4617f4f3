import { refused, type ServerInput, type StarttlsScript, wrongProtocol } from './script.ts';

/** Length 8, request code 1234.5679. */
const SSL_REQUEST = Buffer.from('0000000804d2162f', 'hex');

/** PostgreSQL (frontend/backend protocol, "SSL Session Encryption"): SSLRequest, answered by one byte. */
export function* postgres(input: ServerInput): StarttlsScript {
  yield SSL_REQUEST;
  const answer = (yield* input.bytes(1)).toString('latin1');
  if (answer === 'S') return { kind: 'ready' };
  if (answer === 'N') return refused('not-offered', answer);
  // Servers from before SSLRequest answer with an ErrorResponse.
  if (answer === 'E') return refused('rejected', answer + input.rest().toString('latin1'));
  return wrongProtocol(answer + input.rest().toString('latin1'));
}
