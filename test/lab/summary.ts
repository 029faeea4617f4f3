/** One scenario that was run. */
export interface Row {
  readonly name: string;
  readonly want: { readonly status: string; readonly cause: string | null };
  readonly got: {
    readonly status?: string;
    readonly cause?: string | null;
    readonly confidence?: string;
    readonly code?: string;
  };
  readonly ms: number;
  readonly connections: number;
}

const right = ({ want, got }: Row) => got.status === want.status && got.cause === want.cause;

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** Got and expected for each scenario, and the figures of the whole. */
export function summary(rows: readonly Row[]): string {
  const widest = Math.max(...rows.map(({ name }) => name.length));
  const lines = rows.map((row) => {
    const got = `${row.got.status ?? row.got.code}/${row.got.cause ?? '-'}`;
    const wanted = right(row) ? '' : `  wanted ${row.want.status}/${row.want.cause ?? '-'}`;
    const figures = `${Math.round(row.ms)} ms, ${row.connections} connections, ${row.got.confidence ?? ''}`;
    return `${right(row) ? 'ok   ' : 'WRONG'} ${row.name.padEnd(widest)}  ${got}  (${figures})${wanted}`;
  });
  const faults = rows.filter(({ want }) => want.status !== 'healthy');
  const healthy = rows.filter(({ want }) => want.status === 'healthy');
  const alarms = healthy.filter((row) => !right(row)).length;
  return [
    '',
    ...lines,
    '',
    `faults: ${faults.filter(right).length} of ${faults.length} right`,
    `healthy: ${healthy.length}, false alarms: ${alarms}`,
    `median: ${Math.round(median(faults.map(({ ms }) => ms)))} ms and ${median(faults.map(({ connections }) => connections))} connections for a fault, ` +
      `${Math.round(median(healthy.map(({ ms }) => ms)))} ms and ${median(healthy.map(({ connections }) => connections))} connections for a healthy one`,
  ].join('\n');
}
