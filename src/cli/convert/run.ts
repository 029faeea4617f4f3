import { basename, extname } from 'node:path';
import { AppError } from '../../errors/app-error.ts';
import { convert } from '../../pki/convert/convert.ts';
import { CONVERT_FORMATS, type ConvertFormat, formatOf } from '../../pki/convert/formats.ts';
import { gather } from '../../pki/convert/gather.ts';
import { type Outcome, warning } from '../base-command.ts';
import { newPassphrase } from '../making/new-passphrase.ts';
import { makingTexts } from '../making/texts.ts';
import { checkMade, writeMade } from '../making/write.ts';
import { flaggedPassphrase, type PassphraseFlags, passphraseSource } from '../passphrase.ts';
import { equivalentOutcome, type ShowOpensslFlag } from '../show-openssl.ts';
import { convertTexts as t } from './texts.ts';

/** The flags of `llave convert`. */
export interface ConvertFlags extends PassphraseFlags, ShowOpensslFlag {
  readonly out: string;
  readonly to?: ConvertFormat | undefined;
  readonly encrypt: boolean;
  readonly name?: string | undefined;
  readonly 'out-passphrase-file'?: string | undefined;
  readonly 'out-passphrase-env'?: string | undefined;
  readonly force: boolean;
  readonly json: boolean;
}

/** Converts what files hold into one file of another form. */
export async function runConvert(
  inputs: readonly string[],
  flags: ConvertFlags,
  interactive: boolean,
): Promise<Outcome> {
  const { out } = flags;
  const format = flags.to ?? formatOf(out);
  if (format === undefined) throw new AppError('ERR_CONVERT_FORMAT', { file: out, formats: CONVERT_FORMATS });
  const name = flags.name ?? basename(inputs[0]!, extname(inputs[0]!));
  if (flags['show-openssl']) {
    const { convertWithOpenssl } = await import('./openssl.ts');
    return equivalentOutcome(await convertWithOpenssl(inputs, { ...flags, format, name }));
  }
  await checkMade([out], inputs, flags);
  const passphrase = passphraseSource(flags, interactive, (file) => makingTexts('prompt.passphrase', { file }));
  const all = await gather(inputs, passphrase);
  const secret = await outPassphrase(flags, format, interactive);
  const converted = await convert(all, { format, file: inputs[0]!, passphrase: secret, name });
  const { data, wrote, dropped, root } = converted;
  await writeMade([{ path: out, data, secret: converted.secret }], flags);
  const certificates = wrote.certificates.map(({ subject }) => subject.toString());
  const left = [...dropped, ...(root === undefined ? [] : [root])];
  return {
    result: {
      file: out,
      format,
      private: wrote.keys > 0,
      encrypted: secret !== undefined && (wrote.keys > 0 || format === 'pkcs12'),
      keys: wrote.keys,
      certificates,
      others: wrote.others,
      dropped: left.map(({ subject }) => subject.toString()),
    },
    text:
      out === '-'
        ? ''
        : [
            t(converted.secret ? 'made.secret' : 'made', { file: out, format }),
            ...certificates.map((subject) => `  ${subject}`),
          ].join('\n'),
    warnings: [
      ...dropped.map(({ subject }) =>
        warning('WARN_UNRELATED', t, 'warning.unrelated', { subject: subject.toString() }),
      ),
      ...(root === undefined
        ? []
        : [warning('WARN_ROOT_LEFT_OUT', t, 'warning.root', { subject: root.subject.toString() })]),
      ...(format === 'pkcs12' && /[^\x20-\x7e]/.test(secret ?? '')
        ? [warning('WARN_PASSPHRASE_NOT_ASCII', t, 'warning.passphrase')]
        : []),
    ],
  };
}

/** The passphrase of the output: its own flags, else for PKCS#12 and --encrypt that of the input, else it is asked for. */
async function outPassphrase(
  flags: ConvertFlags,
  format: ConvertFormat,
  interactive: boolean,
): Promise<string | undefined> {
  const own = { 'passphrase-file': flags['out-passphrase-file'], 'passphrase-env': flags['out-passphrase-env'] };
  const given = await flaggedPassphrase(own);
  if (given === undefined && format !== 'pkcs12' && !flags.encrypt) return undefined;
  return newPassphrase(given === undefined ? flags : own, flags.out, interactive);
}
