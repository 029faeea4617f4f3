import type { KeySpec } from '../../pki/algorithms.ts';
import { checkForm, exportPrivateKey, exportPublicKey } from '../../pki/keys/export.ts';
import type { Encoding, KeyForm } from '../../pki/keys/forms.ts';
import { generateKey } from '../../pki/keys/generate.ts';
import { keyName } from '../../pki/keys/spec.ts';
import { command } from '../../runtime/shell.ts';
import type { Outcome } from '../base-command.ts';
import { printNote } from '../output.ts';
import type { PassphraseFlags } from '../passphrase.ts';
import { equivalentOutcome, passphraseFrom, type ShowOpensslFlag } from '../show-openssl.ts';
import { keyResult } from './key-result.ts';
import { type KeySpecFlags, keySpecOf } from './key-spec.ts';
import { newPassphrase } from './new-passphrase.ts';
import { genkeyTexts as t } from './texts.ts';
import { checkMade, writeMade } from './write.ts';

/** The flags of `llave genkey`. */
export interface GenkeyFlags extends KeySpecFlags, PassphraseFlags, ShowOpensslFlag {
  readonly form: KeyForm;
  readonly encoding: Encoding;
  readonly encrypt: boolean;
  readonly public?: string | undefined;
  readonly out: string;
  readonly force: boolean;
  readonly json: boolean;
  readonly quiet: boolean;
}

// From this size on a key takes long enough for somebody to wonder.
const SLOW_BITS = 4096;

/** Makes a private key and writes it. */
export async function runGenkey(flags: GenkeyFlags, interactive: boolean): Promise<Outcome> {
  const spec = keySpecOf(flags);
  const { form, encoding, out } = flags;
  const encrypted = flags.encrypt || flags['passphrase-file'] !== undefined || flags['passphrase-env'] !== undefined;
  checkForm(form, encoding, encrypted);
  if (flags['show-openssl']) {
    const { genkeyEquivalent } = await import('../../pki/openssl/genkey.ts');
    const plan = { spec, form, encoding, encrypted, out, public: flags.public };
    return equivalentOutcome(genkeyEquivalent({ ...plan, passphrase: passphraseFrom(flags) }));
  }
  const outputs = flags.public === undefined ? [out] : [out, flags.public];
  await checkMade(outputs, [], flags);
  const passphrase = encrypted ? await newPassphrase(flags, out, interactive) : undefined;
  if (isSlow(spec) && !flags.quiet && !flags.json) printNote(t('progress', { key: keyName(spec) }));
  const { privateKey, publicKey } = await generateKey(spec);
  const files = [{ path: out, data: await exportPrivateKey(privateKey, { form, encoding, passphrase }), secret: true }];
  const publicFiles =
    flags.public === undefined ? [] : [{ path: flags.public, data: exportPublicKey(publicKey, encoding, form) }];
  await writeMade([...files, ...publicFiles], flags);
  const key = { ...keyResult(out, spec, publicKey), form, encoding: form === 'jwk' ? 'json' : encoding, encrypted };
  return {
    result: { key, public: flags.public ?? null },
    text: outputs.includes('-') ? '' : text(flags, keyName(spec), encrypted),
  };
}

function isSlow(spec: KeySpec): boolean {
  return 'bits' in spec && spec.bits >= SLOW_BITS;
}

function text({ form, out, ...flags }: GenkeyFlags, key: string, encrypted: boolean): string {
  const lines = [t(encrypted ? 'made.encrypted' : 'made.plain', { key, file: out, form: t(`form.${form}`) })];
  if (flags.public !== undefined) lines.push(t('made.public', { file: flags.public }));
  const option = out === 'server.key' ? [] : ['--key', out];
  return [...lines, t('next', { command: command('llave', 'csr', ...option, '-H', 'chat.example.org') })].join('\n');
}
