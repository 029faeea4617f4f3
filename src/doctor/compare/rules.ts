import { hostPort } from '../target.ts';
import {
  addressesOf,
  askedOf,
  failedStep,
  failureCode,
  familyWorks,
  isReference,
  leafOf,
  passed,
  type Side,
  seen,
  targetOf,
} from './side.ts';

type Params = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** Something that two diagnoses decide together. Pure; null where they do not. */
export interface Rule {
  readonly id: string;
  /** Says all there is to say: no later rule is asked. */
  readonly final?: boolean;
  /** Rests on names and addresses, which mean nothing where one of the two is scrubbed. */
  readonly byName?: boolean;
  run(before: Side, now: Side): Params | null;
}

/** Causes that lie on the server's machine or before it, which only the reference server in its place can tell apart. */
export const UNDECIDED: readonly string[] = [
  ...['firewall-drop-port', 'firewall-drop-host', 'firewall-reset', 'firewall-reject-port', 'firewall-reject-admin'],
  ...['tcp-reset-on-accept', 'tcp-single-accept', 'tcp-loss', 'tcp-pmtu-server-to-client', 'tcp-pmtu-client-to-server'],
  ...['peer-silent', 'peer-closes', 'tls-stalled', 'tls-reset-after-hello', 'tls-hello-intolerant', 'tls-sni-blocked'],
  ...['tls-internal-error', 'tls-corrupted', 'ip-host-dead'],
];

const causeOf = ({ diagnosis }: Side) => diagnosis.verdict.cause ?? '';
const works = ({ diagnosis: { verdict } }: Side) => verdict.status === 'healthy' || verdict.status === 'degraded';
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** In the order in which they are asked. */
export const RULES: readonly Rule[] = [
  {
    id: 'other-target',
    final: true,
    byName: true,
    run(before, now) {
      const [a, b] = [targetOf(before), targetOf(now)];
      if (!a || !b || (a.host === b.host && a.port === b.port)) return null;
      return { before: hostPort(a.host, a.port), now: hostPort(b.host, b.port) };
    },
  },
  {
    id: 'only-from-one-machine',
    final: true,
    byName: true,
    run(before, now) {
      const [a, b] = [seen(before, 'local.machine'), seen(now, 'local.machine')];
      if (!a || !b || a.hostname === b.hostname || works(before) === works(now)) return null;
      const [good, bad] = works(before) ? [a, b] : [b, a];
      return { works: good.hostname, fails: bad.hostname };
    },
  },
  {
    id: 'from-both-machines',
    final: true,
    byName: true,
    run(before, now) {
      const [a, b] = [seen(before, 'local.machine'), seen(now, 'local.machine')];
      if (!a || !b || a.hostname === b.hostname || works(now) || causeOf(before) !== causeOf(now)) return null;
      return { before: a.hostname, now: b.hostname, cause: causeOf(now) };
    },
  },
  {
    // The reference server stands where the service was, and what failed works.
    id: 'service-not-network',
    final: true,
    run(before, now) {
      const step = failedStep(before);
      if (step === undefined || !['tcp.path', 'tls.handshake', 'chat.exchange'].includes(step)) return null;
      const replaced = isReference(now) && !isReference(before);
      return replaced && passed(now, step) ? { step, cause: causeOf(before) } : null;
    },
  },
  {
    // Silence has become a refusal: packets get through, and nobody is there.
    id: 'gets-through-now',
    final: true,
    run(before, now) {
      const silent = failureCode(before, 'tcp.path') === 'TIMEOUT';
      return silent && causeOf(now) === 'tcp-refused' ? { port: targetOf(now)?.port ?? 0 } : null;
    },
  },
  {
    id: 'network-not-service',
    final: true,
    run(before, now) {
      const step = failedStep(now);
      if (step === undefined || step !== failedStep(before) || causeOf(before) !== causeOf(now)) return null;
      return UNDECIDED.includes(causeOf(now)) && !isReference(before) ? { step, cause: causeOf(now) } : null;
    },
  },
  {
    id: 'address-was-it',
    byName: true,
    run(before, now) {
      const [old, current] = [addressesOf(before), addressesOf(now)];
      if (old.length === 0 || current.length === 0 || same(old, current)) return null;
      return !works(before) && works(now) ? { before: old, now: current } : null;
    },
  },
  {
    id: 'asked-differently',
    byName: true,
    run(before, now) {
      const [a, b] = [askedOf(before), askedOf(now)];
      const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])] as (keyof typeof a)[];
      const flags = keys.filter((key) => !same(a[key], b[key]));
      return flags.length > 0 ? { flags, decisive: works(before) !== works(now) } : null;
    },
  },
  {
    id: 'family-lost',
    run(before, now) {
      const lost = ([4, 6] as const).find(
        (family) => familyWorks(before, family) && familyWorks(now, family) === false,
      );
      const other = lost === undefined ? undefined : familyWorks(now, lost === 4 ? 6 : 4);
      return lost !== undefined && other ? { family: lost } : null;
    },
  },
  {
    id: 'certificate-changed',
    byName: true,
    run(before, now) {
      const [a, b] = [leafOf(before), leafOf(now)];
      if (!a || !b || a.fingerprint256 === b.fingerprint256) return null;
      return {
        before: a.notAfter.slice(0, 10),
        now: b.notAfter.slice(0, 10),
        sameKey: a.publicKeySha256 === b.publicKeySha256,
        sameIssuer: a.issuer === b.issuer,
      };
    },
  },
  {
    id: 'is-mended',
    final: true,
    run: (before, now) => (!works(before) && works(now) ? { cause: causeOf(before) } : null),
  },
  {
    id: 'broke-since',
    final: true,
    run: (before, now) => (works(before) && !works(now) ? { cause: causeOf(now) } : null),
  },
  {
    id: 'further-now',
    final: true,
    run(before, now) {
      const step = failedStep(before);
      return step !== undefined && passed(now, step) ? { step, before: causeOf(before), now: causeOf(now) } : null;
    },
  },
  {
    id: 'other-cause',
    final: true,
    run: (before, now) =>
      !works(now) && causeOf(before) !== causeOf(now) ? { before: causeOf(before), now: causeOf(now) } : null,
  },
  {
    id: 'same-cause',
    final: true,
    run: (before, now) => (!works(now) && causeOf(before) === causeOf(now) ? { cause: causeOf(now) } : null),
  },
  { id: 'still-works', run: (before, now) => (works(before) && works(now) ? {} : null) },
];
