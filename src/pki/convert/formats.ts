import { basename, extname } from 'node:path';

/** What things can be converted to. */
export const CONVERT_FORMATS = ['pem', 'der', 'fullchain', 'pkcs8', 'traditional', 'pkcs12', 'jwk', 'openssh'] as const;
export type ConvertFormat = (typeof CONVERT_FORMATS)[number];

const BY_EXTENSION: Readonly<Record<string, ConvertFormat>> = {
  '.pem': 'pem',
  '.crt': 'pem',
  '.cert': 'pem',
  '.csr': 'pem',
  '.crl': 'pem',
  '.der': 'der',
  '.cer': 'der',
  '.key': 'pkcs8',
  '.p8': 'pkcs8',
  '.pk8': 'pkcs8',
  '.p12': 'pkcs12',
  '.pfx': 'pkcs12',
  '.jwk': 'jwk',
  '.json': 'jwk',
  '.pub': 'openssh',
};

/** The format that a file's name tells; undefined where it tells none. */
export function formatOf(file: string): ConvertFormat | undefined {
  if (/fullchain/i.test(basename(file))) return 'fullchain';
  return BY_EXTENSION[extname(file).toLowerCase()];
}
