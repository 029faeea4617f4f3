import { diagnose } from '../../doctor/diagnose.ts';
import type { Request } from '../../doctor/evidence/request.ts';
import { AppError } from '../../errors/app-error.ts';
import { frozenClock, systemClock } from '../../runtime/clock.ts';
import { openLocalSystem } from '../../runtime/local-system.ts';
import { systemNetwork } from '../../runtime/network.ts';
import type { Outcome } from '../base-command.ts';
import { present } from './present.ts';
import { noProgress, terminalProgress } from './progress.ts';
import { checkFilter } from './select.ts';

/** What the flags of `llave doctor` say. */
export interface DoctorFlags {
  readonly ca?: readonly string[] | undefined;
  readonly servername?: string | undefined;
  readonly address?: readonly string[] | undefined;
  readonly alpn?: readonly string[] | undefined;
  readonly timeout: number;
  readonly deep: boolean;
  readonly only?: readonly string[] | undefined;
  readonly skip?: readonly string[] | undefined;
  readonly 'fail-on': 'error' | 'warning';
  readonly at?: Date | undefined;
  readonly json: boolean;
  readonly quiet: boolean;
}

/** Runs a diagnosis from the command line: progress on stderr, the verdict as the outcome. */
export async function runDoctor(target: string | undefined, flags: DoctorFlags): Promise<Outcome> {
  if (target === undefined) throw new AppError('ERR_USAGE_MISSING_ARGUMENT', { argument: 'TARGET' });
  const skipped = checkFilter(flags.only ?? [], flags.skip ?? []);
  const progress = process.stderr.isTTY && !flags.json && !flags.quiet ? await terminalProgress() : noProgress;
  try {
    const diagnosis = await diagnose(toRequest(target, flags), {
      context: { network: systemNetwork, system: await openLocalSystem(), clock: systemClock },
      onEvent: (event) => progress.onEvent(event),
      skipped,
    });
    await progress.end();
    return await present(diagnosis, flags['fail-on']);
  } finally {
    await progress.end();
  }
}

function toRequest(target: string, flags: DoctorFlags): Request {
  const clock = flags.at === undefined ? systemClock : frozenClock(flags.at);
  return {
    mode: 'target',
    input: target,
    at: clock.now().toISOString(),
    timeoutMs: flags.timeout,
    deep: flags.deep,
    ...(flags.servername === undefined ? {} : { servername: flags.servername }),
    addresses: flags.address ?? [],
    alpn: flags.alpn ?? [],
    caFiles: flags.ca ?? [],
    keyFile: 'server.key',
    certFile: 'server.crt',
    csrFile: 'server.csr',
    clientCertificate: false,
  };
}
