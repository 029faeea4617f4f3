import type { Failure, Observed } from './entry.ts';

/** Two connections of our own in a room of our own: what one says, does the other hear? */
export interface ChatExchange {
  /** What the server calls itself, `llave/1.2.3`. */
  readonly server: string;
  readonly room: string;
  readonly received: boolean;
  /** From saying to hearing, in milliseconds; the time that was waited where nothing was heard. */
  readonly roundTripMs: number;
  /** SHA-256 fingerprint of the certificate that the second connection got. */
  readonly secondLeaf: string;
}

/** The exchange did not come to the point where one speaks and the other listens. */
export interface ChatFailure extends Failure {
  /** How far it got. */
  readonly step: 'enter-first' | 'connect-second' | 'enter-second' | 'join';
}

export interface ChatEvidence {
  'chat.exchange': Observed<ChatExchange, ChatFailure>;
}
