/** One attribute type of a distinguished name. */
export interface AttributeType {
  readonly oid: string;
  /** Keyword that RFC 4514 and openssl print. */
  readonly short: string;
  readonly name: string;
}

/** Attribute types of RFC 5280 appendix A, RFC 4519 and the CA/Browser Forum; the first keyword of an OID is printed. */
export const ATTRIBUTE_TYPES: readonly AttributeType[] = [
  { oid: '2.5.4.3', short: 'CN', name: 'commonName' },
  { oid: '2.5.4.4', short: 'SN', name: 'surname' },
  { oid: '2.5.4.5', short: 'serialNumber', name: 'serialNumber' },
  { oid: '2.5.4.6', short: 'C', name: 'countryName' },
  { oid: '2.5.4.7', short: 'L', name: 'localityName' },
  { oid: '2.5.4.8', short: 'ST', name: 'stateOrProvinceName' },
  { oid: '2.5.4.9', short: 'street', name: 'streetAddress' },
  { oid: '2.5.4.10', short: 'O', name: 'organizationName' },
  { oid: '2.5.4.11', short: 'OU', name: 'organizationalUnitName' },
  { oid: '2.5.4.12', short: 'title', name: 'title' },
  { oid: '2.5.4.13', short: 'description', name: 'description' },
  { oid: '2.5.4.15', short: 'businessCategory', name: 'businessCategory' },
  { oid: '2.5.4.16', short: 'postalAddress', name: 'postalAddress' },
  { oid: '2.5.4.17', short: 'postalCode', name: 'postalCode' },
  { oid: '2.5.4.20', short: 'telephoneNumber', name: 'telephoneNumber' },
  { oid: '2.5.4.41', short: 'name', name: 'name' },
  { oid: '2.5.4.42', short: 'GN', name: 'givenName' },
  { oid: '2.5.4.43', short: 'initials', name: 'initials' },
  { oid: '2.5.4.44', short: 'generationQualifier', name: 'generationQualifier' },
  { oid: '2.5.4.45', short: 'x500UniqueIdentifier', name: 'x500UniqueIdentifier' },
  { oid: '2.5.4.46', short: 'dnQualifier', name: 'dnQualifier' },
  { oid: '2.5.4.65', short: 'pseudonym', name: 'pseudonym' },
  { oid: '2.5.4.97', short: 'organizationIdentifier', name: 'organizationIdentifier' },
  { oid: '0.9.2342.19200300.100.1.1', short: 'UID', name: 'userId' },
  { oid: '0.9.2342.19200300.100.1.25', short: 'DC', name: 'domainComponent' },
  { oid: '1.2.840.113549.1.9.1', short: 'emailAddress', name: 'emailAddress' },
  { oid: '1.2.840.113549.1.9.2', short: 'unstructuredName', name: 'unstructuredName' },
  { oid: '1.2.840.113549.1.9.8', short: 'unstructuredAddress', name: 'unstructuredAddress' },
  { oid: '1.3.6.1.4.1.311.60.2.1.1', short: 'jurisdictionL', name: 'jurisdictionLocalityName' },
  { oid: '1.3.6.1.4.1.311.60.2.1.2', short: 'jurisdictionST', name: 'jurisdictionStateOrProvinceName' },
  { oid: '1.3.6.1.4.1.311.60.2.1.3', short: 'jurisdictionC', name: 'jurisdictionCountryName' },
];

const byOid = new Map(ATTRIBUTE_TYPES.map((type) => [type.oid, type]));

/** The attribute type of an OID, if it is a known one. */
export function attributeType(oid: string): AttributeType | undefined {
  return byOid.get(oid);
}
