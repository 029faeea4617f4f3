import { hostname } from 'node:os';
import { AppError } from '../../errors/app-error.ts';
import { authorityFiles } from '../../pki/ca/authority.ts';
import { checkNewCa, makeCa, type NewCa, writeCa } from '../../pki/ca/create.ts';
import { permittedNames } from '../../pki/ca/index.ts';
import { issueWith } from '../../pki/ca/issue.ts';
import { parseScope } from '../../pki/ca/scope.ts';
import { keyName } from '../../pki/keys/spec.ts';
import { parseSubject } from '../../pki/names/parse-subject.ts';
import { parseDays, validityPeriod } from '../../pki/validity-period.ts';
import { loadProfile } from '../../profiles/load.ts';
import { systemClock } from '../../runtime/clock.ts';
import { command } from '../../runtime/shell.ts';
import type { Outcome } from '../base-command.ts';
import { warnOfRejection } from '../making/acceptance.ts';
import type { Surroundings } from '../making/csr.ts';
import { type KeySpecFlags, keySpecOf } from '../making/key-spec.ts';
import { newPassphrase } from '../making/new-passphrase.ts';
import { rows } from '../making/rows.ts';
import { makingTexts } from '../making/texts.ts';
import { printBytes } from '../output.ts';
import { flaggedPassphrase, type PassphraseFlags } from '../passphrase.ts';
import { type LeafFlags, leafOutputs, prepareLeaf } from './leaf.ts';
import { authorityResult, issuedResult, issuedRows, issuedWarnings, validityText } from './result.ts';
import { caTexts as t } from './texts.ts';

/** The flags of `llave ca create`. */
export interface CreateFlags extends LeafFlags, KeySpecFlags, PassphraseFlags {
  readonly dir: string;
  readonly for?: string[] | undefined;
  readonly unconstrained: boolean;
  readonly intermediate: boolean;
  readonly throwaway: boolean;
  readonly 'no-passphrase': boolean;
  readonly 'ca-subject'?: string | undefined;
  readonly 'ca-days'?: string | undefined;
  readonly quiet: boolean;
}

/** Makes a CA and writes it; a throw-away one issues one certificate and its keys are never written. */
export async function runCreate(flags: CreateFlags, { root, interactive }: Surroundings): Promise<Outcome> {
  const { dir } = flags;
  const throwaway = Boolean(flags.throwaway);
  // What was typed is judged before anything on disk is.
  for (const days of [flags.days, flags['ca-days']]) if (days !== undefined) parseDays(days);
  if (flags.unconstrained && flags.for !== undefined) throw conflict('--unconstrained, --for');
  if (!throwaway && (flags.host !== undefined || flags.csr !== undefined || flags.from !== undefined)) {
    throw new AppError('ERR_USAGE_MISSING_FLAG', { flag: '--throwaway' });
  }
  checkNewCa(dir);
  const leaf = throwaway ? await prepareLeaf(flags, root, []) : undefined;
  const scope = flags.unconstrained ? undefined : parseScope(scopeOf(flags, leaf), hostname());
  const keys = throwaway ? 'none' : await protection(flags, interactive);
  const ca = await makeCa({
    spec: caSpec(flags),
    subject: flags['ca-subject'] === undefined ? undefined : parseSubject(flags['ca-subject']),
    scope,
    ...(await lives(flags, root)),
    intermediate: flags.intermediate,
  });
  const made = describe(ca, dir, throwaway);
  if (leaf === undefined) {
    await writeCa(dir, ca, keys);
    const next = ['llave', 'ca', 'issue', ...(dir === 'ca' ? [] : ['--dir', dir]), '-H', exampleHost(ca)];
    return { ...made, text: [made.text, t('next', { command: command(...next) })].join('\n') };
  }
  const issuing = ca.intermediate ?? ca.root;
  const issued = await issueWith(
    issuing,
    { root: ca.root.certificate, intermediate: ca.intermediate?.certificate },
    leaf.input,
    ca.index,
  );
  const acceptance = warnOfRejection(issued.certificate.leaf, flags.at ?? systemClock.now(), flags);
  const outputs = leafOutputs(leaf, flags.out, issued.certificate);
  await writeCa(
    dir,
    { ...ca, index: issued.index },
    keys,
    outputs.filter(({ path }) => path !== '-'),
    flags.force,
  );
  for (const { path, data } of outputs) if (path === '-') printBytes(data);
  return {
    result: { ...made.result, issued: issuedResult(leaf, flags.out, issued.certificate) },
    text:
      flags.out === '-'
        ? ''
        : [made.text, t('issued', { file: flags.out }), ...issuedRows(leaf, issued.certificate)].join('\n'),
    warnings: [...issuedWarnings(leaf, issued.certificate), ...acceptance],
  };
}

/** A throw-away authority is for the names of its one certificate unless it is told otherwise. */
function scopeOf(flags: CreateFlags, leaf: Awaited<ReturnType<typeof prepareLeaf>> | undefined): string[] {
  if (flags.for !== undefined || leaf === undefined) return flags.for ?? [];
  return leaf.granted.names.flatMap(({ type, text }) => (type === 'dns' || type === 'ip' ? [text] : []));
}

function caSpec(flags: CreateFlags) {
  const { type, bits, curve, level } = flags;
  const told = type !== undefined || bits !== undefined || curve !== undefined || level !== undefined;
  return keySpecOf(
    told ? { type: type ?? (bits === undefined ? undefined : 'rsa'), bits, curve, level } : { type: 'ec' },
  );
}

async function protection(flags: CreateFlags, interactive: boolean): Promise<'plain' | { passphrase: string }> {
  if (!flags['no-passphrase']) {
    return { passphrase: await newPassphrase(flags, authorityFiles(flags.dir, 'root').key, interactive) };
  }
  if ((await flaggedPassphrase(flags)) !== undefined) throw conflict('--no-passphrase, --passphrase-...');
  return 'plain';
}

async function lives(flags: CreateFlags, root: string) {
  const profiles = {
    root: await loadProfile('ca-root', root),
    intermediate: await loadProfile('ca-intermediate', root),
  };
  const now = flags.at ?? systemClock.now();
  const days = flags['ca-days'] === undefined ? undefined : parseDays(flags['ca-days']);
  const rootLife = validityPeriod({ now, days }, profiles.root);
  const below = validityPeriod({ now, days }, profiles.intermediate);
  const notAfter = new Date(Math.min(below.notAfter.getTime(), rootLife.notAfter.getTime()));
  return { profiles, validity: { root: rootLife, intermediate: { ...below, notAfter } } };
}

function describe(ca: NewCa, dir: string, throwaway: boolean) {
  const [root, intermediate] = [ca.root, ca.intermediate].map((each) => {
    if (each === undefined) return null;
    const files = authorityFiles(dir, each.name);
    return authorityResult(files.certificate, throwaway ? null : files.key, each);
  });
  const { certificate, spec } = ca.root;
  const permitted =
    certificate.value('nameConstraints') === undefined ? t('everything') : permittedNames(certificate).join(', ');
  const text = [
    t(throwaway ? 'created.throwaway' : 'created', { dir }),
    ...rows([
      [makingTexts('label.subject'), certificate.subject.toString()],
      [makingTexts('label.key'), keyName(spec)],
      [makingTexts('label.validity'), validityText(certificate)],
      [t('label.for'), permitted === '' ? makingTexts('none') : permitted],
      [makingTexts('label.fingerprint'), certificate.fingerprint256.toUpperCase().replace(/(..)(?!$)/g, '$1:')],
    ]),
    t('trust', { file: authorityFiles(dir, 'root').certificate }),
  ].join('\n');
  return { result: { dir, throwaway, root, intermediate }, text };
}

/** A host that it may issue for. */
function exampleHost({ root }: NewCa): string {
  return permittedNames(root.certificate)[0]?.replace(/\/\d+$/, '') ?? 'chat.example.org';
}

function conflict(flags: string): AppError {
  return new AppError('ERR_USAGE_FLAG_CONFLICT', { flags });
}
