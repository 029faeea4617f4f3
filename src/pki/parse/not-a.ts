import { AppError } from '../../errors/app-error.ts';
import type { ErrorCode } from '../../errors/codes.ts';
import { DerError } from '../der/error.ts';

const CODES = {
  certificate: 'ERR_CERTIFICATE_MALFORMED',
  csr: 'ERR_CSR_MALFORMED',
  crl: 'ERR_CRL_MALFORMED',
} as const satisfies Record<string, ErrorCode>;

/** The failure of bytes that are not the structure asked for at all, as opposed to a damaged one. */
export function notA(what: keyof typeof CODES, error: unknown): AppError {
  if (!(error instanceof DerError)) throw error;
  return new AppError(CODES[what], { fault: error.fault, offset: error.offset }, { cause: error });
}
