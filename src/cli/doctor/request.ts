import type { ProtocolVersion, Request } from '../../doctor/evidence/request.ts';
import { AppError } from '../../errors/app-error.ts';
import { frozenClock, systemClock } from '../../runtime/clock.ts';

/** The flags that say what is looked at. */
export interface RequestFlags {
  readonly ca?: readonly string[] | undefined;
  readonly crl?: readonly string[] | undefined;
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
  readonly servername?: string | undefined;
  readonly address?: readonly string[] | undefined;
  readonly alpn?: readonly string[] | undefined;
  readonly starttls?: 'none' | undefined | NonNullable<Request['starttls']>;
  readonly control?: string | undefined;
  readonly idle?: number | undefined;
  readonly 'min-version'?: ProtocolVersion | undefined;
  readonly 'max-version'?: ProtocolVersion | undefined;
  readonly ciphers?: string | undefined;
  readonly timeout: number;
  readonly deep: boolean;
  readonly fetch?: boolean | undefined;
  readonly server: boolean;
  readonly host?: string | undefined;
  readonly port?: number | undefined;
  readonly at?: Date | undefined;
}

/**
 * What the command line asks for.
 *
 * @throws AppError ERR_USAGE_FLAG_CONFLICT where flags do not go together.
 */
export function toRequest(target: string | undefined, flags: RequestFlags): Request {
  const conflict = (...names: string[]) => new AppError('ERR_USAGE_FLAG_CONFLICT', { flags: names.join(', ') });
  if (flags.server && target !== undefined) throw conflict('--server', 'TARGET');
  if (!flags.server && flags.host !== undefined) throw conflict('--host', 'without --server');
  if (!flags.server && flags.port !== undefined) throw conflict('--port', 'without --server');
  const clientCertificate = target !== undefined && flags.cert !== undefined;
  if (target !== undefined && (flags.key === undefined) !== (flags.cert === undefined))
    throw conflict('--cert', '--key');
  const versions = [flags['min-version'], flags['max-version']];
  // Of a server, an empty range is a finding; of a client, a slip of the pen.
  if (target !== undefined && versions.every((one) => one !== undefined) && versions[0]! > versions[1]!)
    throw conflict('--min-version', '--max-version');
  if (flags.ciphers !== undefined && (target !== undefined || flags.server))
    throw conflict('--ciphers', flags.server ? '--server' : 'TARGET');
  const clock = flags.at === undefined ? systemClock : frozenClock(flags.at);
  return {
    mode: flags.server ? 'server' : target === undefined ? 'here' : 'target',
    ...(target === undefined ? {} : { input: target }),
    at: clock.now().toISOString(),
    timeoutMs: flags.timeout,
    deep: flags.deep,
    ...(flags.host === undefined ? {} : { host: flags.host }),
    ...(flags.port === undefined ? {} : { port: flags.port }),
    ...(flags.servername === undefined ? {} : { servername: flags.servername }),
    addresses: flags.address ?? [],
    alpn: flags.alpn ?? [],
    ...(flags.control === undefined ? {} : { control: flags.control }),
    ...(flags.idle === undefined ? {} : { idleSeconds: flags.idle }),
    ...((flags.starttls ?? 'none') === 'none' ? {} : { starttls: flags.starttls as NonNullable<Request['starttls']> }),
    ...(flags['min-version'] === undefined ? {} : { minVersion: flags['min-version'] }),
    ...(flags['max-version'] === undefined ? {} : { maxVersion: flags['max-version'] }),
    ...(flags.fetch ? { fetch: true } : {}),
    ...(flags.ciphers === undefined ? {} : { ciphers: flags.ciphers }),
    caFiles: flags.ca ?? [],
    crlFiles: flags.crl ?? [],
    keyFile: flags.key ?? 'server.key',
    certFile: flags.cert ?? 'server.crt',
    csrFile: 'server.csr',
    filesNamed: flags.key !== undefined || flags.cert !== undefined,
    clientCertificate,
  };
}
