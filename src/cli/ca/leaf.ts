import { createPublicKey } from 'node:crypto';
import { statSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { AppError } from '../../errors/app-error.ts';
import { toPem } from '../../files/pem.ts';
import type { OutputFile } from '../../files/safe-write.ts';
import { curveByName, type HashName, type KeySpec, RSA_BITS } from '../../pki/algorithms.ts';
import { type IssuedCertificate, type LeafInput, leafExtensions } from '../../pki/ca/index.ts';
import { checkKeyType, checkNames } from '../../pki/csr.ts';
import { type Granted, grant } from '../../pki/grant.ts';
import { exportPrivateKey } from '../../pki/keys/export.ts';
import { generateKey } from '../../pki/keys/generate.ts';
import { loadPrivateKey } from '../../pki/keys/load.ts';
import { publicKeyOf } from '../../pki/keys/public.ts';
import { keySpec } from '../../pki/keys/spec.ts';
import { loadNamesSource, loadRequest } from '../../pki/load-request.ts';
import type { Profile } from '../../pki/profile.ts';
import { parseDays, validityPeriod } from '../../pki/validity-period.ts';
import { loadProfile } from '../../profiles/load.ts';
import { systemClock } from '../../runtime/clock.ts';
import { chooseNames, type NameFlags, typedNames } from '../making/names.ts';
import { requireNames } from '../making/require-names.ts';
import { checkMade } from '../making/write.ts';

/** The values of `leafFlags`. */
export interface LeafFlags extends NameFlags {
  readonly profile: string;
  readonly csr?: string | undefined;
  readonly key: string;
  readonly out: string;
  readonly fullchain?: string | undefined;
  readonly days?: string | undefined;
  readonly 'not-before'?: Date | undefined;
  readonly 'not-after'?: Date | undefined;
  readonly at?: Date | undefined;
  readonly hash?: HashName | undefined;
  readonly force: boolean;
  readonly json: boolean;
}

/** A certificate that is ready to be issued. */
export interface PreparedLeaf {
  readonly input: LeafInput;
  readonly profile: Profile;
  readonly granted: Granted;
  readonly spec: KeySpec;
  readonly csr: string | undefined;
  /** The key's file; undefined where the requester has it. */
  readonly key: { readonly file: string; readonly made: Buffer | undefined } | undefined;
  readonly fullchain: string | undefined;
}

/**
 * Reads and checks all that a certificate is made from, before an authority is opened. The key is the request's, or that of
 * the key file, which is made where it is missing.
 * @throws AppError those of names, profiles, validity, keys and requests
 */
export async function prepareLeaf(
  flags: LeafFlags,
  root: string,
  authorityFiles: readonly string[],
): Promise<PreparedLeaf> {
  if (flags.csr !== undefined && flags.from !== undefined) {
    throw new AppError('ERR_USAGE_FLAG_CONFLICT', { flags: '--csr, --from' });
  }
  if (flags.days !== undefined && flags['not-after'] !== undefined) {
    throw new AppError('ERR_USAGE_FLAG_CONFLICT', { flags: '--days, --not-after' });
  }
  const typed = typedNames(flags);
  const profile = await loadProfile(flags.profile, root);
  if (profile.basicConstraints.ca) throw new AppError('ERR_CA_PROFILE', { profile: profile.name });
  const validity = validityPeriod(
    {
      now: flags.at ?? systemClock.now(),
      days: flags.days === undefined ? undefined : parseDays(flags.days),
      notBefore: flags['not-before'],
      notAfter: flags['not-after'],
    },
    profile,
  );
  const fullchain = fullchainOf(flags);
  const outputs = [flags.out, ...(fullchain === undefined ? [] : [fullchain])];
  const inputs = [flags.csr, flags.from, flags.csr === undefined ? flags.key : undefined, ...authorityFiles];
  await checkMade(
    outputs,
    inputs.filter((file) => file !== undefined),
    flags,
  );
  const source =
    flags.csr === undefined
      ? await (flags.from === undefined ? undefined : loadNamesSource(flags.from))
      : await loadRequest(flags.csr);
  const chosen = chooseNames(typed, source);
  if (chosen.typed) checkNames(profile, chosen.names);
  const granted = grant({ ...(chosen.requested ?? { names: [], extensions: [] }), names: chosen.names }, profile);
  requireNames(profile, granted.names, chosen.subject, flags.csr);
  const key = flags.csr === undefined ? await keyOf(flags.key, profile) : requestedKey(source!, flags.csr);
  checkKeyType(profile, key.spec);
  return {
    input: {
      subject: chosen.subject,
      subjectPublicKeyInfo: key.spki,
      extensions: leafExtensions(profile, key.spec, granted, chosen.subject),
      validity,
      hash: flags.hash,
    },
    profile,
    granted,
    spec: key.spec,
    csr: flags.csr,
    key: flags.csr === undefined ? { file: flags.key, made: key.made } : undefined,
    fullchain,
  };
}

/** The files of an issued certificate: the key, where it is new, the leaf, and the leaf with its intermediates behind it. */
export function leafOutputs(
  leaf: PreparedLeaf,
  out: string,
  { leaf: certificate, intermediates }: IssuedCertificate,
): OutputFile[] {
  const pem = (each: { der: Buffer }) => toPem('CERTIFICATE', each.der);
  return [
    ...(leaf.key?.made === undefined ? [] : [{ path: leaf.key.file, data: leaf.key.made, secret: true }]),
    { path: out, data: Buffer.from(pem(certificate)) },
    ...(leaf.fullchain === undefined
      ? []
      : [{ path: leaf.fullchain, data: Buffer.from([certificate, ...intermediates].map(pem).join('')) }]),
  ];
}

/** `server.crt` has its chain in `server-fullchain.crt`; a certificate on stdout has none unless it is asked for. */
function fullchainOf({ out, fullchain }: LeafFlags): string | undefined {
  if (fullchain !== undefined || out === '-') return fullchain;
  const extension = extname(out);
  return join(dirname(out), `${basename(out, extension)}-fullchain${extension}`);
}

interface LeafKey {
  readonly spki: Buffer;
  readonly spec: KeySpec;
  readonly made: Buffer | undefined;
}

async function keyOf(file: string, profile: Profile): Promise<LeafKey> {
  if (file === '-' || statSync(file, { throwIfNoEntry: false }) !== undefined) {
    const { privateKey, spec } = await loadPrivateKey(file);
    return { spki: createPublicKey(privateKey).export({ type: 'spki', format: 'der' }), spec, made: undefined };
  }
  const spec: KeySpec = profile.keys.includes('rsa')
    ? { type: 'rsa', bits: RSA_BITS.default }
    : { type: 'ec', curve: curveByName('P-256')! };
  const { privateKey, publicKey } = await generateKey(spec);
  const made = await exportPrivateKey(privateKey, { form: 'pkcs8', encoding: 'pem' });
  return { spki: publicKey.export({ type: 'spki', format: 'der' }), spec, made };
}

function requestedKey(
  { subjectPublicKeyInfo }: { subjectPublicKeyInfo: { der: Buffer; explicitCurve: boolean } },
  file: string,
): LeafKey {
  const spki = subjectPublicKeyInfo.der;
  const spec = keySpec(publicKeyOf(subjectPublicKeyInfo, file), file);
  if (subjectPublicKeyInfo.explicitCurve) {
    throw new AppError('ERR_KEY_UNSUPPORTED_TYPE', { file, type: 'EC (explicit parameters)' });
  }
  if ('bits' in spec && spec.bits < RSA_BITS.min) throw new AppError('ERR_CA_WEAK_KEY', { file, bits: spec.bits });
  return { spki, spec, made: undefined };
}
