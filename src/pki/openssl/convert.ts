import { command } from '../../runtime/shell.ts';
import type { ConvertFormat } from '../convert/formats.ts';
import { PBKDF2_ITERATIONS } from '../keys/encrypt.ts';
import { type Equivalent, type LossCode, type PassphraseFrom, pass } from './equivalent.ts';

/** One file that is converted, by what it holds. */
export interface ConvertInput {
  readonly file: string;
  readonly holds: 'key' | 'certificates' | 'request' | 'crl' | 'public-key' | 'pkcs12' | 'mixed' | 'foreign';
  readonly encoding: 'pem' | 'der';
}

/** A conversion. */
export interface ConvertPlan {
  readonly inputs: readonly ConvertInput[];
  readonly format: ConvertFormat;
  readonly out: string;
  /** Whether a private key in the output is encrypted. */
  readonly encrypted: boolean;
  readonly passphrase: PassphraseFrom;
  readonly outPassphrase: PassphraseFrom;
  readonly name: string;
}

const NONE: Equivalent = { commands: [], loses: ['no-form'] };

/** How openssl converts (openssl-pkey(1), -x509(1), -pkcs12(1)); one program for each kind of thing. */
export function convertEquivalent(plan: ConvertPlan): Equivalent {
  const { inputs, format } = plan;
  if (format === 'jwk' || format === 'openssh' || inputs.some(({ holds }) => holds === 'foreign')) return NONE;
  const common: LossCode[] = ['no-detection', 'overwrites'];
  if (format === 'pkcs12') return toPkcs12(plan, common);
  const [input] = inputs;
  if (input === undefined || inputs.length > 1) return severalFiles(plan, common);
  if (input.holds === 'pkcs12') return fromPkcs12(plan, input, common);
  if (format === 'fullchain') return { commands: [sorted(plan)], loses: [...common, 'order'] };
  const program = PROGRAMS[input.holds];
  if (program === undefined) return NONE;
  const inform = input.encoding === 'der' ? ['-inform', 'DER'] : [];
  const outform = format === 'der' ? ['-outform', 'DER'] : [];
  const words = ['openssl', ...program, ...inform, '-in', input.file];
  if (input.holds !== 'key') return { commands: [command(...words, ...outform, '-out', plan.out)], loses: common };
  return keyCommands(plan, words, outform, common);
}

const PROGRAMS: Partial<Record<ConvertInput['holds'], readonly string[]>> = {
  key: ['pkey'],
  certificates: ['x509'],
  request: ['req'],
  crl: ['crl'],
  'public-key': ['pkey', '-pubin'],
};

function keyCommands(
  plan: ConvertPlan,
  words: readonly string[],
  outform: readonly string[],
  common: LossCode[],
): Equivalent {
  const reading = [...words, ...pass('-passin', plan.passphrase)];
  const traditional = plan.format === 'traditional' ? ['-traditional'] : [];
  const loses: LossCode[] = [...common, 'key-mode'];
  // `pkey -outform DER` gives RSA keys as PKCS#1.
  if (!plan.encrypted && plan.format === 'der') {
    const words = ['openssl', 'pkcs8', '-topk8', '-nocrypt', ...outform, '-out', plan.out];
    return { commands: ['umask 077', `${command(...reading)} | ${command(...words)}`], loses };
  }
  if (!plan.encrypted)
    return { commands: ['umask 077', command(...reading, ...traditional, ...outform, '-out', plan.out)], loses };
  const cipher = ['-v2', 'aes-256-cbc', '-v2prf', 'hmacWithSHA256', '-iter', PBKDF2_ITERATIONS];
  const writing = ['openssl', 'pkcs8', '-topk8', ...cipher, ...pass('-passout', plan.outPassphrase), ...outform];
  return {
    commands: ['umask 077', `${command(...reading)} | ${command(...writing, '-out', plan.out)}`],
    loses: [...loses, 'iterations'],
  };
}

/** The name of the file that several chains are joined in: -certfile takes one. */
const CHAIN_FILE = 'openssl-chain.pem';

function toPkcs12(plan: ConvertPlan, common: LossCode[]): Equivalent {
  const { inputs, out, name } = plan;
  if (inputs.some(({ encoding, holds }) => encoding === 'der' || holds === 'pkcs12')) return NONE;
  const key = inputs.find(({ holds }) => holds === 'key');
  const hasKey = key !== undefined || inputs.some(({ holds }) => holds === 'mixed');
  const [first, ...more] = inputs.filter((input) => input !== key).map(({ file }) => file);
  if (first === undefined) return NONE;
  const modern = ['-certpbe', 'AES-256-CBC', '-keypbe', 'AES-256-CBC', '-macalg', 'sha256', '-iter', PBKDF2_ITERATIONS];
  const joined = more.length > 1;
  const words = [
    ...['openssl', 'pkcs12', '-export', '-in', first],
    ...(key === undefined ? [] : ['-inkey', key.file]),
    ...(hasKey ? [] : ['-nokeys']),
    ...(more.length === 0 ? [] : ['-certfile', joined ? CHAIN_FILE : more[0]!]),
    ...['-name', name, ...modern, ...pass('-passin', plan.passphrase), ...pass('-passout', plan.outPassphrase)],
    ...['-out', out],
  ];
  return {
    commands: ['umask 077', ...(joined ? [`${command('cat', ...more)} > ${CHAIN_FILE}`] : []), command(...words)],
    loses: [...common, 'key-mode', 'order', 'pkcs12-name'],
  };
}

function fromPkcs12(plan: ConvertPlan, { file }: ConvertInput, common: LossCode[]): Equivalent {
  if (plan.format !== 'pem' && plan.format !== 'pkcs8' && plan.format !== 'fullchain') return NONE;
  const what = { pem: [], pkcs8: ['-nocerts'], fullchain: ['-nokeys'] }[plan.format];
  const words = ['openssl', 'pkcs12', '-in', file, ...pass('-passin', plan.passphrase), ...what];
  const secret = plan.encrypted ? pass('-passout', plan.outPassphrase) : ['-noenc'];
  return {
    commands: ['umask 077', command(...words, ...secret, '-out', plan.out)],
    loses: [...common, 'key-mode', 'order', ...(plan.encrypted ? (['iterations'] as const) : [])],
  };
}

function severalFiles(plan: ConvertPlan, common: LossCode[]): Equivalent {
  if (plan.format !== 'pem' && plan.format !== 'fullchain') return NONE;
  if (plan.inputs.some(({ encoding, holds }) => encoding === 'der' || holds === 'pkcs12')) return NONE;
  return { commands: [sorted(plan)], loses: [...common, 'order'] };
}

/** openssl sorts no chain: the files come out in the order in which they go in. */
function sorted({ inputs, out }: ConvertPlan): string {
  return `${command('cat', ...inputs.map(({ file }) => file))} > ${command(out)}`;
}
