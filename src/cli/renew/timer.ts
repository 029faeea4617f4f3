import { createHash } from 'node:crypto';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { writeFiles } from '../../files/safe-write.ts';
import { lookAtCertificate } from '../../renewal/look/look.ts';
import { intervalFor } from '../../renewal/timer/interval.ts';
import { nextCommands, type TimerKind, timerFiles } from '../../renewal/timer/timer.ts';
import { type Outcome, warning } from '../base-command.ts';
import type { Jobs } from './jobs.ts';
import { say } from './present.ts';
import type { RenewCall } from './run.ts';
import { renewTexts } from './texts.ts';

/** Flags that set the timer up, and are not for the renewal that it runs; those in the first list take a value. */
const OWN_WITH_VALUE = ['--install-timer', '--out', '--at', '--lang'];
const OWN = ['--dry-run', '--json', '--quiet', '--force', '--no-input'];

/**
 * Writes what runs this very renewal by itself; with `--dry-run` only shows it.
 * @throws AppError ERR_OUTPUT_*, ERR_USAGE_INVALID_VALUE
 */
export async function installTimer(kind: TimerKind, jobs: Jobs, call: RenewCall): Promise<Outcome> {
  const { flags, root } = call;
  const settings = jobs.jobs.map((job) => job.settings);
  const lifetimes = await Promise.all(jobs.jobs.map(({ certificate }) => lifetimeOf(certificate)));
  const request = {
    command: [...program(kind, root), 'renew', ...forwarded(call.argv), '--no-input'],
    directory: process.cwd(),
    interval: intervalFor(
      settings.flatMap(({ windows }) => windows),
      lifetimes.flat(),
    ),
    minute: createHash('sha256').update(hostname()).digest()[0]! % 60,
    image: 'llave:latest',
  };
  const folder = resolve(flags.out ?? (kind === 'systemd' ? '/etc/systemd/system' : '.'));
  const files = timerFiles(kind, request, join(root, 'templates', 'deploy', 'timer'));
  const paths = files.map(({ name }) => join(folder, name));
  const next = nextCommands(kind, paths);
  const dryRun = flags['dry-run'];
  if (!dryRun) {
    const output = files.map(({ text }, index) => ({ path: paths[index]!, data: Buffer.from(text) }));
    await writeFiles(output, { force: flags.force });
  }
  const shown = dryRun
    ? files.flatMap(({ text }, index) => [`# ${paths[index]}`, text.trimEnd(), ''])
    : paths.map((path) => say('timer.wrote', { path }));
  const variables = settings
    .flatMap(({ passphraseEnv, pkcs12PassphraseEnv }) => [passphraseEnv, pkcs12PassphraseEnv])
    .filter((name) => name !== undefined);
  return {
    result: {
      timer: kind,
      dryRun,
      files: files.map(({ text }, index) => ({ path: paths[index], content: text })),
      next,
    },
    text: [...shown, ...(dryRun ? [] : next.map((command) => say('timer.next', { command })))].join('\n'),
    warnings: [...new Set(variables)].map((name) =>
      warning('renew-timer-environment', renewTexts, 'timer.environment', { name }),
    ),
  };
}

/** How the timer starts llave: by full paths, since timers have another PATH than people. */
function program(kind: TimerKind, root: string): string[] {
  return kind === 'kubernetes' ? ['llave'] : [process.execPath, join(root, 'bin', 'run.js')];
}

function forwarded(argv: readonly string[]): string[] {
  const words: string[] = [];
  for (let index = 0; index < argv.length; index += 1) {
    const word = argv[index]!;
    const name = word.split('=', 1)[0]!;
    if (OWN.includes(name)) continue;
    if (OWN_WITH_VALUE.includes(name)) index += word.includes('=') ? 0 : 1;
    else words.push(word);
  }
  return words;
}

/** In milliseconds; none where there is no certificate yet. */
async function lifetimeOf(certificate: string): Promise<number[]> {
  try {
    const leaf = (await lookAtCertificate(certificate)).certificates[0]!;
    return [leaf.validToDate.getTime() - leaf.validFromDate.getTime()];
  } catch {
    return [];
  }
}
