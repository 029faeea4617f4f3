import { defineCheck, type Judgement } from '../../check.ts';
import type { ChatStatus } from '../../evidence/chat.ts';
import type { Entry } from '../../evidence.ts';
import type { CertificateFacts } from '../../facts/certificate.ts';
import { bothEnds } from '../../facts/two-ends.ts';
import { clockFixes } from '../../fixes/clock.ts';

/** Clocks that differ by less are not the reason why a certificate is refused. */
const TOLERATED_S = 300;

/**
 * Clocks that do not agree. This machine's is the wrong one where a certificate that is valid now looks as if it were
 * not; otherwise it takes a third witness to say which.
 */
export const localClockSkew = defineCheck({
  id: 'local-clock-skew',
  layer: 'config',
  severity: 'error',
  needs: ['request', 'tls.handshake'],
  reads: ['cert.path', 'local.clock', 'local.newest', 'chat.status'],
  explains: ['cert.path'],
  absorbs: ['cert-expired', 'cert-not-yet-valid'],
  run({ request, 'tls.handshake': { chain }, 'local.clock': clock, 'local.newest': newest, 'chat.status': statuses }) {
    const [measured] = bothEnds(statuses).map((status) => status.clock);
    const apart = measured && Math.abs(measured.aheadSeconds) - measured.uncertainSeconds > TOLERATED_S;
    const invalid = chain.filter(({ notBefore, notAfter }) => request.at < notBefore || request.at > notAfter);
    const [first] = invalid;
    if (first === undefined) return apart ? disagreement(measured, chain, newest) : null;
    const early = request.at < first.notBefore;
    const told = clock?.state === 'ok' ? clock.value : apart ? measured : undefined;
    const server = told && Math.abs(told.aheadSeconds) > TOLERATED_S && chain.every((one) => isValid(one, told.date));
    // Files from the future: the clock was once ahead of where it is now.
    const files = newest?.state === 'ok' && early && newest.value.aheadSeconds > TOLERATED_S ? newest.value : undefined;
    if (!server && files === undefined) return null;
    const ruledOut = [
      {
        code: early ? 'cert-not-yet-valid' : 'cert-expired',
        because: server ? 'server-clock' : 'files-from-the-future',
        params: { date: server ? told.date : (files?.date ?? ''), path: files?.path ?? '' },
      },
    ];
    const params = paramsOf(server ? told.aheadSeconds : (files?.aheadSeconds ?? 0), 'here', Boolean(server));
    return { params, confidence: server && files !== undefined ? 'certain' : 'likely', ruledOut };
  },
  fix: (params) => clockFixes(params),
});

/** The clocks of both ends are apart, and no certificate suffers from it yet. */
function disagreement(
  { aheadSeconds, date }: ChatStatus['clock'],
  chain: readonly CertificateFacts[],
  newest: Entry<'local.newest'> | undefined,
): Judgement {
  // A certificate is not older than the clock of the server that has it, nor a file older than this machine's clock.
  const issuedLater = chain.find(({ notBefore }) => date < notBefore);
  const files = newest?.state === 'ok' && newest.value.aheadSeconds > TOLERATED_S;
  const wrong = issuedLater ? 'there' : files && aheadSeconds > 0 ? 'here' : 'either';
  return { params: paramsOf(aheadSeconds, wrong, true), confidence: 'certain', severity: 'warning' };
}

function paramsOf(aheadSeconds: number, wrong: 'here' | 'there' | 'either', server: boolean) {
  const seconds = Math.round(Math.abs(aheadSeconds));
  return {
    ...{ seconds, ...span(seconds), behind: aheadSeconds > 0, server },
    // For the sentence, which has a form for each.
    ...{ here: Number(wrong === 'here'), there: Number(wrong === 'there'), either: Number(wrong === 'either') },
  };
}

function isValid({ notBefore, notAfter }: { notBefore: string; notAfter: string }, at: string): boolean {
  return notBefore <= at && at <= notAfter;
}

function span(seconds: number): { readonly days: number; readonly hours: number; readonly minutes: number } {
  return {
    days: Math.floor(seconds / 86_400),
    hours: Math.floor((seconds % 86_400) / 3600),
    minutes: Math.floor((seconds % 3600) / 60),
  };
}
