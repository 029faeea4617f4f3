import type { TlsClientOptions } from '../../../tls/tap/tapped-connect.ts';
import type { Trust } from '../../evidence/cert.ts';
import type { Request } from '../../evidence/request.ts';
import type { CertificateFacts } from '../../facts/certificate.ts';
import type { ProbeContext } from '../../probe.ts';
import { sharedContext } from '../../shared-context.ts';
import { readPairFiles } from '../files/pkcs12.ts';

const RETIRED: readonly string[] = ['TLSv1', 'TLSv1.1'];

/**
 * The options of a handshake as the command line asks for it: whom to trust, versions, ALPN, the client's own certificate.
 *
 * @param groups what to offer in place of this OpenSSL's own list of groups
 */
export async function clientOptions(
  request: Request,
  trust: Trust,
  context: ProbeContext,
  groups?: string,
): Promise<TlsClientOptions> {
  const own = request.clientCertificate ? await readPairFiles(request, context) : {};
  const settings = () => ({
    ...(trust.source === 'default' ? {} : { ca: trust.anchors.map(toPem) }),
    ...(request.minVersion ? { minVersion: request.minVersion } : {}),
    ...(request.maxVersion ? { maxVersion: request.maxVersion } : {}),
    // Who asks for a retired version means it; the local OpenSSL would refuse its signatures (SHA-1) otherwise.
    ...(RETIRED.includes(request.minVersion ?? '') ? { ciphers: 'DEFAULT@SECLEVEL=0' } : {}),
    ...(groups === undefined ? {} : { ecdhCurve: groups }),
    // The client's own key goes to OpenSSL and nowhere else.
    ...own,
  });
  return {
    // A server staples only to who asks (RFC 6066, section 8).
    requestOCSP: true,
    ...(request.alpn.length > 0 ? { ALPNProtocols: [...request.alpn] } : {}),
    ...sharedContext(context.system, kindOf(request, trust, groups), settings),
  };
}

/** Whatever makes the settings of one connection different from those of another one of the same run. */
function kindOf({ minVersion, maxVersion, clientCertificate }: Request, trust: Trust, groups?: string): string {
  const trusted = trust.anchors.map(({ fingerprint256 }) => fingerprint256);
  return [trust.source, ...trusted, minVersion, maxVersion, clientCertificate, groups].join(' ');
}

function toPem({ der }: CertificateFacts): string {
  return `-----BEGIN CERTIFICATE-----\n${der}\n-----END CERTIFICATE-----\n`;
}
