import { AppError } from '../../errors/app-error.ts';
import type { Examiner } from '../../renewal/change.ts';
import type { Settings } from '../../renewal/config/settings.ts';
import type { Target } from '../../renewal/prove/target.ts';
import { systemClock } from '../../runtime/clock.ts';
import { openLocalSystem } from '../../runtime/local-system.ts';
import { systemNetwork } from '../../runtime/network.ts';

/** What doctor says of a target in its quick stage. */
interface Verdict {
  readonly target: string;
  readonly status: string;
  readonly cause: string | null;
}

/**
 * Whether this machine trusts the issuer, and by which of its names a service was called, is not for a renewal to judge: it
 * keeps issuer and names as they were.
 */
const NOT_OURS = /^cert-(self-signed|unknown-ca|hostname|no-san|chain|expires-soon|intermediate|not-trusted)/;

/** Lets doctor look at targets before and after: what it finds broken afterwards, and did not before, is the renewal's. */
export function examinerFor(certificate: string, settings: Settings): Examiner {
  const causes = new Map<string, string | null>();
  return {
    async before(targets) {
      for (const target of targets) {
        const seen = await verdictOn(target, certificate, settings).catch(() => undefined);
        if (seen !== undefined) causes.set(target.input, seen.verdict.cause);
      }
    },
    async after(target) {
      const { verdict, layer } = await verdictOn(target, certificate, settings);
      const { status, cause } = verdict;
      // Who comes after a run that was killed does not know how it was before; what is wrong above TLS may have been so.
      const perhapsBefore = !causes.has(target.input) && layer === 'chat';
      const known = cause === null || NOT_OURS.test(cause) || causes.get(target.input) === cause || perhapsBefore;
      if (status === 'broken' && !known) {
        throw new AppError('ERR_RENEW_PROOF', { target: target.input, address: target.host, reason: cause });
      }
      return verdict;
    },
  };
}

async function verdictOn({ input }: Target, certificate: string, settings: Settings) {
  const { diagnose } = await import('../../doctor/diagnose.ts');
  const { toRequest } = await import('../doctor/request.ts');
  const { servername } = settings;
  const request = toRequest(input, {
    ca: [certificate],
    timeout: 3000,
    deep: false,
    server: false,
    ...(servername === undefined ? {} : { servername }),
  });
  const context = { network: systemNetwork, system: await openLocalSystem(), clock: systemClock };
  const { verdict } = await diagnose(request, { context, onEvent: () => {} });
  const told: Verdict = { target: input, status: verdict.status, cause: verdict.cause };
  return { verdict: told, layer: verdict.layer };
}
