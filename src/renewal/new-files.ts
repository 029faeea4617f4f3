import type { KeyObject, X509Certificate } from 'node:crypto';
import { AppError } from '../errors/app-error.ts';
import { exportPrivateKey } from '../pki/keys/export.ts';
import { parseCertificate } from '../pki/parse/index.ts';
import { render } from './look/layout.ts';
import type { FoundSet } from './look/look.ts';
import { signedBy } from './look/signed-by.ts';
import type { PlannedKey } from './plan/key.ts';
import type { NewFile } from './set.ts';
import type { Issued } from './sources/source.ts';

/** The key that goes into the files. */
export interface NewKey {
  readonly privateKey: KeyObject;
  readonly planned: PlannedKey;
  /** Asked for only where the old key was encrypted. */
  readonly passphrase: () => Promise<string>;
  /** Of the PKCS#12 files in the set. */
  readonly pkcs12Passphrase: () => Promise<string>;
}

/**
 * The files of a set with the new certificate in them, each built as it was. Files that stay as they are, are not among
 * them.
 *
 * @throws AppError ERR_RENEW_ISSUED_CHAIN where the set has a chain that does not fit any more and none came instead
 */
export async function newFiles(set: FoundSet, issued: Issued, key: NewKey): Promise<NewFile[]> {
  const chain = chainFor(set, issued);
  const keyData = key.planned.action === 'rotate' ? await exportKey(key) : undefined;
  const content = {
    leaf: issued.leaf,
    chain,
    ...(keyData === undefined ? {} : { keyPem: keyData.toString('latin1') }),
  };
  const onlyCertificate = !set.files.some(({ role }) => role === 'chain' || role === 'fullchain');
  const stores = await newStores(set, issued.leaf, chain, key);
  return set.files.flatMap((file) => {
    const store = stores.get(file.path);
    if (store !== undefined) return [{ ...file, data: store }];
    const layout = set.layouts.get(file.path);
    // A chain that the set had no place for goes behind the certificate itself: servers must send it.
    const withChain = file.role === 'certificate' && onlyCertificate && set.chain.length === 0 && chain.length > 0;
    const data =
      layout === undefined ? (file.role === 'key' ? keyData : undefined) : render(layout, set.leaf, content, withChain);
    return data === undefined || data.equals(file.data) ? [] : [{ ...file, data }];
  });
}

/** A PKCS#12 file holds the key, the certificate and its chain: it is always made anew. */
async function newStores(
  set: FoundSet,
  leaf: X509Certificate,
  chain: readonly X509Certificate[],
  { privateKey, pkcs12Passphrase }: NewKey,
): Promise<ReadonlyMap<string, Buffer>> {
  const stores = new Map<string, Buffer>();
  if (set.storeNames.size === 0) return stores;
  const { writePkcs12 } = await import('../pki/pkcs12/write.ts');
  const certificates = [leaf, ...chain].map(({ raw }) => parseCertificate(raw));
  const passphrase = await pkcs12Passphrase();
  for (const [path, name] of set.storeNames) {
    stores.set(path, await writePkcs12({ key: privateKey, certificates, name }, passphrase));
  }
  return stores;
}

function chainFor(set: FoundSet, { leaf, chain }: Issued): readonly X509Certificate[] {
  if (chain.length > 0) return withoutRoots(chain, set.chain);
  const [issuer] = set.chain;
  if (issuer === undefined || signedBy(leaf, issuer)) return set.chain;
  throw new AppError('ERR_RENEW_ISSUED_CHAIN', { subject: issuer.subject.replaceAll('\n', ', ') });
}

/** A root is sent along only where it was before: clients have it, or do not trust it anyway (RFC 8446 4.4.2). */
function withoutRoots(
  chain: readonly X509Certificate[],
  before: readonly X509Certificate[],
): readonly X509Certificate[] {
  if (before.some((one) => signedBy(one, one))) return chain;
  return chain.filter((one) => !signedBy(one, one));
}

async function exportKey({ privateKey, planned, passphrase }: NewKey): Promise<Buffer> {
  const { form, encoding, encrypted } = planned;
  return exportPrivateKey(privateKey, { form, encoding, ...(encrypted ? { passphrase: await passphrase() } : {}) });
}
