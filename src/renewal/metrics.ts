import { exitCodeOf } from '../errors/codes.ts';
import { writeFiles } from '../files/safe-write.ts';
import type { RenewalResult } from './result.ts';
import { stateFolder } from './state/folder.ts';
import { readMemory } from './state/memory.ts';

interface Row {
  readonly certificate: string;
  readonly notAfter?: number;
  readonly daysLeft?: number;
  readonly due?: number;
  readonly next?: number;
  readonly lastExit?: number;
  readonly lastRun?: number;
}

const METRICS: readonly (readonly [name: string, help: string, value: (row: Row) => number | undefined])[] = [
  [
    'llave_certificate_not_after_seconds',
    'When the certificate expires, in seconds since 1970.',
    (row) => row.notAfter,
  ],
  ['llave_certificate_days_left', 'Days until the certificate expires; negative once it has.', (row) => row.daysLeft],
  ['llave_renew_due', 'Whether the certificate is due for renewal.', (row) => row.due],
  ['llave_renew_next_seconds', 'When it will be renewed, in seconds since 1970.', (row) => row.next],
  ['llave_renew_last_exit_code', 'How the last renewal ended: 0 for success.', (row) => row.lastExit],
  ['llave_renew_last_run_seconds', 'When that was, in seconds since 1970.', (row) => row.lastRun],
];

/**
 * The state of certificates in the Prometheus text format (for node_exporter's textfile collector).
 * @param now when this is written
 */
export function metricsText(results: readonly RenewalResult[], now: Date): string {
  const rows = results.map((result) => rowOf(result, now));
  const lines = METRICS.flatMap(([name, help, value]) => {
    const samples = rows.flatMap((row) => {
      const number = value(row);
      return number === undefined ? [] : [`${name}{certificate="${escapeLabel(row.certificate)}"} ${number}`];
    });
    return samples.length === 0 ? [] : [`# HELP ${name} ${help}`, `# TYPE ${name} gauge`, ...samples];
  });
  const written = 'llave_renew_checked_seconds';
  const head = [`# HELP ${written} When llave looked last, in seconds since 1970.`, `# TYPE ${written} gauge`];
  return `${[...lines, ...head, `${written} ${seconds(now)}`].join('\n')}\n`;
}

/**
 * Writes the metrics file at one instant, readable by all.
 * @throws AppError ERR_OUTPUT_*
 */
export async function writeMetrics(path: string, results: readonly RenewalResult[], now: Date): Promise<void> {
  await writeFiles([{ path, data: Buffer.from(metricsText(results, now)), mode: 0o644 }], { force: true });
}

function rowOf({ certificate, decision, old, next, action, error }: RenewalResult, now: Date): Row {
  // What was just put in place, or else what was found.
  const present = (action === 'renewed' || action === 'rolled-back' ? next : undefined) ?? old;
  const { last } = readMemory(stateFolder(certificate));
  const lastExit = error === undefined ? last?.exit : exitCodeOf(error.code);
  const fresh = action === 'renewed' || action === 'rolled-back';
  return {
    certificate,
    ...(present === undefined
      ? {}
      : {
          notAfter: seconds(present.notAfter),
          daysLeft: Math.round((present.notAfter.getTime() - now.getTime()) / 864) / 1e5,
        }),
    ...(decision === undefined || fresh
      ? fresh
        ? { due: 0 }
        : {}
      : { due: decision.due ? 1 : 0, next: seconds(decision.next) }),
    ...(lastExit === undefined ? {} : { lastExit }),
    ...(last === undefined ? {} : { lastRun: seconds(new Date(last.at)) }),
  };
}

function seconds(time: Date): number {
  return Math.floor(time.getTime() / 1000);
}

/** Label values escape backslash, quote and line feed (Prometheus text exposition format). */
function escapeLabel(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
