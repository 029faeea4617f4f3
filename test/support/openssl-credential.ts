import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { peer } from './peers.ts';
import { tempDir } from './temp-dir.ts';

/** A key and certificate in files, as peer programs want them. */
export interface CredentialFiles {
  readonly key: string;
  readonly cert: string;
  /** The certificate, PEM. */
  readonly pem: string;
  /** `-key` and `-cert` with the files, for openssl. */
  readonly args: readonly string[];
}

export interface CredentialFilesOptions {
  readonly commonName?: string;
  /** Who signs; self-signed without. */
  readonly issuer?: CredentialFiles;
  readonly isCa?: boolean;
  /** More arguments for `openssl req`. */
  readonly extra?: readonly string[];
}

/** Makes a key (what `openssl req -newkey` takes: `rsa:2048`, `ed25519`, `ec`, `rsa-pss`) and a certificate for it. */
export function opensslCredential(newkey: string, options: CredentialFilesOptions = {}): CredentialFiles {
  const { commonName = 'localhost', issuer, isCa = false, extra = [] } = options;
  const folder = tempDir();
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const [type, curve] = newkey.split('@');
  execFileSync(
    peer('openssl')!,
    [
      ...['req', '-x509', '-nodes', '-newkey', type!, '-keyout', key, '-out', cert, '-days', '30'],
      ...['-subj', `/CN=${commonName}`],
      ...(curve ? ['-pkeyopt', `ec_paramgen_curve:${curve}`] : []),
      ...(isCa ? [] : ['-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1']),
      ...['-addext', `basicConstraints=critical,CA:${isCa ? 'TRUE' : 'FALSE'}`],
      ...(issuer ? ['-CA', issuer.cert, '-CAkey', issuer.key] : []),
      ...extra,
    ],
    { stdio: 'pipe' },
  );
  return { key, cert, pem: readFileSync(cert, 'utf8'), args: ['-key', key, '-cert', cert] };
}
