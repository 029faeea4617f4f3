import type { AppError } from '../../errors/app-error.ts';
import { isAppError } from '../../errors/app-error.ts';
import { command } from '../../runtime/shell.ts';
import { ExplainedError } from '../explained-error.ts';
import { printNote, style } from '../output.ts';
import { chatTexts as t } from './texts.ts';

/** What `llave chat` was told about whom to connect to, and whom to trust. */
export interface ChatTrustFlags {
  readonly json: boolean;
  readonly quiet: boolean;
  readonly ca?: readonly string[] | undefined;
  readonly pin?: string | undefined;
  readonly insecure: boolean;
  readonly servername?: string | undefined;
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
}

/** Somebody waits: doctor gets so many milliseconds for everything, and for one probe. */
const TOTAL_MS = 3000;
const PROBE_MS = 1500;

/**
 * What is thrown for a connection that failed: the error itself, or, where doctor finds the cause in time, the same
 * error with the cause and its first fix. The exit code stays that of the error.
 */
export async function explainFailure(thrown: unknown, target: string, flags: ChatTrustFlags): Promise<unknown> {
  if (!isAppError(thrown) || !EXPLAINED.includes(thrown.code) || (flags.quiet && !flags.json)) return thrown;
  if (process.stderr.isTTY && !flags.json) printNote(style('dim', t('looking'), 'stderr'));
  try {
    return (await verdictOn(thrown, target, flags)) ?? thrown;
  } catch {
    // That doctor failed must not hide what had failed before.
    return thrown;
  }
}

const EXPLAINED: readonly string[] = ['ERR_CHAT_CONNECT', 'ERR_CHAT_CERTIFICATE', 'ERR_CHAT_LOST'];

async function verdictOn(error: AppError, target: string, flags: ChatTrustFlags): Promise<AppError | undefined> {
  const { diagnose } = await import('../../doctor/diagnose.ts');
  const { toRequest } = await import('../doctor/request.ts');
  const { loadFindings } = await import('../../i18n/findings.ts');
  const { systemClock } = await import('../../runtime/clock.ts');
  const { openLocalSystem } = await import('../../runtime/local-system.ts');
  const { systemNetwork } = await import('../../runtime/network.ts');
  const { ca, servername, cert, key } = flags;
  const catalogue = await loadFindings();
  const request = toRequest(target, { ca, servername, cert, key, timeout: PROBE_MS, deep: false, server: false });
  const diagnosis = await diagnose(request, {
    context: { network: systemNetwork, system: await openLocalSystem(), clock: systemClock },
    totalMs: TOTAL_MS,
    // Whoever pins a key, or trusts anybody, does not ask certificates.
    skipped: ({ layer }) => layer === 'cert' && (flags.insecure || flags.pin !== undefined) && ca === undefined,
  });
  const [cause] = diagnosis.findings;
  // A cause that lets the connection work does not explain why it did not.
  if (diagnosis.verdict.status !== 'broken' || !cause) return undefined;
  const [step] = cause.fix;
  const more = command('llave', 'doctor', target, ...given(flags));
  const hints = [
    t('cause', { message: catalogue.message(cause.code, cause.params), code: cause.code }),
    ...(step ? [[catalogue.fix(cause.code, step.text, cause.params), ...step.commands].join('\n      $ ')] : []),
    t('more', { command: more }),
  ];
  return new ExplainedError(error, { cause: cause.code }, hints);
}

function given({ ca = [], servername, cert, key }: ChatTrustFlags): string[] {
  const one = (flag: string, value: string | undefined) => (value === undefined ? [] : [flag, value]);
  return [
    ...ca.flatMap((file) => ['--ca', file]),
    ...one('--servername', servername),
    ...one('--cert', cert),
    ...one('--key', key),
  ];
}
