/** Key purposes of extendedKeyUsage (RFC 5280 4.2.1.12 and later ones), by name. */
export const KEY_PURPOSES = {
  any: '2.5.29.37.0',
  serverAuth: '1.3.6.1.5.5.7.3.1',
  clientAuth: '1.3.6.1.5.5.7.3.2',
  codeSigning: '1.3.6.1.5.5.7.3.3',
  emailProtection: '1.3.6.1.5.5.7.3.4',
  ipsecEndSystem: '1.3.6.1.5.5.7.3.5',
  ipsecTunnel: '1.3.6.1.5.5.7.3.6',
  ipsecUser: '1.3.6.1.5.5.7.3.7',
  timeStamping: '1.3.6.1.5.5.7.3.8',
  OCSPSigning: '1.3.6.1.5.5.7.3.9',
  eapOverPPP: '1.3.6.1.5.5.7.3.13',
  eapOverLAN: '1.3.6.1.5.5.7.3.14',
  ipsecIKE: '1.3.6.1.5.5.7.3.17',
  secureShellClient: '1.3.6.1.5.5.7.3.21',
  secureShellServer: '1.3.6.1.5.5.7.3.22',
  documentSigning: '1.3.6.1.5.5.7.3.36',
  msSmartcardLogin: '1.3.6.1.4.1.311.20.2.2',
  msDocumentSigning: '1.3.6.1.4.1.311.10.3.12',
  msServerGatedCrypto: '1.3.6.1.4.1.311.10.3.3',
  netscapeServerGatedCrypto: '2.16.840.1.113730.4.1',
  kerberosKDC: '1.3.6.1.5.2.3.5',
  kerberosClient: '1.3.6.1.5.2.3.4',
} as const;

export type KeyPurposeName = keyof typeof KEY_PURPOSES;

const byOid = new Map<string, KeyPurposeName>(
  Object.entries(KEY_PURPOSES).map(([name, oid]) => [oid, name as KeyPurposeName]),
);

/** The name of a key purpose OID, if it is a known one. */
export function keyPurposeName(oid: string): KeyPurposeName | undefined {
  return byOid.get(oid);
}
