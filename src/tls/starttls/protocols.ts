import { ftp } from './ftp.ts';
import { imap } from './imap.ts';
import { ldap } from './ldap.ts';
import { mysql } from './mysql.ts';
import { pop3 } from './pop3.ts';
import { postgres } from './postgres.ts';
import type { ServerInput, StarttlsNames, StarttlsScript } from './script.ts';
import { smtp } from './smtp.ts';
import { xmpp } from './xmpp.ts';

/** Protocols that begin in the clear and change to TLS on the same connection. */
export const STARTTLS_PROTOCOLS = ['smtp', 'imap', 'pop3', 'ftp', 'ldap', 'xmpp', 'postgres', 'mysql'] as const;

export type StarttlsProtocol = (typeof STARTTLS_PROTOCOLS)[number];

/** How each is talked into TLS. */
export const STARTTLS_SCRIPTS: Readonly<
  Record<StarttlsProtocol, (input: ServerInput, names: StarttlsNames) => StarttlsScript>
> = { smtp, imap, pop3, ftp, ldap, xmpp, postgres, mysql };
