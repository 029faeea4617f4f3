import type { KeyObject } from 'node:crypto';
import { AppError } from '../../errors/app-error.ts';
import { readInput } from '../../files/read.ts';
import { identify } from '../identify/index.ts';
import { type PassphraseSource, readPrivateKey } from '../keys/load.ts';
import { publicKeyOf } from '../keys/public.ts';
import type { Certificate, CertificateList, CertificationRequest } from '../parse/index.ts';
import { readPkcs12 } from '../pkcs12/read.ts';

/** All that some files hold. */
export interface Gathered {
  readonly keys: KeyObject[];
  readonly certificates: Certificate[];
  readonly requests: CertificationRequest[];
  readonly crls: CertificateList[];
  readonly publicKeys: KeyObject[];
}

/**
 * Reads all that files hold, keys and PKCS#12 with their passphrase. The same certificate twice counts once.
 * @throws AppError ERR_CONVERT_NOTHING, ERR_KEY_PUBLIC_UNUSABLE, ERR_PKCS12_PASSPHRASE_MISSING, and those of `readInput`, `readPrivateKey`, `readPkcs12`
 */
export async function gather(files: readonly string[], passphrase: PassphraseSource): Promise<Gathered> {
  const all: Gathered = { keys: [], certificates: [], requests: [], crls: [], publicKeys: [] };
  for (const file of files) await gatherFile(file, passphrase, all);
  return all;
}

async function gatherFile(file: string, passphrase: PassphraseSource, all: Gathered): Promise<void> {
  const bytes = await readInput(file);
  const found = identify(bytes, file);
  let useful = 0;
  for (const item of found) {
    useful += 1;
    switch (item.kind) {
      case 'certificate':
        addCertificate(all, item.certificate);
        break;
      case 'csr':
        all.requests.push(item.request);
        break;
      case 'crl':
        all.crls.push(item.list);
        break;
      case 'public-key':
        all.publicKeys.push(publicKeyOf(item.spki, file));
        break;
      case 'pkcs12': {
        const secret = await passphrase(file);
        if (secret === undefined) throw new AppError('ERR_PKCS12_PASSPHRASE_MISSING', { file });
        const { keys, certificates } = readPkcs12(item.der, secret, file);
        all.keys.push(...keys);
        for (const certificate of certificates) addCertificate(all, certificate);
        break;
      }
      default:
        useful -= 1;
    }
  }
  // The loader of keys knows every container; it takes the first key of a file.
  if (found.some(({ kind }) => kind === 'private-key')) {
    all.keys.push((await readPrivateKey(bytes, file, { passphrase })).privateKey);
    useful += 1;
  }
  if (useful === 0) throw new AppError('ERR_CONVERT_NOTHING', { file });
}

function addCertificate({ certificates }: Gathered, certificate: Certificate): void {
  if (!certificates.some(({ fingerprint256 }) => fingerprint256 === certificate.fingerprint256)) {
    certificates.push(certificate);
  }
}
