import { createPublicKey, randomBytes } from 'node:crypto';
import { mkdirSync, statSync } from 'node:fs';
import { AppError } from '../../errors/app-error.ts';
import { outputError } from '../../files/output-error.ts';
import { toPem } from '../../files/pem.ts';
import { type OutputFile, writeFiles } from '../../files/safe-write.ts';
import { defaultHash, type KeySpec } from '../algorithms.ts';
import { profileExtensions, randomSerial } from '../certificate.ts';
import { authorityKeyIdentifier, keyIdentifier, subjectKeyIdentifier } from '../extensions.ts';
import { exportPrivateKey } from '../keys/export.ts';
import { generateKey } from '../keys/generate.ts';
import { encodeName } from '../names/encode-name.ts';
import type { Subject } from '../names/subject.ts';
import { type Certificate, parseCertificate } from '../parse/certificate.ts';
import type { Profile } from '../profile.ts';
import type { ValidityPeriod } from '../validity-period.ts';
import { type Authority, authorityFiles } from './authority.ts';
import { indexEntry } from './entry.ts';
import { type AuthorityName, type CaIndex, indexFile, indexPath } from './index-file.ts';
import { nameConstraints, type Scope } from './scope.ts';

/** What a CA is made from. */
export interface CaInput {
  readonly spec: KeySpec;
  /** Of the root; the intermediate's differs in its common name. Left out: a name of its own. */
  readonly subject?: Subject | undefined;
  /** Undefined: it may issue for everything. */
  readonly scope: Scope | undefined;
  readonly profiles: { readonly root: Profile; readonly intermediate: Profile };
  readonly validity: { readonly root: ValidityPeriod; readonly intermediate: ValidityPeriod };
  readonly intermediate: boolean;
}

/** A CA that was made and is not written yet. */
export interface NewCa {
  readonly root: Authority;
  readonly intermediate: Authority | undefined;
  readonly index: CaIndex;
}

/**
 * Makes the keys and certificates of a CA, in memory. Its name ends in random digits: two CAs of one name with different keys
 * make clients fail in ways that nobody understands. The constraints on names are in the intermediate too, because some
 * clients (Java) do not look at those of a root.
 */
export async function makeCa(input: CaInput): Promise<NewCa> {
  const mark = randomBytes(3).toString('hex');
  const rootPathLength = input.intermediate ? 1 : 0;
  const rootSubject = encodeName(input.subject ?? caSubject('Root', mark));
  const root = await authority(input, 'root', rootSubject, rootPathLength, undefined);
  const none = { crlNumber: 0, certificates: [] };
  if (!input.intermediate) return { root, intermediate: undefined, index: { version: 1, authorities: { root: none } } };
  const subject = encodeName(withCommonName(input.subject, `llave local CA Intermediate ${mark}`));
  const intermediate = await authority(input, 'intermediate', subject, 0, root);
  const certificates = [indexEntry(intermediate.certificate)];
  const index: CaIndex = { version: 1, authorities: { root: { crlNumber: 0, certificates }, intermediate: none } };
  return { root, intermediate, index };
}

/** The directory that a CA is to be in. @throws AppError ERR_CA_EXISTS, ERR_OUTPUT_EXISTS */
export function checkNewCa(dir: string): void {
  if (statSync(indexPath(dir), { throwIfNoEntry: false }) !== undefined) throw new AppError('ERR_CA_EXISTS', { dir });
  for (const name of ['root', 'intermediate'] as const) {
    for (const file of Object.values(authorityFiles(dir, name))) {
      if (statSync(file, { throwIfNoEntry: false }) !== undefined) throw new AppError('ERR_OUTPUT_EXISTS', { file });
    }
  }
}

/**
 * Writes a CA: certificates, keys and index as one transaction, in a directory that only its owner can enter.
 * @param keys `encrypted` with a passphrase, `plain`, or `none`: then they are gone when this process ends
 * @param others files that are written together with it
 * @param force lets `others` replace what exists
 * @throws AppError those of `checkNewCa` and `writeFiles`
 */
export async function writeCa(
  dir: string,
  ca: NewCa,
  keys: 'none' | 'plain' | { readonly passphrase: string },
  others: readonly OutputFile[] = [],
  force = false,
): Promise<void> {
  checkNewCa(dir);
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw outputError(dir, error);
  }
  const files: OutputFile[] = [];
  for (const each of [ca.root, ca.intermediate]) {
    if (each === undefined) continue;
    const { certificate, key } = authorityFiles(dir, each.name);
    files.push({ path: certificate, data: Buffer.from(toPem('CERTIFICATE', each.certificate.der)) });
    if (keys === 'none') continue;
    const passphrase = keys === 'plain' ? undefined : keys.passphrase;
    const data = await exportPrivateKey(each.privateKey, { form: 'pkcs8', encoding: 'pem', passphrase });
    files.push({ path: key, data, secret: true });
  }
  await writeFiles([...files, indexFile(dir, ca.index), ...others], { force });
}

async function authority(
  input: CaInput,
  name: AuthorityName,
  subject: Buffer,
  pathLength: number,
  issuer: Authority | undefined,
): Promise<Authority> {
  const { spec, scope } = input;
  const { privateKey } = await generateKey(spec);
  const spki = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  const identifier = keyIdentifier(spki);
  const profile = { ...input.profiles[name], basicConstraints: { ca: true, pathLength } };
  const { buildCertificate } = await import('../engine.ts');
  const der = await buildCertificate(
    {
      serialNumber: randomSerial(),
      issuer: issuer?.certificate.subject.der ?? subject,
      subject,
      ...input.validity[name],
      subjectPublicKeyInfo: spki,
      extensions: [
        ...profileExtensions(profile, spec),
        ...(scope === undefined ? [] : [nameConstraints(scope)]),
        subjectKeyIdentifier(identifier),
        authorityKeyIdentifier(issuer?.certificate.subjectKeyIdentifier ?? identifier),
      ],
    },
    { privateKey: issuer?.privateKey ?? privateKey, spec, hash: defaultHash(spec) },
  );
  const certificate: Certificate = parseCertificate(der);
  return { name, certificate, privateKey, spec };
}

const COMMON_NAME = '2.5.4.3';

function caSubject(role: string, mark: string): Subject {
  return [[{ oid: COMMON_NAME, value: `llave local CA ${role} ${mark}` }]];
}

function withCommonName(subject: Subject | undefined, value: string): Subject {
  const rest = (subject ?? []).filter((rdn) => rdn.every(({ oid }) => oid !== COMMON_NAME));
  return [...rest, [{ oid: COMMON_NAME, value }]];
}
