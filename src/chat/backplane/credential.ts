/** What a credentials file can hold. */
export type BackplaneCredential =
  | { readonly kind: 'jwt'; readonly content: string }
  | { readonly kind: 'nkey'; readonly seed: string }
  | { readonly kind: 'password'; readonly user: string; readonly password: string }
  | { readonly kind: 'token'; readonly token: string };

/**
 * Tells by its form what a credentials file holds: a `.creds` file (JWT and seed, as `nsc` writes it), the seed of a user NKey,
 * `user:password`, or else a token. Undefined if there is nothing in it.
 */
export function readCredential(content: string): BackplaneCredential | undefined {
  if (content.includes('-----BEGIN NATS USER JWT-----')) return { kind: 'jwt', content };
  const line = content.split(/\r?\n/, 1)[0]?.trim() ?? '';
  if (line === '') return undefined;
  if (/^SU[A-Z2-7]{56}$/.test(line)) return { kind: 'nkey', seed: line };
  const colon = line.indexOf(':');
  return colon > 0
    ? { kind: 'password', user: line.slice(0, colon), password: line.slice(colon + 1) }
    : { kind: 'token', token: line };
}
