import { isIP } from 'node:net';
import { type Reason, type VerifyInput, type VerifyResult, verifyChain } from '../../pki/verify/index.ts';
import { systemClock } from '../../runtime/clock.ts';
import type { Outcome } from '../base-command.ts';
import { invalidValue } from '../flags.ts';
import { equivalentOutcome, type ShowOpensslFlag } from '../show-openssl.ts';
import { checkedHost } from './host.ts';
import { builtInAnchors, readAll, readCertificates, readCrls } from './inputs.ts';
import { describeReason, verdictText } from './present.ts';

/** The flags of `llave verify`. */
export interface VerifyFlags extends ShowOpensslFlag {
  readonly ca?: readonly string[] | undefined;
  readonly intermediate?: readonly string[] | undefined;
  readonly host?: string | undefined;
  readonly purpose: 'server' | 'client' | 'any';
  readonly at?: Date | undefined;
  readonly crl?: readonly string[] | undefined;
  readonly 'max-depth'?: number | undefined;
  readonly policy: 'rfc5280' | 'webpki';
  readonly 'initial-policy'?: readonly string[] | undefined;
  readonly 'explicit-policy': boolean;
  readonly 'inhibit-policy-mapping': boolean;
  readonly 'inhibit-any-policy': boolean;
}

/** Verifies a certificate from the command line. */
export async function runVerify(file: string, flags: VerifyFlags): Promise<Outcome> {
  if (flags['show-openssl']) return equivalentOutcome(await withOpenssl(file, flags));
  const [leaf, ...sent] = await readCertificates(file);
  const given = await readAll(flags.intermediate, readCertificates);
  const anchors = flags.ca === undefined ? builtInAnchors() : await readAll(flags.ca, readCertificates);
  const crls = await readAll(flags.crl, readCrls);
  const input: VerifyInput = {
    leaf,
    anchors,
    intermediates: [...sent, ...given],
    at: flags.at ?? systemClock.now(),
    purpose: flags.purpose,
    policy: flags.policy,
    crls,
    initialPolicies: (flags['initial-policy'] ?? []).map(checkedOid),
    explicitPolicy: flags['explicit-policy'],
    inhibitPolicyMapping: flags['inhibit-policy-mapping'],
    inhibitAnyPolicy: flags['inhibit-any-policy'],
    ...(flags.host !== undefined && { host: checkedHost(flags.host) }),
    ...(flags['max-depth'] !== undefined && { maxDepth: flags['max-depth'] }),
  };
  const verdict = verifyChain(input);
  return { result: resultOf(verdict), text: verdictText(verdict), exitCode: verdict.ok ? 0 : 1 };
}

/** The same question to openssl; the files themselves are not looked at. */
async function withOpenssl(file: string, flags: VerifyFlags) {
  const { verifyEquivalent } = await import('../../pki/openssl/verify.ts');
  const host = flags.host === undefined ? undefined : checkedHost(flags.host);
  return verifyEquivalent({
    file,
    ca: flags.ca,
    intermediates: flags.intermediate ?? [],
    host,
    isAddress: host !== undefined && isIP(host) !== 0,
    purpose: flags.purpose,
    at: flags.at,
    crls: flags.crl ?? [],
    maxDepth: flags['max-depth'],
    policy: flags.policy,
    initialPolicies: (flags['initial-policy'] ?? []).map(checkedOid),
    explicitPolicy: flags['explicit-policy'],
    inhibitPolicyMapping: flags['inhibit-policy-mapping'],
    inhibitAnyPolicy: flags['inhibit-any-policy'],
  });
}

function resultOf(verdict: VerifyResult) {
  const path = verdict.path.map(({ subject, fingerprint256 }) => ({ subject: subject.toString(), fingerprint256 }));
  if (verdict.ok) return { valid: true, path, policies: verdict.policies };
  return { valid: false, path, reason: reasonResult(verdict.reason), others: verdict.others.map(reasonResult) };
}

function reasonResult(reason: Reason) {
  const { message, fix } = describeReason(reason);
  return { ...reason, message, fix };
}

function checkedOid(oid: string): string {
  if (oid === 'anyPolicy') return '2.5.29.32.0';
  if (!/^[0-2](\.(0|[1-9]\d*))+$/.test(oid))
    throw invalidValue('initial-policy', oid, '2.16.840.1.101.3.2.1.48.1, anyPolicy');
  return oid;
}
