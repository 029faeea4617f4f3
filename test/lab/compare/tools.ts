import { isIP } from 'node:net';

/** What a tool is asked about: as doctor was. */
export interface Target {
  readonly host: string;
  readonly port: string;
  readonly ca: string | undefined;
  readonly servername: string | undefined;
  readonly alpn: string | undefined;
}

/** A tool that people use instead, and how they would call it. */
export interface Tool {
  readonly name: string;
  readonly program: string;
  /** The Debian package; `npm run lab` installs it, `npm run check` does without. */
  readonly package: string;
  words(target: Target): readonly string[];
}

const bracketed = (host: string) => (host.includes(':') ? `[${host}]` : host);

export const TOOLS: readonly Tool[] = [
  {
    name: 'openssl s_client',
    program: 'openssl',
    package: 'openssl',
    words: ({ host, port, ca, servername, alpn }) => [
      ...['s_client', '-connect', `${bracketed(host)}:${port}`, '-verify_return_error', '-status'],
      ...(servername === undefined && isIP(host) !== 0
        ? ['-verify_ip', host]
        : ['-verify_hostname', servername ?? host]),
      ...(alpn === undefined ? [] : ['-alpn', alpn]),
      ...(ca === undefined ? [] : ['-CAfile', ca]),
      ...(servername === undefined ? [] : ['-servername', servername]),
    ],
  },
  {
    name: 'curl',
    program: 'curl',
    package: 'curl',
    words: ({ host, port, ca, servername }) => [
      ...['-sS', '-v', '--connect-timeout', '20', '--cert-status', '-o', '/dev/null'],
      ...(ca === undefined ? [] : ['--cacert', ca]),
      ...(servername === undefined
        ? [`https://${bracketed(host)}:${port}/`]
        : ['--connect-to', `${servername}:${port}:${bracketed(host)}:${port}`, `https://${servername}:${port}/`]),
    ],
  },
  {
    name: 'testssl.sh',
    program: 'testssl',
    package: 'testssl.sh',
    words: ({ host, port, ca }) => [
      ...['--quiet', '--color', '0', '--warnings', 'batch', '--connect-timeout', '5', '--openssl-timeout', '5'],
      ...['--protocols', '--server-defaults', ...(ca === undefined ? [] : ['--add-ca', ca])],
      `${bracketed(host)}:${port}`,
    ],
  },
  {
    name: 'sslscan',
    program: 'sslscan',
    package: 'sslscan',
    words: ({ host, port, servername }) => [
      ...['--no-colour', '--timeout=5', '--connect-timeout=10', '--ocsp'],
      ...(servername === undefined ? [] : [`--sni-name=${servername}`]),
      `${bracketed(host)}:${port}`,
    ],
  },
  {
    name: 'nmap',
    program: 'nmap',
    package: 'nmap',
    words: ({ host, port }) => [
      ...['-Pn', '-n', '-p', port, '--reason', '--script', 'ssl-cert,ssl-enum-ciphers,banner'],
      ...(host.includes(':') ? ['-6'] : []),
      host,
    ],
  },
];
