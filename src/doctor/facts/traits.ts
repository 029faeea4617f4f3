import { keyPurposeName } from '../../pki/oids/key-purposes.ts';
import { signatureAlgorithm } from '../../pki/oids/signature-algorithms.ts';
import { type Certificate, parseCertificate } from '../../pki/parse/certificate.ts';

/** What a certificate says beyond names and dates, as our own reader finds it: plain JSON. */
export interface CertificateTraits {
  /** 1, 2 or 3; 0 where it cannot be read. */
  readonly version: number;
  /** Modulus of RSA, field of a curve; 0 where it is not known. */
  readonly keyBits: number;
  /** `sha256WithRSAEncryption`, … */
  readonly signature: string;
  /** `md5`, `sha1`, `sha256`, …; empty for schemes without one. */
  readonly signatureHash: string;
  readonly serialOctets: number;
  readonly serialSign: 'positive' | 'zero' | 'negative';
  /** Names of RFC 5280 4.2.1.3; null where the extension is absent. */
  readonly keyUsage: readonly string[] | null;
  /** Names (or dotted OIDs) of the purposes; null where the extension is absent. */
  readonly purposes: readonly string[] | null;
  /** RFC 7633: the server must staple an OCSP response. */
  readonly mustStaple: boolean;
  /** Certificate Transparency timestamps in it (RFC 6962 3.3); absent where it was recorded before they were counted. */
  readonly timestamps?: number;
  /** Where the issuer's certificate can be had (RFC 5280 4.2.2.1). */
  readonly caIssuers: readonly string[];
  /** Where the authority answers for revocation by OCSP (RFC 5280 4.2.2.1). */
  readonly ocsp: readonly string[];
  /** Where its CRL is (RFC 5280 4.2.1.13). */
  readonly crls: readonly string[];
  /** The issuer's issuer, where the authority key identifier names it. */
  readonly issuersIssuer: string;
  /** Organisation of the issuer; empty if there is none. */
  readonly issuerOrganisation: string;
  readonly issuerCommonName: string;
}

const NOTHING: CertificateTraits = {
  version: 0,
  keyBits: 0,
  signature: '',
  signatureHash: '',
  serialOctets: 0,
  serialSign: 'positive',
  keyUsage: null,
  purposes: null,
  mustStaple: false,
  caIssuers: [],
  ocsp: [],
  crls: [],
  issuersIssuer: '',
  issuerOrganisation: '',
  issuerCommonName: '',
};

const STATUS_REQUEST = 5;
const ORGANISATION = '2.5.4.10';
const COMMON_NAME = '2.5.4.3';

/** The traits of one certificate; never throws, because what Node reads our reader may refuse. */
export function certificateTraits(der: Buffer): CertificateTraits {
  try {
    return traitsOf(parseCertificate(der));
  } catch {
    return NOTHING;
  }
}

function traitsOf(certificate: Certificate): CertificateTraits {
  const { signatureAlgorithm: algorithm, issuer } = certificate;
  const authority = certificate.value('authorityKeyIdentifier')?.authorityCertIssuer ?? [];
  const above = authority.find((name) => name.type === 'directory');
  return {
    version: certificate.version,
    keyBits: certificate.subjectPublicKeyInfo.bits ?? 0,
    signature: algorithm.name,
    signatureHash: signatureAlgorithm(algorithm.oid)?.hash ?? '',
    serialOctets: certificate.serialBytes.length,
    serialSign: signOf(certificate.serialNumber),
    keyUsage: certificate.keyUsage ?? null,
    purposes: certificate.extendedKeyUsage?.map((oid) => keyPurposeName(oid) ?? oid) ?? null,
    mustStaple: certificate.value('tlsFeature')?.includes(STATUS_REQUEST) ?? false,
    timestamps: certificate.value('signedCertificateTimestamps')?.length ?? 0,
    caIssuers: accessTo(certificate, 'caIssuers'),
    ocsp: accessTo(certificate, 'ocsp'),
    crls: (certificate.value('cRLDistributionPoints') ?? []).flatMap(({ name }) =>
      (name?.fullName ?? []).flatMap((one) => (one.type === 'uri' ? [one.value] : [])),
    ),
    issuersIssuer: above?.type === 'directory' ? above.name.toString() : '',
    issuerOrganisation: issuer.values(ORGANISATION).at(-1) ?? '',
    issuerCommonName: issuer.values(COMMON_NAME).at(-1) ?? '',
  };
}

/** The addresses of an access method (RFC 5280 4.2.2.1). */
function accessTo(certificate: Certificate, wanted: 'caIssuers' | 'ocsp'): string[] {
  return (certificate.value('authorityInfoAccess') ?? []).flatMap(({ method, location }) =>
    method === wanted && location.type === 'uri' ? [location.value] : [],
  );
}

function signOf(serial: string): CertificateTraits['serialSign'] {
  if (serial.startsWith('-')) return 'negative';
  return /^0*$/.test(serial) ? 'zero' : 'positive';
}

/** Whether a list of purposes lets a certificate be a TLS server's. */
export function forServers(purposes: readonly string[] | null): boolean {
  return purposes === null || purposes.includes('serverAuth') || purposes.includes('any');
}

/** What a key does in handshakes, one way or the other. */
const IN_HANDSHAKES = ['digitalSignature', 'keyEncipherment', 'keyAgreement'];

/** Whether a key usage leaves out all of TLS: OpenSSL's purpose check asks for any one of these, and for none in particular. */
export function barredFromTls({ keyUsage }: Pick<CertificateTraits, 'keyUsage'>): boolean {
  return keyUsage !== null && !IN_HANDSHAKES.some((usage) => keyUsage.includes(usage));
}
