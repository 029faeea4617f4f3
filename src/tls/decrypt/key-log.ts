/** The secrets of one TLS 1.3 session, as far as they were logged. They stay in memory and are never written down. */
export interface SessionSecrets {
  clientHandshake?: Buffer | undefined;
  serverHandshake?: Buffer | undefined;
  clientApplication?: Buffer | undefined;
  serverApplication?: Buffer | undefined;
}

const LABELS = {
  CLIENT_HANDSHAKE_TRAFFIC_SECRET: 'clientHandshake',
  SERVER_HANDSHAKE_TRAFFIC_SECRET: 'serverHandshake',
  CLIENT_TRAFFIC_SECRET_0: 'clientApplication',
  SERVER_TRAFFIC_SECRET_0: 'serverApplication',
} as const satisfies Record<string, keyof SessionSecrets>;

/**
 * Picks one session's secrets out of lines in the SSLKEYLOGFILE format (RFC 9850), by the random of its first
 * ClientHello (hexadecimal). Lines of other sessions and labels that are not needed are passed over.
 */
export function readKeyLog(lines: readonly string[], clientRandom: string): SessionSecrets {
  const secrets: SessionSecrets = {};
  for (const line of lines) {
    const [label = '', random, secret] = line.trim().split(' ');
    const name = Object.hasOwn(LABELS, label) ? LABELS[label as keyof typeof LABELS] : undefined;
    if (name && random === clientRandom && secret) secrets[name] = Buffer.from(secret, 'hex');
  }
  return secrets;
}
