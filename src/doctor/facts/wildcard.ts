/** How a name of a certificate stands to a host: by itself, by a wildcard that clients honour, or by one that some do not. */
export type WildcardStanding = 'none' | 'honoured' | 'forbidden';

const REGISTRY = /^\*\.(?:(?:ac|co|com|edu|gob|gov|net|org)\.)?[a-z]{2,}$/i;

/**
 * RFC 9525 6.3: a wildcard is the whole left-most label and stands for one label. OpenSSL also takes `ch*.example.org`;
 * browsers and Go do not; nobody takes one for a whole top-level domain.
 */
export function wildcardStanding(name: string, host: string): WildcardStanding {
  if (!name.includes('*')) return name.toLowerCase() === host.toLowerCase() ? 'honoured' : 'none';
  const pattern = name.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[^.]*');
  if (!new RegExp(`^${pattern}$`, 'i').test(host)) return 'none';
  const whole = name.startsWith('*.') && !name.slice(1).includes('*');
  return whole && !REGISTRY.test(name) ? 'honoured' : 'forbidden';
}
