import { readPkcs12 } from '../pkcs12/read.ts';
import type { Found } from './found.ts';

/** What is in a PKCS#12 file, and the obsolete schemes that it is encrypted with. */
export interface OpenedPkcs12 {
  readonly found: readonly Found[];
  readonly obsolete: readonly string[];
}

/**
 * What a PKCS#12 file holds, in place of the file itself.
 * @param name of the file, for errors
 * @throws AppError those of `readPkcs12`
 */
export function openPkcs12(found: Extract<Found, { kind: 'pkcs12' }>, passphrase: string, name: string): OpenedPkcs12 {
  const source = { ...found.source, inside: 'pkcs12' as const };
  const { keys, certificates, obsolete } = readPkcs12(found.der, passphrase, name);
  const inside = [
    ...keys.map((key): Found => {
      const bytes = key.export({ type: 'pkcs8', format: 'der' });
      return { kind: 'private-key', source, form: 'pkcs8', bytes };
    }),
    ...certificates.map((certificate): Found => ({ kind: 'certificate', source, certificate })),
  ];
  return { found: inside, obsolete };
}
