import { type Certificate, parseCertificate } from '../../../pki/parse/certificate.ts';
import type { VerifyInput } from '../../../pki/verify/index.ts';
import { LruCache } from '../../../pki/verify/lru-cache.ts';
import type { Trust } from '../../evidence/cert.ts';
import type { Request } from '../../evidence/request.ts';
import type { TlsSession } from '../../evidence/tls.ts';

/** What `verifyChain` is asked about the chain that the server showed: RFC 5280 section 6, as TLS clients apply it. */
export async function chainInput(
  request: Request,
  session: TlsSession,
  trust: Trust,
): Promise<VerifyInput | undefined> {
  const [leaf, ...intermediates] = parsed(session.chain.map(({ der }) => der));
  if (!leaf) return undefined;
  const anchors =
    trust.source === 'default' ? await authorities('default') : parsed(trust.anchors.map(({ der }) => der));
  return { leaf, intermediates, anchors, at: new Date(request.at), purpose: 'server', policy: 'path' };
}

/** Node's own authorities, or those of the operating system, as far as this Node can tell. */
export async function authorities(store: 'default' | 'system'): Promise<Certificate[]> {
  const known = stores.get(store) ?? (await readStore(store));
  stores.set(store, known);
  return known;
}

/** A process knows its authorities once: Node does not read them again either. */
const stores = new Map<string, Certificate[]>();

async function readStore(store: 'default' | 'system'): Promise<Certificate[]> {
  const { getCACertificates, rootCertificates } = await import('node:tls');
  // Node before 22.15 cannot say what it trusts beyond its own roots.
  const pems = getCACertificates?.(store) ?? (store === 'default' ? rootCertificates : []);
  return parsed(pems.map(base64Of));
}

let publicRoots: ReadonlySet<string> | undefined;

/** Whether a certificate is one of the roots that come with Node. */
export async function isPublicRoot({ der }: Certificate): Promise<boolean> {
  publicRoots ??= new Set((await import('node:tls')).rootCertificates.map(base64Of));
  return publicRoots.has(der.toString('base64'));
}

function base64Of(pem: string): string {
  return pem.replace(/-----[^-]+-----|\s/g, '');
}

/** Certificates from base64; what cannot be read is left out: a leaf that cannot stays without a path. */
export function parsed(ders: readonly string[]): Certificate[] {
  return ders.flatMap((der) => {
    try {
      const certificate = certificates.get(der) ?? parseCertificate(Buffer.from(der, 'base64'));
      certificates.set(der, certificate);
      return [certificate];
    } catch {
      return [];
    }
  });
}

/** Many servers show the same certificates. */
const certificates = new LruCache<Certificate>(512);
