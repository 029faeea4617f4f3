import { createPublicKey, X509Certificate } from 'node:crypto';
import { dirname, join } from 'node:path';
import { isAppError } from '../../errors/app-error.ts';
import { type CaDirectory, issueFromCa, openCa } from '../../pki/ca/index.ts';
import type { PassphraseSource } from '../../pki/keys/load.ts';
import { signedBy } from '../look/signed-by.ts';
import type { Source } from './source.ts';

/** Where a local CA is looked for. */
export interface LocalCaOptions {
  /** The certificate that is to be renewed; a CA is usually in `ca` beside it. */
  readonly certificate: string;
  /** The directory, where it was named: then it is taken, whoever issued the old certificate. */
  readonly dir?: string;
  readonly passphrase?: PassphraseSource;
}

/** A little before now, for clocks that lag behind ours. */
const BACKDATE_MS = 30_000;

/**
 * Opens the local CA (`llave ca`) that issued a certificate: the one that was named, or one in the directory `ca` beside the
 * certificate or here. Its key is opened only when it issues.
 *
 * @returns undefined where none of them issued it
 * @throws AppError ERR_CA_* for a directory that was named, or is damaged
 */
export async function localCa(leaf: X509Certificate, options: LocalCaOptions): Promise<Source | undefined> {
  const { certificate, dir, passphrase } = options;
  if (dir !== undefined) return caSource(await openCa(dir), passphrase);
  for (const place of new Set([join(dirname(certificate), 'ca'), 'ca'])) {
    const ca = await openCa(place).catch((error: unknown) => {
      if (isAppError(error, 'ERR_CA_MISSING')) return undefined;
      throw error;
    });
    if (ca !== undefined && hasIssued(ca, leaf)) return caSource(ca, passphrase);
  }
  return undefined;
}

function hasIssued({ root, intermediate }: CaDirectory, leaf: X509Certificate): boolean {
  const issuers = intermediate === undefined ? [root] : [intermediate, root];
  return issuers.some(({ der }) => signedBy(leaf, new X509Certificate(der)));
}

function caSource({ dir }: CaDirectory, passphrase: PassphraseSource | undefined): Source {
  return {
    kind: 'ca',
    detail: dir,
    async issue({ old, privateKey, extensions, lifetimeMs, now }) {
      const notBefore = new Date(Math.floor((now.getTime() - Math.min(BACKDATE_MS, lifetimeMs / 20)) / 1000) * 1000);
      const issued = await issueFromCa(
        { dir, passphrase },
        {
          subject: old.subject.der,
          subjectPublicKeyInfo: createPublicKey(privateKey).export({ type: 'spki', format: 'der' }),
          extensions,
          validity: { notBefore, notAfter: new Date(notBefore.getTime() + lifetimeMs - 1000) },
        },
      );
      return {
        leaf: new X509Certificate(issued.leaf.der),
        chain: issued.intermediates.map(({ der }) => new X509Certificate(der)),
      };
    },
  };
}
