import { ByteReader } from '../bytes/reader.ts';
import { TLS13 } from '../tables/versions.ts';

/** NewSessionTicket, without the ticket itself: whoever holds it can resume the session. */
export interface NewSessionTicket {
  /** How long the server keeps it, in seconds. */
  lifetime: number;
  /** Bytes of the ticket. */
  length: number;
}

/** Reads the body of a NewSessionTicket (RFC 8446, section 4.6.1; RFC 5077, section 3.3). Throws `DecodeError`. */
export function readNewSessionTicket(body: Buffer, version: number): NewSessionTicket {
  const reader = new ByteReader(body);
  const lifetime = reader.uint(4, 'ticket_lifetime');
  if (version >= TLS13) {
    reader.uint(4, 'ticket_age_add');
    reader.vector(1, 'ticket_nonce');
  }
  return { lifetime, length: reader.vector(2, 'ticket').remaining };
}
