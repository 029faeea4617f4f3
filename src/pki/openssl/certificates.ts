import { command } from '../../runtime/shell.ts';
import type { HashName, KeySpec } from '../algorithms.ts';
import type { ExtensionInput } from '../engine.ts';
import { DAY_SECONDS, type ValidityPeriod } from '../validity-period.ts';
import { CONFIG_FILE, writeConfig } from './config.ts';
import { type Equivalent, type LossCode, type PassphraseFrom, pass } from './equivalent.ts';
import { extensionSections, KEY_IDENTIFIERS } from './extension-section.ts';
import { genkeyEquivalent } from './genkey.ts';
import { subjectArgument } from './subject.ts';

/** The key that goes into a request or a certificate. */
export interface SubjectKey {
  readonly file: string;
  readonly passphrase: PassphraseFrom;
  /** What is made first, where the file does not exist yet. */
  readonly made: KeySpec | undefined;
}

/** A request (RFC 2986) that is to be made. */
export interface RequestPlan {
  readonly key: SubjectKey;
  /** Name, DER. */
  readonly subject: Uint8Array;
  readonly extensions: readonly ExtensionInput[];
  readonly hash: HashName | undefined;
  readonly out: string;
}

/** A request, and whether the certificate has the subject that it asks for. */
export interface FromRequest {
  readonly csr: string;
  readonly asked: boolean;
}

/** A certificate that is to be made. */
export interface CertificatePlan extends Omit<RequestPlan, 'key'> {
  readonly now: Date;
  readonly validity: ValidityPeriod;
  /** The request's file, where there is one; else the key's. */
  readonly from: FromRequest | { readonly key: SubjectKey };
}

/** Who signs a certificate. */
export interface SignerPlan {
  readonly certificate: string;
  readonly key: string;
  readonly passphrase: PassphraseFrom;
  /** Certificates that go behind the leaf, and where to. */
  readonly fullchain: { readonly intermediates: readonly string[]; readonly out: string } | undefined;
  /** The key is destroyed behind it. */
  readonly throwaway: boolean;
}

const REQUEST_CONFIG = ['[req]', 'distinguished_name = subject', '[subject]'];

/** How openssl makes a request (openssl-req(1)). */
export function csrEquivalent(plan: RequestPlan): Equivalent {
  const subject = subjectArgument(plan.subject);
  return {
    commands: [...makeKey(plan.key), ...requestCommands(plan, subject.text)],
    loses: ['names-unchecked', 'overwrites', ...subject.loses],
  };
}

/** How openssl makes a self-signed certificate: from a request with openssl-x509(1), else with openssl-req(1). */
export function selfsignEquivalent(plan: CertificatePlan, signer: SubjectKey): Equivalent {
  const subject = subjectArgument(plan.subject);
  const config = extensionSections('extensions', plan.extensions);
  const [head, ...rest] = config;
  const sections = [head!, ...KEY_IDENTIFIERS, ...rest];
  const days = ['-days', daysOf(plan.validity)];
  const key = [...pass('-passin', signer.passphrase), ...hashWords(plan.hash)];
  const commands =
    'csr' in plan.from
      ? [
          writeConfig(sections),
          command(
            ...['openssl', 'x509', '-req', '-in', plan.from.csr, '-signkey', signer.file, ...key, ...days],
            ...(plan.from.asked ? [] : ['-subj', subject.text]),
            ...['-extfile', CONFIG_FILE, '-extensions', 'extensions', '-out', plan.out],
          ),
        ]
      : [
          ...makeKey(signer),
          writeConfig([...REQUEST_CONFIG, ...sections]),
          command(
            ...['openssl', 'req', '-x509', '-new', '-config', CONFIG_FILE, '-extensions', 'extensions'],
            ...['-key', signer.file, ...key, '-utf8', '-subj', subject.text, ...days, '-out', plan.out],
          ),
        ];
  const own: LossCode[] = 'csr' in plan.from ? ['requester-unchecked'] : ['names-unchecked', ...subject.loses];
  return {
    commands,
    loses: [
      ...own,
      'overwrites',
      ...(signer.made === undefined ? [] : (['key-mode', 'no-transaction'] as const)),
      ...dateLosses(plan),
      'acceptance',
    ],
  };
}

/** How openssl issues from a CA's files (openssl-x509(1)): a request first, where there is none. */
export function issueEquivalent(plan: CertificatePlan, signer: SignerPlan): Equivalent {
  const subject = subjectArgument(plan.subject);
  const [head, ...rest] = extensionSections('extensions', plan.extensions);
  const csr = 'csr' in plan.from ? plan.from.csr : plan.out.replace(/\.[^./]*$|$/, '.csr');
  const request =
    'csr' in plan.from
      ? []
      : [
          ...makeKey(plan.from.key),
          ...requestCommands({ ...plan, key: plan.from.key, extensions: [], out: csr, hash: undefined }, subject.text),
        ];
  const { fullchain } = signer;
  const commands = [
    ...request,
    writeConfig([head!, ...KEY_IDENTIFIERS, ...rest]),
    // A serial number that nobody can foresee; openssl's own default is written to a file that two processes race for.
    `${command(
      ...['openssl', 'x509', '-req', '-in', csr, '-CA', signer.certificate, '-CAkey', signer.key],
      ...('csr' in plan.from && !plan.from.asked ? ['-subj', subject.text] : []),
      ...pass('-passin', signer.passphrase),
      ...hashWords(plan.hash),
      ...['-days', daysOf(plan.validity), '-extfile', CONFIG_FILE, '-extensions', 'extensions', '-out', plan.out],
    )} -set_serial "0x$(openssl rand -hex 19)"`,
    ...(fullchain === undefined
      ? []
      : [`${command('cat', plan.out, ...fullchain.intermediates)} > ${command(fullchain.out)}`]),
    ...(signer.throwaway ? [command('rm', signer.key)] : []),
  ];
  const own: LossCode[] = 'csr' in plan.from ? ['requester-unchecked'] : ['names-unchecked', ...subject.loses];
  return {
    commands,
    loses: [
      ...own,
      'no-index',
      'constraints-late',
      'overwrites',
      ...(fullchain === undefined && request.length < 3 ? [] : (['no-transaction'] as const)),
      ...dateLosses(plan),
      'acceptance',
      ...(signer.throwaway ? (['throwaway'] as const) : []),
    ],
  };
}

function makeKey({ file, made }: SubjectKey): readonly string[] {
  if (made === undefined) return [];
  const plan = {
    spec: made,
    form: 'pkcs8',
    encoding: 'pem',
    encrypted: false,
    passphrase: {},
    public: undefined,
  } as const;
  return genkeyEquivalent({ ...plan, out: file }).commands;
}

function requestCommands({ key, extensions, hash, out }: RequestPlan, subject: string): string[] {
  const asks = extensions.length > 0;
  return [
    writeConfig([...REQUEST_CONFIG, ...(asks ? extensionSections('extensions', extensions) : [])]),
    command(
      ...['openssl', 'req', '-new', '-config', CONFIG_FILE, ...(asks ? ['-reqexts', 'extensions'] : [])],
      ...['-key', key.file, ...pass('-passin', key.passphrase), ...hashWords(hash)],
      ...['-utf8', '-subj', subject, '-out', out],
    ),
  ];
}

function hashWords(hash: HashName | undefined): string[] {
  return hash === undefined ? [] : [`-${hash.replace('-', '').toLowerCase()}`];
}

function daysOf({ notBefore, notAfter }: ValidityPeriod): number {
  return Math.max(1, Math.round((notAfter.getTime() - notBefore.getTime()) / 1000 / DAY_SECONDS));
}

/** `-days` counts whole days from now; -not_before and -not_after came with OpenSSL 3.4. */
function dateLosses({ now, validity: { notBefore, notAfter } }: CertificatePlan): LossCode[] {
  const seconds = (notAfter.getTime() - notBefore.getTime()) / 1000 + 1;
  const soon = Math.abs(notBefore.getTime() - now.getTime()) < 5 * 60_000;
  return soon && seconds % DAY_SECONDS === 0 ? ['last-second'] : ['dates'];
}
