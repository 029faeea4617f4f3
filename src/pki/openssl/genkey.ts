import { command } from '../../runtime/shell.ts';
import type { KeySpec } from '../algorithms.ts';
import { PBKDF2_ITERATIONS } from '../keys/encrypt.ts';
import type { Encoding, KeyForm } from '../keys/forms.ts';
import { type Equivalent, type LossCode, type PassphraseFrom, pass } from './equivalent.ts';

/** A key that is to be made. */
export interface KeyPlan {
  readonly spec: KeySpec;
  readonly form: KeyForm;
  readonly encoding: Encoding;
  readonly encrypted: boolean;
  readonly passphrase: PassphraseFrom;
  readonly out: string;
  readonly public: string | undefined;
}

/** How openssl makes a key (openssl-genpkey(1)). */
export function genkeyEquivalent(plan: KeyPlan): Equivalent {
  const { spec, form, encoding, out } = plan;
  const loses: LossCode[] = ['key-mode', 'overwrites'];
  if (spec.type === 'ml-dsa') loses.push('needs-3-5');
  if (form === 'jwk') return { commands: [], loses: ['no-form'] };
  const outform = encoding === 'der' ? ['-outform', 'DER'] : [];
  const making = ['openssl', 'genpkey', ...algorithm(spec)];
  const commands = ['umask 077'];
  if (plan.encrypted) {
    loses.push('iterations');
    const cipher = ['-v2', 'aes-256-cbc', '-v2prf', 'hmacWithSHA256', '-iter', PBKDF2_ITERATIONS];
    const words = ['openssl', 'pkcs8', '-topk8', ...cipher, ...pass('-passout', plan.passphrase), ...outform];
    commands.push(`${command(...making)} | ${command(...words, '-out', out)}`);
  } else if (form === 'traditional') {
    commands.push(`${command(...making)} | ${command('openssl', 'pkey', '-traditional', ...outform, '-out', out)}`);
  } else if (encoding === 'der') {
    // `genpkey -outform DER` gives RSA keys as PKCS#1.
    const words = ['openssl', 'pkcs8', '-topk8', '-nocrypt', ...outform, '-out', out];
    commands.push(`${command(...making)} | ${command(...words)}`);
  } else commands.push(command(...making, '-out', out));
  if (plan.public !== undefined) {
    const inform = encoding === 'der' ? ['-inform', 'DER'] : [];
    const passin = plan.encrypted ? pass('-passin', plan.passphrase) : [];
    const words = ['openssl', 'pkey', ...inform, '-in', out, ...passin, '-pubout', ...outform, '-out', plan.public];
    commands.push(command(...words));
    loses.push('no-transaction');
  }
  return { commands, loses };
}

function algorithm(spec: KeySpec): string[] {
  switch (spec.type) {
    case 'rsa':
    case 'rsa-pss':
      return ['-algorithm', spec.type.toUpperCase(), '-pkeyopt', `rsa_keygen_bits:${spec.bits}`];
    case 'ec':
      return [
        ...['-algorithm', 'EC', '-pkeyopt', `ec_paramgen_curve:${spec.curve.openssl}`],
        ...['-pkeyopt', 'ec_param_enc:named_curve'],
      ];
    case 'ml-dsa':
      return ['-algorithm', `ML-DSA-${spec.level}`];
    default:
      return ['-algorithm', spec.type.toUpperCase()];
  }
}
