import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';

/** Clocks that differ by less are not the reason why a certificate is refused. */
const TOLERATED_S = 300;

/** This machine's clock is wrong: a certificate that is valid now looks as if it were not. */
export const localClockSkew = defineCheck({
  id: 'local-clock-skew',
  layer: 'config',
  severity: 'error',
  needs: ['request', 'tls.handshake'],
  reads: ['cert.path', 'local.clock', 'local.newest'],
  explains: ['cert.path'],
  absorbs: ['cert-expired', 'cert-not-yet-valid'],
  run({ request, 'tls.handshake': { chain }, 'local.clock': clock, 'local.newest': newest }) {
    const invalid = chain.filter(({ notBefore, notAfter }) => request.at < notBefore || request.at > notAfter);
    const [first] = invalid;
    if (first === undefined) return null;
    const early = request.at < first.notBefore;
    const told = clock?.state === 'ok' ? clock.value : undefined;
    const server = told && Math.abs(told.aheadSeconds) > TOLERATED_S && chain.every((one) => isValid(one, told.date));
    // Files from the future: the clock was once ahead of where it is now.
    const files = newest?.state === 'ok' && early && newest.value.aheadSeconds > TOLERATED_S ? newest.value : undefined;
    if (!server && files === undefined) return null;
    const seconds = server ? told.aheadSeconds : (files?.aheadSeconds ?? 0);
    const params = {
      seconds: Math.abs(seconds),
      ...span(Math.abs(seconds)),
      behind: seconds > 0,
      server: Boolean(server),
    };
    const ruledOut = [
      {
        code: early ? 'cert-not-yet-valid' : 'cert-expired',
        because: server ? 'server-clock' : 'files-from-the-future',
        params: { date: server ? told.date : (files?.date ?? ''), path: files?.path ?? '' },
      },
    ];
    return { params, confidence: server && files !== undefined ? 'certain' : 'likely', ruledOut };
  },
  fix: () => [
    { text: 'look', commands: [command('date', '-u')], where: 'here', needsRoot: false },
    {
      text: 'set',
      commands: [command('timedatectl', 'set-ntp', 'true')],
      where: 'here',
      needsRoot: true,
      os: 'linux',
    },
    { text: 'set', commands: [command('sntp', '-sS', 'time.apple.com')], where: 'here', needsRoot: true, os: 'darwin' },
    { text: 'set', commands: [command('w32tm', '/resync')], where: 'here', needsRoot: true, os: 'win32' },
  ],
});

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
