import type { Request } from './evidence/request.ts';

/** What `--timeout` is where it is not given, in milliseconds. */
export const DEFAULT_TIMEOUT_MS = 3000;

/** The words of the command line that asks for the same diagnosis again; secrets were never among them. */
export function requestWords(request: Request): readonly string[] {
  const { mode, input, host, port, servername, control, idleSeconds, starttls, minVersion, maxVersion, timeoutMs } =
    request;
  const flag = (name: string, value: string | number | undefined) => (value === undefined ? [] : [name, String(value)]);
  const each = (name: string, values: readonly string[]) => values.flatMap((value) => [name, value]);
  const ownFiles = mode === 'target' ? request.clientCertificate : request.filesNamed;
  return [
    ...(mode === 'server' ? ['--server'] : input === undefined ? [] : [input]),
    ...flag('--host', host),
    ...flag('--port', port),
    ...each('--ca', request.caFiles),
    ...each('--crl', request.crlFiles),
    ...(ownFiles ? ['--cert', request.certFile, '--key', request.keyFile] : []),
    ...flag('--servername', servername),
    ...each('--address', request.addresses),
    ...each('--alpn', request.alpn),
    ...flag('--starttls', starttls),
    ...flag('--min-version', minVersion),
    ...flag('--max-version', maxVersion),
    ...flag('--ciphers', request.ciphers),
    ...flag('--control', control),
    ...flag('--idle', idleSeconds),
    ...(timeoutMs === DEFAULT_TIMEOUT_MS ? [] : ['--timeout', String(timeoutMs)]),
    ...(request.fetch ? ['--fetch'] : []),
    ...(request.deep ? ['--deep'] : []),
  ];
}
