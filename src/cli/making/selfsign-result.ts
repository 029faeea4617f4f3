import type { KeyObject } from 'node:crypto';
import type { KeySpec } from '../../pki/algorithms.ts';
import type { Granted } from '../../pki/grant.ts';
import { keyName } from '../../pki/keys/spec.ts';
import { signatureAlgorithm } from '../../pki/oids/signature-algorithms.ts';
import type { Certificate } from '../../pki/parse/certificate.ts';
import { fingerprint256 } from '../../pki/parse/fingerprint.ts';
import type { Profile } from '../../pki/profile.ts';
import type { RequestedName } from '../../pki/requested.ts';
import { DAY_SECONDS, isoSeconds } from '../../pki/validity-period.ts';
import { command } from '../../runtime/shell.ts';
import { type Outcome, warning } from '../base-command.ts';
import type { Warning } from '../output.ts';
import { keyResult } from './key-result.ts';
import { rows } from './rows.ts';
import { makingTexts, selfsignTexts as t } from './texts.ts';

/** What was made, for text and JSON. */
export interface SelfSigned {
  readonly certificate: Certificate;
  readonly file: string;
  readonly names: readonly RequestedName[];
  readonly profile: Profile;
  /** The request that it was made from, if any. */
  readonly csr: string | undefined;
  readonly key: {
    readonly file: string;
    readonly spec: KeySpec;
    readonly publicKey: KeyObject;
    readonly made: boolean;
  };
  readonly refused: Pick<Granted, 'refusedNames' | 'refusedExtensions'>;
}

/** The outcome of `llave selfsign`. */
export function describeSelfSigned(made: SelfSigned): Outcome {
  const { certificate, file, names, profile, csr, key } = made;
  const { notBefore, notAfter } = certificate.validity;
  const result = {
    certificate: {
      file,
      subject: certificate.subject.toString(),
      names: names.map(({ type, text }) => ({ type, value: text })),
      serialNumber: certificate.serialNumber,
      notBefore: isoSeconds(notBefore),
      notAfter: isoSeconds(notAfter),
      signatureAlgorithm:
        signatureAlgorithm(certificate.signatureAlgorithm.oid)?.name ?? certificate.signatureAlgorithm.oid,
      fingerprint256: fingerprint256(certificate.der),
      profile: profile.name,
    },
    csr: csr ?? null,
    key: { ...keyResult(key.file, key.spec, key.publicKey), made: key.made },
  };
  return { result, text: file === '-' ? '' : text(made, result.certificate), warnings: warningsOf(made) };
}

type Row = { subject: string; notBefore: string; notAfter: string; fingerprint256: string };

function text(
  { file, key, csr, names }: SelfSigned,
  { subject, notBefore, notAfter, fingerprint256: hex }: Row,
): string {
  const days = Math.round((Date.parse(notAfter) - Date.parse(notBefore)) / 1000 / DAY_SECONDS);
  const list = names.map(({ text: name }) => name).join(', ');
  const pair = [
    ...(key.file === 'server.key' ? [] : ['--key', key.file]),
    ...(file === 'server.crt' ? [] : ['--cert', file]),
  ];
  return [
    csr === undefined ? t('made', { file }) : t('made.csr', { file, csr }),
    ...rows([
      [makingTexts('label.subject'), subject],
      [makingTexts('label.names'), list === '' ? makingTexts('none') : list],
      [
        makingTexts('label.key'),
        makingTexts(key.made ? 'value.newKey' : 'value.key', { key: keyName(key.spec), file: key.file }),
      ],
      [makingTexts('label.validity'), makingTexts('value.validity', { notBefore, notAfter, days })],
      [makingTexts('label.fingerprint'), hex.toUpperCase().replace(/(..)(?!$)/g, '$1:')],
    ]),
    t('next', { command: command('llave', 'serve', ...pair) }),
    t('look', { command: command('llave', 'doctor', whereToLook(names), '--ca', file) }),
  ].join('\n');
}

/** Where a client would find the server by a name that the certificate holds: others are refused. */
function whereToLook(names: readonly RequestedName[]): string {
  const host =
    names.find(({ type, text: name }) => type === 'dns' && !name.startsWith('*')) ??
    names.find(({ type }) => type === 'ip');
  const name = host?.text ?? 'localhost';
  return name.includes(':') ? `[${name}]:12345` : `${name}:12345`;
}

function warningsOf({ refused, profile }: SelfSigned): Warning[] {
  const { refusedNames, refusedExtensions } = refused;
  return [
    ...refusedNames.map(({ text: name, type }) =>
      warning('WARN_NAME_NOT_GRANTED', t, 'warning.name', { name, type, profile: profile.name }),
    ),
    ...refusedExtensions.map((extension) =>
      warning('WARN_EXTENSION_NOT_GRANTED', t, 'warning.extension', { extension, profile: profile.name }),
    ),
  ];
}
