import { isIP } from 'node:net';
import * as tls from 'node:tls';
import { AppError } from '../../errors/app-error.ts';
import { connectTls } from '../../tls/tls-connect.ts';
import { JSON_ALPN } from '../protocol/json.ts';
import { ChatConnection } from './connection.ts';
import { judge, type Trust } from './trust.ts';

/** Where to connect, as whom, and whom to trust. */
export interface ConnectChatOptions extends Trust {
  readonly host: string;
  readonly port: number;
  /** The name to enter with; without it the caller sends a `name` command itself. */
  readonly name?: string;
  /** The name to ask for and to check the certificate against; default `host`. */
  readonly servername?: string;
  /** A client certificate and its key, PEM. */
  readonly certificate?: { readonly cert: string; readonly key: string; readonly passphrase?: string };
  /** `line` does not offer ALPN. */
  readonly dialect?: 'auto' | 'line';
  /** For connecting, handshake and being let in, in milliseconds. Default 10,000. */
  readonly timeoutMs?: number;
}

/**
 * Connects to a chat server, verifies it, and enters if a name is given.
 * @throws AppError ERR_CHAT_CONNECT, ERR_CHAT_CERTIFICATE, ERR_CHAT_PIN, ERR_CHAT_NAME, ERR_CHAT_LOST
 */
export async function connectChat(options: ConnectChatOptions): Promise<ChatConnection> {
  const target = chatTarget(options.host, options.port);
  const socket = await handshake(options, target);
  try {
    judge(socket, options, target);
  } catch (error) {
    socket.destroy();
    throw error;
  }
  const connection = new ChatConnection(socket, target);
  if (options.name !== undefined) {
    const timer = setTimeout(() => connection.destroy('timeout'), options.timeoutMs ?? 10_000);
    try {
      await connection.enter(options.name);
    } catch (error) {
      connection.destroy('name');
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }
  return connection;
}

/** `host:port`, with brackets around an IPv6 address. */
export function chatTarget(host: string, port: number): string {
  return isIP(host) === 6 ? `[${host}]:${port}` : `${host}:${port}`;
}

async function handshake(options: ConnectChatOptions, target: string): Promise<tls.TLSSocket> {
  if (options.dialect === 'line') return attempt(options, target, false);
  try {
    return await attempt(options, target, true);
  } catch (error) {
    // A server that knows other application protocols alone ends the handshake (RFC 7301 section 3.2); ours may still be
    // spoken on it without ALPN.
    if (!/alert number 120\b/.test(String((error as AppError).cause))) throw error;
    return attempt(options, target, false);
  }
}

function attempt(options: ConnectChatOptions, target: string, alpn: boolean): Promise<tls.TLSSocket> {
  const servername = options.servername ?? options.host;
  const connectOptions: tls.ConnectionOptions = {
    host: options.host,
    port: options.port,
    // Judged by `judge`, which can tell what is wrong.
    rejectUnauthorized: false,
    minVersion: 'TLSv1.2',
    ...(isIP(servername) ? {} : { servername }),
    ...(alpn ? { ALPNProtocols: [JSON_ALPN] } : {}),
    ...(options.certificate ?? {}),
    ...roots(options),
    // Node's own 250 ms for one address is less than a handshake over a satellite takes.
    autoSelectFamilyAttemptTimeout: 2_000,
  } as tls.ConnectionOptions;
  return new Promise((resolve, reject) => {
    const socket = connectTls(connectOptions);
    const fail = (reason: string, cause?: unknown): void => {
      clearTimeout(timer);
      socket.destroy();
      reject(new AppError('ERR_CHAT_CONNECT', { target, reason }, { cause }));
    };
    const timer = setTimeout(() => fail('timeout'), options.timeoutMs ?? 10_000);
    socket.once('error', (error: NodeJS.ErrnoException) => fail(error.code ?? 'unknown', error));
    socket.once('secureConnect', () => {
      clearTimeout(timer);
      socket.removeAllListeners('error');
      resolve(socket);
    });
  });
}

function roots({ ca, pin, insecure }: Trust): { ca?: string[] } {
  if (ca) return { ca: [...ca] };
  if (pin !== undefined || insecure) return {};
  // Node before 22.15 cannot read the system's store: its own roots must do.
  if (typeof tls.getCACertificates !== 'function') return {};
  return { ca: [...new Set([...tls.getCACertificates('default'), ...tls.getCACertificates('system')])] };
}
