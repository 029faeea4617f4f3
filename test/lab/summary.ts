/** One scenario that was run. */
export interface Row {
  readonly name: string;
  readonly want: { readonly status: string; readonly cause: string | null };
  /** The verdict, or the code of the error in its place. */
  readonly got: {
    readonly status?: string;
    readonly cause?: string | null;
    readonly confidence?: string;
    readonly code?: string;
  };
  /** How long the whole process took, in milliseconds. */
  readonly ms: number;
  readonly connections: number;
}

/** Whether doctor said what was so. */
export function right({ want, got }: Row): boolean {
  return got.status === want.status && got.cause === want.cause;
}

/** Whether the scenario is a set-up in which nothing is wrong. */
export function isHealthy({ want }: Row): boolean {
  return want.status === 'healthy';
}

/** The middle value; of an even number the upper one of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** What doctor said: status and cause, or the code of its error. */
export function said({ got }: Row): string {
  return `${got.status ?? got.code}/${got.cause ?? '-'}`;
}

/** The figures of a whole run, a line each. */
export function figures(rows: readonly Row[]): string[] {
  const faults = rows.filter((row) => !isHealthy(row));
  const healthy = rows.filter(isHealthy);
  const alarms = healthy.filter((row) => !right(row)).length;
  return [
    `faults: ${faults.filter(right).length} of ${faults.length} right`,
    `healthy: ${healthy.length}, false alarms: ${alarms}`,
    `median: ${Math.round(median(faults.map(({ ms }) => ms)))} ms and ${median(faults.map(({ connections }) => connections))} connections for a fault, ` +
      `${Math.round(median(healthy.map(({ ms }) => ms)))} ms and ${median(healthy.map(({ connections }) => connections))} connections for a healthy one`,
  ];
}

/** Got and expected for each scenario, and the figures of the whole. */
export function summary(rows: readonly Row[]): string {
  const widest = Math.max(...rows.map(({ name }) => name.length));
  const lines = rows.map((row) => {
    const wanted = right(row) ? '' : `  wanted ${row.want.status}/${row.want.cause ?? '-'}`;
    const numbers = `${Math.round(row.ms)} ms, ${row.connections} connections, ${row.got.confidence ?? ''}`;
    return `${right(row) ? 'ok   ' : 'WRONG'} ${row.name.padEnd(widest)}  ${said(row)}  (${numbers})${wanted}`;
  });
  return ['', ...lines, '', ...figures(rows)].join('\n');
}
