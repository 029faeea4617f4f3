/** What openssl would lose, or do worse, or cannot do at all. */
export type LossCode =
  | 'key-mode'
  | 'overwrites'
  | 'no-transaction'
  | 'iterations'
  | 'no-form'
  | 'needs-3-5'
  | 'names-unchecked'
  | 'subject-attribute'
  | 'dates'
  | 'last-second'
  | 'acceptance'
  | 'no-index'
  | 'constraints-late'
  | 'requester-unchecked'
  | 'no-reason'
  | 'lenient'
  | 'webpki'
  | 'policy-sets'
  | 'order'
  | 'no-detection'
  | 'pkcs12-name'
  | 'throwaway';

/** The openssl commands that do the same, in order, and what is lost with them. No secret is ever in them. */
export interface Equivalent {
  /** Lines for a POSIX shell; empty where openssl cannot do it. */
  readonly commands: readonly string[];
  readonly loses: readonly LossCode[];
}

/** Where a passphrase comes from; nothing where it is asked for at the terminal. */
export interface PassphraseFrom {
  readonly file?: string | undefined;
  readonly env?: string | undefined;
}

/** openssl's words for a passphrase, behind `-passin`, `-passout` or `-pass`. */
export function pass(flag: string, { file, env }: PassphraseFrom): string[] {
  if (file !== undefined) return [flag, `file:${file}`];
  return env === undefined ? [] : [flag, `env:${env}`];
}
