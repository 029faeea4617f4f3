import type { X509Certificate } from 'node:crypto';
import type { CertificateSet, NewFile } from '../set.ts';

/** Why hooks run: a certificate was replaced, put back after a failure, or could not be renewed. */
export type DeployEvent = 'renewed' | 'restored' | 'failed';

/**
 * What hooks find in their environment: paths, dates, names and numbers, never a secret. Names come from a certificate that
 * somebody else may have written: whatever is not a plain host, address, mailbox or URI is left out.
 */
export function hookFacts(
  event: DeployEvent,
  set: Pick<CertificateSet, 'certificate'> & { readonly files: readonly NewFile[] },
  now: X509Certificate,
  before: X509Certificate | undefined,
): Record<string, string> {
  const path = (...roles: string[]) => set.files.find(({ role }) => roles.includes(role))?.path;
  const names = [...(now.subjectAltName ?? '').matchAll(/(?:DNS|IP Address|email|URI):([\w*.:@/%+~-]+)/g)].map(
    ([, name]) => name!,
  );
  const facts: Record<string, string | undefined> = {
    LLAVE_EVENT: event,
    LLAVE_CERTIFICATE: set.certificate,
    LLAVE_KEY: path('key') ?? set.files.find(({ secret }) => secret)?.path,
    LLAVE_CHAIN: path('chain'),
    LLAVE_FULLCHAIN: path('fullchain'),
    LLAVE_PKCS12: path('pkcs12'),
    LLAVE_SERIAL: now.serialNumber,
    LLAVE_FINGERPRINT256: now.fingerprint256,
    LLAVE_NOT_BEFORE: now.validFromDate.toISOString(),
    LLAVE_NOT_AFTER: now.validToDate.toISOString(),
    LLAVE_NAMES: names.join(' '),
    LLAVE_PREVIOUS_SERIAL: before?.serialNumber,
  };
  return Object.fromEntries(
    Object.entries(facts).flatMap(([name, value]) =>
      value === undefined || value.includes('\0') ? [] : [[name, value]],
    ),
  );
}
