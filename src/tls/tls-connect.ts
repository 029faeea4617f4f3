import type { X509Certificate } from 'node:crypto';
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls';

/**
 * `tls.connect` without two traps of Node's. After a handshake whose chain it trusts, Node asks its own `getPeerCertificate`
 * for the names in the certificate, and that ends the process (SIGSEGV, Node 24.21) where the key lies on a curve without a
 * NIST name: secp256k1, Brainpool. `getPeerX509Certificate` survives, but takes the certificate out of the chain: asked a
 * second time it gives the next one, or none. Here it is asked once, and the names come from what it said.
 */
export function connectTls(options: ConnectionOptions): TLSSocket {
  const socket = connect(options);
  const take = socket.getPeerX509Certificate.bind(socket);
  let leaf: X509Certificate | undefined;
  socket.getPeerX509Certificate = () => {
    leaf ??= take();
    return leaf;
  };
  const names = () => peerNames(socket.getPeerX509Certificate());
  socket.getPeerCertificate = names as unknown as TLSSocket['getPeerCertificate'];
  return socket;
}

/** What `tls.checkServerIdentity` reads of a certificate. */
interface PeerNames {
  readonly subject?: { readonly CN: string[] };
  readonly subjectaltname?: string | undefined;
}

function peerNames(certificate: X509Certificate | undefined): PeerNames {
  if (!certificate) return {};
  // One attribute a line; line ends inside of a value are escaped.
  const commonNames = certificate.subject?.split('\n').filter((line) => line.startsWith('CN=')) ?? [];
  return {
    ...(commonNames.length === 0 ? {} : { subject: { CN: commonNames.map((line) => line.slice('CN='.length)) } }),
    subjectaltname: certificate.subjectAltName,
  };
}
