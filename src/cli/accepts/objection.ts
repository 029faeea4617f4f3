import en from '../../i18n/en/acceptance.ts';
import es from '../../i18n/es/acceptance.ts';
import { fill } from '../../i18n/index.ts';
import { currentLanguage } from '../../i18n/language.ts';
import type { AcceptanceProblem, ClientId, Objection } from '../../pki/accepts/index.ts';

/** Names that the clients are known by; they are the same in every language. */
const NAMES: Readonly<Record<ClientId, string>> = {
  'public-ca': 'CA/Browser Forum',
  apple: 'Apple',
  chrome: 'Chrome',
  firefox: 'Firefox',
  java: 'Java',
  go: 'Go',
  python: 'Python',
  node: 'Node.js',
  'openssl-1': 'OpenSSL SECLEVEL=1',
  'openssl-2': 'OpenSSL SECLEVEL=2',
  'openssl-3': 'OpenSSL SECLEVEL=3',
  gnutls: 'GnuTLS',
  curl: 'curl',
  webtransport: 'WebTransport',
  webrtc: 'WebRTC',
};

/** What a client is called. */
export function clientName(client: ClientId): string {
  return NAMES[client];
}

/** Why a client rejects a certificate, as a sentence. */
export function objectionMessage({ problem, params }: Objection): string {
  const catalogue: Readonly<Record<AcceptanceProblem, string>> = currentLanguage() === 'es' ? es : en;
  return fill(catalogue[problem], params);
}
