import { isIP } from 'node:net';
import { checkServerIdentity, type TLSSocket } from 'node:tls';
import { type TlsFault, tlsFault } from './tls-fault.ts';

/** Whether the chain leads to a trusted root, and whether the certificate is for the host. Both are always told. */
export interface Authorization {
  chain: 'ok' | 'failed' | 'unknown';
  chainFault?: TlsFault | undefined;
  identity: 'ok' | 'failed' | 'unknown';
  identityFault?: TlsFault | undefined;
}

/** What was not established: no handshake, no authorization. */
export const UNKNOWN_AUTHORIZATION: Authorization = { chain: 'unknown', identity: 'unknown' };

/**
 * What Node's verification says after a handshake with `rejectUnauthorized: false`. Its public `authorizationError`
 * keeps the code and loses the text, which is all there is to some failures (code UNSPECIFIED), and it hides a wrong
 * name behind an untrusted chain.
 */
export function authorizationOf(socket: TLSSocket, host: string): Authorization {
  const chainFault = chainFaultOf(socket);
  const identity = checkServerIdentity(isIP(host) ? host : host.replace(/\.$/, ''), socket.getPeerCertificate());
  return {
    chain: chainFault ? 'failed' : 'ok',
    chainFault,
    identity: identity ? 'failed' : 'ok',
    identityFault: identity && tlsFault(identity),
  };
}

function chainFaultOf(socket: TLSSocket): TlsFault | undefined {
  const handle = (socket as { _handle?: { verifyError?: () => Error | null } })._handle;
  const verifyError = handle?.verifyError?.();
  if (verifyError) return tlsFault(verifyError);
  const code = socket.authorizationError as unknown as string | undefined;
  if (!code || code === 'ERR_TLS_CERT_ALTNAME_INVALID') return undefined;
  return { code: String(code), message: String(code) };
}
