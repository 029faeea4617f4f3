import type { KeyObject } from 'node:crypto';
import { statSync } from 'node:fs';
import { AppError } from '../../errors/app-error.ts';
import { curveByName, type KeySpec, RSA_BITS } from '../../pki/algorithms.ts';
import { exportPrivateKey } from '../../pki/keys/export.ts';
import { generateKey } from '../../pki/keys/generate.ts';
import { loadPrivateKey } from '../../pki/keys/load.ts';
import { isRequestOf, loadNamesSource, loadRequest } from '../../pki/load-request.ts';
import type { Certificate } from '../../pki/parse/certificate.ts';
import type { CertificationRequest } from '../../pki/parse/certification-request.ts';
import type { Profile } from '../../pki/profile.ts';
import { madeWith } from '../made-with.ts';
import { type PassphraseFlags, passphraseSource } from '../passphrase.ts';
import { chooseNames, type NameFlags, type TypedNames } from './names.ts';
import { requireNames } from './require-names.ts';
import { makingTexts } from './texts.ts';

const DEFAULT_KEY = 'server.key';
const DEFAULT_CSR = 'server.csr';

/** What a self-signed certificate is made from. */
export interface SelfsignSources {
  readonly key: {
    readonly privateKey: KeyObject;
    readonly spec: KeySpec;
    /** The file's content, where the key is new. */
    readonly made?: Buffer;
  };
  /** Where names and extensions come from, if not from the command line. */
  readonly source: Certificate | CertificationRequest | undefined;
  /** The request's file, where `source` is one. */
  readonly csr: string | undefined;
}

interface Flags extends NameFlags, PassphraseFlags {
  readonly key: string;
  readonly csr?: string | undefined;
}

/**
 * Finds key and request: the key is made where there is none and no request needs it; `server.csr` is taken where it is
 * there and nothing else was named.
 * @throws AppError those of `loadPrivateKey`, `loadRequest` and `loadNamesSource`, ERR_CSR_KEY_MISMATCH
 */
export async function selfsignSources(
  flags: Flags,
  profile: Profile,
  typed: TypedNames,
  interactive: boolean,
): Promise<SelfsignSources> {
  const keyExists = exists(flags.key);
  const csr = flags.csr ?? (flags.from === undefined && isImplied(flags.key, keyExists) ? DEFAULT_CSR : undefined);
  if (!keyExists && csr === undefined) return fromNothing(flags, profile, typed);
  const passphrase = passphraseSource(flags, interactive, (file) => makingTexts('prompt.passphrase', { file }));
  const { privateKey, spec } = await madeWith('llave genkey', () => loadPrivateKey(flags.key, { passphrase }));
  const key = { privateKey, spec };
  if (csr === undefined) return { key, source: await namesSource(flags), csr };
  const request = await madeWith('llave csr', () => loadRequest(csr));
  if (isRequestOf(request, privateKey)) return { key, source: request, csr };
  // A request that nobody named, beside a key that somebody did, belongs to another key: it is none of ours.
  if (flags.csr === undefined && flags.key !== DEFAULT_KEY) return { key, source: undefined, csr: undefined };
  throw new AppError('ERR_CSR_KEY_MISMATCH', { csr, key: flags.key });
}

function isImplied(key: string, keyExists: boolean): boolean {
  return exists(DEFAULT_CSR) && (keyExists || key === DEFAULT_KEY);
}

async function fromNothing(flags: Flags, profile: Profile, typed: TypedNames): Promise<SelfsignSources> {
  const source = await namesSource(flags);
  // Before a key is made: RSA takes its time.
  if (source === undefined && typed.hosts.length === 0)
    requireNames(profile, [], chooseNames(typed, source).subject, undefined);
  const spec: KeySpec = profile.keys.includes('rsa')
    ? { type: 'rsa', bits: RSA_BITS.default }
    : { type: 'ec', curve: curveByName('P-256')! };
  const { privateKey } = await generateKey(spec);
  const made = await exportPrivateKey(privateKey, { form: 'pkcs8', encoding: 'pem' });
  return { key: { privateKey, spec, made }, source, csr: undefined };
}

async function namesSource({ from }: NameFlags): Promise<Certificate | CertificationRequest | undefined> {
  return from === undefined ? undefined : loadNamesSource(from);
}

/** Whether something is there, be it of the wrong kind: reading it says so. */
function exists(file: string): boolean {
  return file === '-' || statSync(file, { throwIfNoEntry: false }) !== undefined;
}
