import type { X509Certificate } from 'node:crypto';
import type { Network } from '../../runtime/network.ts';

/** What one connection showed: the certificate, or why there was none (an errno or OpenSSL name). */
export type Sight =
  | { readonly fingerprint: string; readonly serial: string; readonly notAfter: Date }
  | { readonly failure: string };

/** One connection to make. */
export interface LookRequest {
  readonly address: string;
  readonly port: number;
  readonly servername: string | undefined;
  /** The certificate that is hoped for: a server with several takes the one whose key type is asked for. */
  readonly hoped: X509Certificate;
  readonly timeoutMs: number;
  readonly network: Network;
}

const HASHES = ['sha256', 'sha384', 'sha512'];
const CURVES = ['secp256r1_sha256', 'secp384r1_sha384', 'secp521r1_sha512'];

/** Signature schemes (RFC 8446, 4.2.3) by type of key. */
const SCHEMES: Readonly<Record<string, readonly string[]>> = {
  rsa: [...HASHES.map((hash) => `rsa_pss_rsae_${hash}`), ...HASHES.map((hash) => `rsa_pkcs1_${hash}`)],
  'rsa-pss': HASHES.map((hash) => `rsa_pss_pss_${hash}`),
  ec: CURVES.map((curve) => `ecdsa_${curve}`),
};

/** Connects once and sees which certificate is served. What is sent is a handshake, and nothing behind it. */
export async function look(request: LookRequest): Promise<Sight> {
  const schemes = SCHEMES[request.hoped.publicKey.asymmetricKeyType ?? ''];
  const first = await handshake(request, schemes);
  // A server whose only key is of another type has no signature to offer: then anything it has will do.
  return 'failure' in first && /HANDSHAKE_FAILURE|SIGNATURE|ALERT/.test(first.failure)
    ? handshake(request, undefined)
    : first;
}

async function handshake(request: LookRequest, schemes: readonly string[] | undefined): Promise<Sight> {
  const { connectTls } = await import('../../tls/tls-connect.ts');
  const { address, port, servername, timeoutMs, network } = request;
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const tcp = await network.connect({ address, port, timeoutMs, signal });
    return await new Promise<Sight>((resolve) => {
      // Nothing is believed because of this connection: the certificate is compared with the one that was put in place.
      const socket = connectTls({
        socket: tcp,
        rejectUnauthorized: false,
        ...(servername === undefined ? {} : { servername }),
        ...(schemes === undefined ? {} : { sigalgs: schemes.join(':') }),
      });
      const settle = (sight: Sight) => {
        signal.removeEventListener('abort', onAbort);
        socket.removeAllListeners();
        socket.on('error', () => {});
        socket.end();
        setTimeout(() => socket.destroy(), 1000).unref();
        tcp.resume();
        resolve(sight);
      };
      const onAbort = () => settle({ failure: 'TIMEOUT' });
      signal.addEventListener('abort', onAbort, { once: true });
      socket.once('error', (error) => settle({ failure: nameOf(error) }));
      socket.once('close', () => settle({ failure: 'CLOSED' }));
      socket.once('secureConnect', () => {
        const served = socket.getPeerX509Certificate();
        settle(
          served === undefined
            ? { failure: 'NO_CERTIFICATE' }
            : { fingerprint: served.fingerprint256, serial: served.serialNumber, notAfter: served.validToDate },
        );
      });
    });
  } catch (error) {
    return { failure: nameOf(error) };
  }
}

function nameOf(error: unknown): string {
  const { code, name } = error as NodeJS.ErrnoException;
  return code ?? name ?? 'UNKNOWN';
}
