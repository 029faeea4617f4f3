import { getDiffieHellman } from 'node:crypto';
import type { Socket } from 'node:net';
import { integer, sequence } from '../../pki/der/encode.ts';
import { readClientHello } from '../../tls/messages/client-hello.ts';
import { type FirstBytes, tapFirstBytes } from '../server/hello-tap.ts';
import { corruptFirstCiphertext } from './corrupt.ts';
import { defineFault, type Fault, type FaultContext } from './fault.ts';
import { FaultyPki, pair } from './faulty-pki.ts';
import { dnsName, ecKey, hostName, makeCertificate, rsaKey } from './make-certificate.ts';

const INTERNAL_ERROR = 80;
const UNRECOGNIZED_NAME = 112;
// What fits into one segment of most networks; larger ClientHellos are the rule since ML-KEM.
const INTOLERANT_BYTES = 1_300;
const IDLE_MS = 2_000;
/** Reserved, so nobody's (RFC 2606). */
const OTHER_HOST = 'default.example';

/** Sends a fatal alert in plaintext (RFC 8446 section 6), and ends. */
function alert(raw: Socket, description: number): void {
  raw.end(Buffer.from([21, 3, 3, 0, 2, 2, description]));
}

/** Looks at the ClientHello; `refuse` says whether the connection goes no further. */
function onHello(refuse: (raw: Socket, first: FirstBytes) => boolean): Fault['make'] {
  return () => ({
    accepted: (raw, next) =>
      tapFirstBytes(raw, (first) => {
        if (!refuse(raw, first)) next();
      }),
  });
}

function nameIn(first: FirstBytes): string | undefined {
  try {
    return first.kind === 'hello' ? readClientHello(first.handshake).serverName : undefined;
  } catch {
    return undefined;
  }
}

/** A self-signed pair of the kind that a fault's cipher or signature needs: nobody gets to see it. */
function ownPair(context: FaultContext, type: 'ec' | 'rsa'): { key: string; cert: string } {
  const { key, cert } = makeCertificate({
    commonName: context.hosts[0] as string,
    key: type === 'ec' ? ecKey() : rsaKey(2048),
    notBefore: new Date(context.now.getTime() - 86_400_000),
    notAfter: new Date(context.now.getTime() + 86_400_000),
    alternativeNames: context.hosts.map(hostName),
  });
  return { key: key.export({ type: 'pkcs8', format: 'pem' }) as string, cert };
}

/** The 1024-bit group of RFC 2409 section 6.2, as DH parameters. */
function weakDhParameters(): string {
  const der = sequence(integer(getDiffieHellman('modp2').getPrime()), integer(2));
  return `-----BEGIN DH PARAMETERS-----\n${der.toString('base64').replace(/.{1,64}/g, '$&\n')}-----END DH PARAMETERS-----\n`;
}

/** Faults of the handshake. */
export const TLS_FAULTS: readonly Fault[] = [
  defineFault('tls-version-too-old', () => ({
    tls: { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' },
  })),
  defineFault('tls-version-too-new', () => ({ tls: { minVersion: 'TLSv1.3' } })),
  defineFault('tls-no-shared-cipher', (context) => ({
    tls: { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES256-CCM8:@SECLEVEL=0' },
    credentials: [ownPair(context, 'ec')],
  })),
  defineFault('tls-no-shared-group', () => ({
    tls: { maxVersion: 'TLSv1.2', ecdhCurve: 'brainpoolP512r1', ciphers: 'ECDHE' },
  })),
  defineFault('tls-no-shared-signature', (context) => ({
    tls: { maxVersion: 'TLSv1.2', sigalgs: 'ECDSA+SHA1', ciphers: 'ECDHE-ECDSA-AES128-GCM-SHA256:@SECLEVEL=0' },
    credentials: [ownPair(context, 'ec')],
  })),
  defineFault('tls-server-keyless', () => ({ credentials: [] })),
  defineFault('tls-legacy', (context) => {
    const credential = ownPair(context, 'rsa');
    const tls = {
      maxVersion: 'TLSv1.2',
      ciphers: 'DHE-RSA-AES128-GCM-SHA256:@SECLEVEL=0',
      dhparam: weakDhParameters(),
    } as const;
    return { tls, credentials: [credential], ca: credential.cert };
  }),
  defineFault('tls-alpn', () => ({
    tls: { ALPNCallback: ({ protocols }) => (protocols.includes('chat/1') ? 'chat/1' : undefined) },
  })),
  defineFault('tls-client-cert-required', (context) => ({
    tls: { requestCert: true, rejectUnauthorized: true, ca: [ownPair(context, 'ec').cert] },
  })),
  defineFault('tls-sni-unknown', ({ hosts }) => onSni(hosts, false)),
  defineFault('tls-sni-blocked', ({ hosts }) => onSni(hosts, true)),
  defineFault('tls-sni-default', (context) => {
    const pki = new FaultyPki(context);
    const other = pki.leaf({ commonName: OTHER_HOST, alternativeNames: [dnsName(OTHER_HOST)] });
    return { credentials: [pair(other), pair(pki.leaf())], ca: pki.root.cert };
  }),
  defineFault('tls-hello-intolerant', () => ({
    accepted: (raw, next) =>
      void raw.once('data', (chunk: Buffer) => {
        const whole = chunk.length >= 5 && chunk.length >= 5 + chunk.readUInt16BE(3);
        if (!whole || chunk.length > INTOLERANT_BYTES) return void raw.resetAndDestroy();
        raw.pause();
        raw.unshift(chunk);
        next();
      }),
  })),
  defineFault(
    'tls-internal-error',
    onHello((raw) => {
      alert(raw, INTERNAL_ERROR);
      return true;
    }),
  ),
  defineFault(
    'tls-stalled',
    onHello((raw) => {
      // Ten bytes of a ServerHello of 122, and then nothing.
      raw.write(Buffer.from([22, 3, 3, 0, 122, 2, 0, 0, 118, 3]));
      raw.resume().on('end', () => raw.end());
      return true;
    }),
  ),
  defineFault('tls-corrupted', () => ({ wire: corruptFirstCiphertext })),
  defineFault('tcp-idle-cut', () => ({
    secured: (socket, raw, next) => {
      socket.setTimeout(IDLE_MS, () => raw.resetAndDestroy());
      next();
    },
  })),
];

/** Unknown names get an alert; blocked ones are the right names, and are reset. */
function onSni(hosts: readonly string[], blocked: boolean): ReturnType<Fault['make']> {
  return onHello((raw, first) => {
    const name = nameIn(first);
    if (name === undefined) return false;
    if (blocked && hosts.includes(name)) raw.resetAndDestroy();
    else if (!blocked) alert(raw, UNRECOGNIZED_NAME);
    return blocked ? hosts.includes(name) : true;
  })({} as FaultContext);
}
