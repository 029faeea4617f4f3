import { isIP } from 'node:net';
import { checkServerIdentity, type PeerCertificate } from 'node:tls';
import {
  type Authenticator,
  AuthorizationError,
  connect,
  credsAuthenticator,
  type NatsConnection,
  nkeyAuthenticator,
  tokenAuthenticator,
  usernamePasswordAuthenticator,
} from '@nats-io/transport-node';
import { readCredential } from './credential.ts';

/** Where the NATS servers are, and how to come in. */
export interface NatsOptions {
  /** `nats://HOST:PORT` or `tls://HOST:PORT`, without credentials. */
  readonly servers: readonly string[];
  /** What our subjects begin with: servers with different prefixes know nothing of each other. */
  readonly prefix: string;
  /** The content of a credentials file (see `readCredential`). */
  readonly credential?: string | undefined;
  /** PEM: whom to trust with `tls://` besides the system's store, and what to show. */
  readonly tls?:
    | { readonly ca?: string | undefined; readonly cert?: string | undefined; readonly key?: string | undefined }
    | undefined;
}

const CONNECT_MS = 2_000;
const PING_MS = 2_000;
const RECONNECT_MS = 250;

/** Connects once; from then on the client connects again by itself, for ever. */
export function connectNats({ servers, credential, tls }: NatsOptions, name: string): Promise<NatsConnection> {
  const authenticator = credential === undefined ? undefined : authenticatorOf(credential);
  const encrypted = tls !== undefined || servers.some((server) => server.startsWith('tls:'));
  return connect({
    servers: servers.map((server) => server.replace(/^\w+:\/\//, '')),
    name,
    timeout: CONNECT_MS,
    maxReconnectAttempts: -1,
    reconnectTimeWait: RECONNECT_MS,
    reconnectJitter: RECONNECT_MS,
    reconnectJitterTLS: RECONNECT_MS,
    ignoreAuthErrorAbort: true,
    pingInterval: PING_MS,
    maxPingOut: 2,
    // With `tls` set the client refuses a server that offers none, so nobody in between can talk it out of TLS.
    ...(encrypted ? { tls: { ...definedOnly(tls ?? {}), ...verification(servers) } } : {}),
    ...(authenticator ? { authenticator } : {}),
  });
}

/** Why a first connection failed for a reason that trying again does not mend; undefined if NATS is just not there. */
export function whyNot(error: unknown): string | undefined {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof AuthorizationError) return 'authorization';
    const { code } = cause as NodeJS.ErrnoException;
    if (typeof code === 'string' && /^ERR_(?:TLS|SSL)|CERT|^UNABLE_TO|SIGNED/.test(code)) return code;
    if (/'tls'/.test(cause.message)) return 'no-tls';
  }
  return undefined;
}

function authenticatorOf(content: string): Authenticator | undefined {
  const credential = readCredential(content);
  switch (credential?.kind) {
    case 'jwt':
      return credsAuthenticator(new TextEncoder().encode(credential.content));
    case 'nkey':
      return nkeyAuthenticator(new TextEncoder().encode(credential.seed));
    case 'password':
      return usernamePasswordAuthenticator(credential.user, credential.password);
    case 'token':
      return tokenAuthenticator(credential.token);
    default:
      return undefined;
  }
}

/** The client names no host for an address, and Node would then look for `localhost` in the certificate. */
function verification(servers: readonly string[]): object {
  const addresses = servers
    .map((server) => new URL(server).hostname.replace(/^\[|\]$/g, ''))
    .filter((host) => isIP(host));
  if (addresses.length === 0) return {};
  return {
    checkServerIdentity: (host: string, certificate: PeerCertificate) => {
      const errors = [...addresses, ...(host === 'localhost' ? [] : [host])].map((name) =>
        checkServerIdentity(name, certificate),
      );
      return errors.includes(undefined) ? undefined : errors[0];
    },
  };
}

function definedOnly<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as never;
}
