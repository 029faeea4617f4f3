import { createPublicKey } from 'node:crypto';
import { AppError } from '../../errors/app-error.ts';
import { toPem } from '../../files/pem.ts';
import { defaultHash } from '../../pki/algorithms.ts';
import { createRequest, requestExtensions } from '../../pki/csr.ts';
import { loadPrivateKey } from '../../pki/keys/load.ts';
import { keyName } from '../../pki/keys/spec.ts';
import { loadNamesSource } from '../../pki/load-request.ts';
import { parseName } from '../../pki/parse/name.ts';
import { loadProfile } from '../../profiles/load.ts';
import { command } from '../../runtime/shell.ts';
import { type Outcome, warning } from '../base-command.ts';
import { madeWith } from '../made-with.ts';
import { type PassphraseFlags, passphraseSource } from '../passphrase.ts';
import { equivalentOutcome, passphraseFrom, type ShowOpensslFlag } from '../show-openssl.ts';
import { keyResult } from './key-result.ts';
import { chooseNames, type NameFlags, type TypedNames, typedNames } from './names.ts';
import { askNames } from './questions.ts';
import { rows } from './rows.ts';
import { makingTexts, csrTexts as t } from './texts.ts';
import { checkMade, writeMade } from './write.ts';

/** The flags of `llave csr`. */
export interface CsrFlags extends NameFlags, PassphraseFlags, ShowOpensslFlag {
  readonly key: string;
  readonly out: string;
  readonly profile: string;
  readonly force: boolean;
  readonly json: boolean;
}

/** What a command knows of its surroundings. */
export interface Surroundings {
  /** The folder of package.json. */
  readonly root: string;
  readonly interactive: boolean;
}

/** Makes a certificate signing request for a key and writes it. */
export async function runCsr(flags: CsrFlags, { root, interactive }: Surroundings): Promise<Outcome> {
  const { key: keyFile, out } = flags;
  const typed = typedNames(flags);
  const profile = await loadProfile(flags.profile, root);
  const showing = flags['show-openssl'] === true;
  if (!showing) await checkMade([out], [keyFile, ...(flags.from === undefined ? [] : [flags.from])], flags);
  const source = flags.from === undefined ? undefined : await loadNamesSource(flags.from);
  const passphrase = passphraseSource(flags, interactive, (file) => makingTexts('prompt.passphrase', { file }));
  const { privateKey, spec } = await madeWith(genkeyCommand(keyFile), () => loadPrivateKey(keyFile, { passphrase }));
  const chosen = chooseNames(await orAsked(typed, flags, interactive), source);
  if (showing) {
    const { csrEquivalent } = await import('../../pki/openssl/certificates.ts');
    const key = { file: keyFile, passphrase: passphraseFrom(flags), made: undefined };
    const asked = { subject: chosen.subject, extensions: requestExtensions({ spec, ...chosen, profile }) };
    return equivalentOutcome(csrEquivalent({ ...asked, key, hash: defaultHash(spec), out }));
  }
  const der = await createRequest({ privateKey, spec, ...chosen, profile });
  await writeMade([{ path: out, data: Buffer.from(toPem('CERTIFICATE REQUEST', der)) }], flags);
  const subject = parseName(chosen.subject).toString();
  const names = chosen.names.map(({ type, text }) => ({ type, value: text }));
  const withoutSan = profile.subjectAltName.required && names.length === 0;
  const summary = {
    file: out,
    key: keyFile,
    kind: keyName(spec),
    subject,
    names: names.map(({ value }) => value).join(', '),
  };
  return {
    result: {
      csr: { file: out, subject, names, profile: profile.name },
      key: keyResult(keyFile, spec, createPublicKey(privateKey)),
    },
    text: out === '-' ? '' : text(summary),
    warnings: withoutSan ? [warning('WARN_NO_SAN', t, 'warning.noSan')] : [],
  };
}

function genkeyCommand(file: string): string {
  return file === 'server.key' ? 'llave genkey' : command('llave', 'genkey', '-o', file);
}

async function orAsked(typed: TypedNames, flags: NameFlags, interactive: boolean): Promise<TypedNames> {
  if (typed.subject !== undefined || typed.hosts.length > 0 || flags.from !== undefined) return typed;
  if (!interactive) throw new AppError('ERR_SUBJECT_MISSING');
  return askNames();
}

function text(summary: { file: string; key: string; kind: string; subject: string; names: string }): string {
  const { file, key, kind, subject, names } = summary;
  const option = key === 'server.key' ? [] : ['--key', key];
  const request = file === 'server.csr' ? [] : ['--csr', file];
  return [
    t('made', { file }),
    ...rows([
      [makingTexts('label.subject'), subject === '' ? makingTexts('none') : subject],
      [makingTexts('label.names'), names === '' ? makingTexts('none') : names],
      [makingTexts('label.key'), makingTexts('value.key', { key: kind, file: key })],
    ]),
    t('next', { command: command('llave', 'selfsign', ...option, ...request) }),
  ].join('\n');
}
