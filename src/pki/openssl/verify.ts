import { command } from '../../runtime/shell.ts';
import type { Equivalent, LossCode } from './equivalent.ts';

/** A path validation, as it was asked for. */
export interface VerifyPlan {
  readonly file: string;
  readonly ca: readonly string[] | undefined;
  readonly intermediates: readonly string[];
  readonly host: string | undefined;
  readonly isAddress: boolean;
  readonly purpose: 'server' | 'client' | 'any';
  readonly at: Date | undefined;
  readonly crls: readonly string[];
  readonly maxDepth: number | undefined;
  readonly policy: 'rfc5280' | 'webpki';
  readonly initialPolicies: readonly string[];
  readonly explicitPolicy: boolean;
  readonly inhibitPolicyMapping: boolean;
  readonly inhibitAnyPolicy: boolean;
}

/** How openssl validates a path (openssl-verify(1)). */
export function verifyEquivalent(plan: VerifyPlan): Equivalent {
  const each = (flag: string, files: readonly string[]) => files.flatMap((file) => [flag, file]);
  const anchors = plan.ca === undefined ? [] : ['-no-CAfile', '-no-CApath', ...each('-trusted', plan.ca)];
  const purpose = { server: ['-purpose', 'sslserver'], client: ['-purpose', 'sslclient'], any: [] }[plan.purpose];
  const host = plan.host === undefined ? [] : [plan.isAddress ? '-verify_ip' : '-verify_hostname', plan.host];
  const policies =
    plan.initialPolicies.length > 0 || plan.explicitPolicy || plan.inhibitPolicyMapping || plan.inhibitAnyPolicy;
  const words = [
    ...['openssl', 'verify', '-x509_strict', ...anchors],
    // A chain in the certificate's own file is not looked at unless it is named again.
    ...each('-untrusted', [plan.file, ...plan.intermediates]),
    ...purpose,
    ...host,
    ...(plan.at === undefined ? [] : ['-attime', Math.floor(plan.at.getTime() / 1000)]),
    ...(plan.crls.length === 0 ? [] : ['-crl_check_all', ...each('-CRLfile', plan.crls)]),
    ...(plan.maxDepth === undefined ? [] : ['-verify_depth', plan.maxDepth]),
    ...(policies ? ['-policy_check'] : []),
    ...each('-policy', plan.initialPolicies),
    ...(plan.explicitPolicy ? ['-explicit_policy'] : []),
    ...(plan.inhibitPolicyMapping ? ['-inhibit_map'] : []),
    ...(plan.inhibitAnyPolicy ? ['-inhibit_any'] : []),
    plan.file,
  ];
  const loses: LossCode[] = ['no-reason', 'lenient', 'no-detection'];
  if (plan.policy === 'webpki') loses.push('webpki');
  if (policies) loses.push('policy-sets');
  return { commands: [command(...words)], loses };
}
