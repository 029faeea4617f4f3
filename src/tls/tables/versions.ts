import { registry } from './registry.ts';

/** Protocol versions as they are written on the wire (RFC 6101, 2246, 4346, 5246, 8446), oldest first. */
export const VERSIONS = registry([
  [0x0300, 'SSLv3'],
  [0x0301, 'TLSv1'],
  [0x0302, 'TLSv1.1'],
  [0x0303, 'TLSv1.2'],
  [0x0304, 'TLSv1.3'],
]);

export const SSL3 = 0x0300;
export const TLS10 = 0x0301;
export const TLS11 = 0x0302;
export const TLS12 = 0x0303;
export const TLS13 = 0x0304;
