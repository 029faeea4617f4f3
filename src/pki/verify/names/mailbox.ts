import { isDnsName } from './dns-name.ts';

export interface Mailbox {
  readonly local: string;
  /** Lower case. */
  readonly host: string;
}

const DOT_ATOM = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i;
const QUOTED = /^"(?:[^"\\\x00-\x1f\x7f]|\\[\x20-\x7e])*"$/;

/** Splits an rfc822Name (RFC 5280 4.2.1.6: a bare `local@host`); undefined when it is none. */
export function parseMailbox(text: string): Mailbox | undefined {
  const at = text.lastIndexOf('@');
  const local = text.slice(0, at);
  const host = text.slice(at + 1).toLowerCase();
  if (at < 1 || !isDnsName(host) || !(DOT_ATOM.test(local) || QUOTED.test(local))) return undefined;
  return { local, host };
}
