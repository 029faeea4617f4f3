import { createPublicKey, type KeyObject, type X509Certificate } from 'node:crypto';
import { existsSync } from 'node:fs';
import { AppError, isAppError } from '../../errors/app-error.ts';
import { findPrivateKey } from '../../pki/keys/container.ts';
import { type LoadedKey, type PassphraseSource, readPrivateKey } from '../../pki/keys/load.ts';
import type { CertificateSet, SetFile } from '../set.ts';
import { stateFolder } from '../state/folder.ts';
import { companions, keyCandidates, readSetFile } from './files.ts';
import { certificatesIn, holdsKey, type Layout, readLayout } from './layout.ts';
import { signedBy } from './signed-by.ts';
import { openStore } from './store.ts';

/** Which files to look at. */
export interface LookOptions {
  readonly certificate: string;
  /** The private key, where it is not to be searched beside the certificate. */
  readonly key?: string;
  /** The chain, where it is not to be searched either. */
  readonly chain?: string;
  readonly passphrase?: PassphraseSource;
  /** Opens PKCS#12 files; without it they are not renewed along. */
  readonly pkcs12Passphrase?: () => Promise<string | undefined>;
}

/** A set as it was found, with what is needed to write it anew. */
export interface FoundSet extends CertificateSet {
  readonly key: LoadedKey;
  /** The file that the key is in. */
  readonly keyFile: SetFile;
  /** By path; files without one (keys of their own) are written whole. */
  readonly layouts: ReadonlyMap<string, Layout>;
  /** PKCS#12 files that by their names hold this certificate and could not be opened for want of a passphrase. */
  readonly pkcs12: readonly string[];
  /** By path: what key stores show for the key in a PKCS#12 file of the set. */
  readonly storeNames: ReadonlyMap<string, string>;
}

/** The public half alone: for deciding, which needs no key. */
export interface FoundCertificate {
  readonly file: SetFile;
  readonly layout: Layout;
  readonly certificates: readonly X509Certificate[];
}

/**
 * Reads the certificate file alone.
 * @throws AppError ERR_INPUT_*, ERR_RENEW_NO_CERTIFICATE
 */
export async function lookAtCertificate(path: string): Promise<FoundCertificate> {
  const file = await readSetFile(path, 'certificate', false);
  const layout = readLayout(file.data);
  const certificates = layout === undefined ? [] : certificatesIn(layout);
  if (layout === undefined || certificates.length === 0) throw new AppError('ERR_RENEW_NO_CERTIFICATE', { file: path });
  return { file: { ...file, secret: holdsKey(layout) }, layout, certificates };
}

/**
 * Reads a set: certificate, key, and the files beside them that hold the same certificate or its chain.
 * @throws AppError ERR_INPUT_*, ERR_RENEW_NO_CERTIFICATE, ERR_RENEW_NO_KEY, ERR_KEY_*
 */
export async function lookAtSet(options: LookOptions): Promise<FoundSet> {
  const { file, layout, certificates } = await lookAtCertificate(options.certificate);
  const { key, keyFile, leaf } = await findKey(file, layout, certificates, options);
  const chain = certificates.filter((one) => one !== leaf);
  const layouts = new Map([[file.path, layout]]);
  const files = keyFile === file ? [file] : [file, keyFile];
  const pkcs12: string[] = [];
  const storeNames = new Map<string, string>();
  const beside = options.chain === undefined ? companions(options.certificate) : [options.chain];
  for (const path of beside) {
    if (files.some((one) => one.path === path)) continue;
    if (/\.(p12|pfx)$/i.test(path)) {
      const store = await openStore(path, leaf, options);
      if (store === undefined) pkcs12.push(path);
      else if (store !== 'stranger') {
        files.push(store.file);
        storeNames.set(path, store.name);
      }
      continue;
    }
    const found = await readSetFile(path, 'chain', false).catch(() => undefined);
    const held = found && readLayout(found.data);
    if (found === undefined || held === undefined) continue;
    const inside = certificatesIn(held);
    const hasLeaf = inside.some((one) => one.fingerprint256 === leaf.fingerprint256);
    if (!hasLeaf && (inside[0] === undefined || !signedBy(leaf, inside[0]))) continue;
    layouts.set(path, held);
    files.push({ ...found, role: hasLeaf ? 'fullchain' : 'chain', secret: holdsKey(held) });
    if (chain.length === 0) chain.push(...inside.filter((one) => one.fingerprint256 !== leaf.fingerprint256));
  }
  const keyLayout = keyFile === file ? undefined : readLayout(keyFile.data);
  // A key file with certificates in it changes when they do.
  if (keyLayout?.parts.some(({ kind }) => kind === 'certificate')) layouts.set(keyFile.path, keyLayout);
  return {
    certificate: options.certificate,
    folder: stateFolder(options.certificate),
    files,
    leaf,
    chain,
    key,
    keyFile,
    layouts,
    pkcs12,
    storeNames,
  };
}

interface Match {
  readonly key: LoadedKey;
  readonly keyFile: SetFile;
  readonly leaf: X509Certificate;
}

async function findKey(
  file: SetFile,
  layout: Layout,
  certificates: readonly X509Certificate[],
  options: LookOptions,
): Promise<Match> {
  if (holdsKey(layout)) {
    const match = await openKey(file, certificates, options.passphrase);
    if (match !== undefined) return match;
  }
  const named = options.key !== undefined;
  let failure: unknown;
  for (const path of named ? [options.key!] : keyCandidates(options.certificate).filter((one) => existsSync(one))) {
    try {
      const match = await openKey(await readSetFile(path, 'key', true), certificates, options.passphrase);
      if (match !== undefined) return match;
    } catch (error) {
      if (named) throw error;
      // A neighbour that cannot be opened may still be the one: what was wrong with the likeliest is worth saying.
      if (isAppError(error) && /^ERR_KEY_PASSPHRASE|UNREADABLE/.test(error.code)) failure ??= error;
    }
  }
  throw failure ?? new AppError('ERR_RENEW_NO_KEY', { file: options.certificate });
}

async function openKey(
  keyFile: SetFile,
  certificates: readonly X509Certificate[],
  passphrase: PassphraseSource | undefined,
): Promise<Match | undefined> {
  findPrivateKey(keyFile.data, keyFile.path);
  const key = await readPrivateKey(keyFile.data, keyFile.path, { passphrase });
  const publicKey = publicBytes(createPublicKey(key.privateKey));
  const leaf = certificates.find((one) => publicBytes(one.publicKey).equals(publicKey));
  return leaf === undefined ? undefined : { key, keyFile, leaf };
}

/** SubjectPublicKeyInfo. */
export function publicBytes(key: KeyObject): Buffer {
  return key.export({ type: 'spki', format: 'der' });
}
