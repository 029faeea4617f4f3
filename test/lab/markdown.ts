/** What one run measured. */
export interface Measured<T> {
  /** The day, as in 2026-11-30. */
  readonly date: string;
  /** Hardware, system and versions, without the name of a host. */
  readonly machine: Readonly<Record<string, string>>;
  readonly rows: readonly T[];
}

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('<', '&lt;');

/** Milliseconds as seconds, for people. */
export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

/** A table of Markdown, the first row its head, in the format that the other pages have. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(3, ...rows.map((row) => cell(row[column] ?? '').length)));
  const line = (row: readonly string[]) =>
    `| ${widths.map((width, column) => cell(row[column] ?? '').padEnd(width)).join(' | ')} |`;
  return [line(rows[0]!), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...rows.slice(1).map(line)];
}

/** What it was measured on. */
export function machineTable(machine: Readonly<Record<string, string>>): string[] {
  return table([['measured on', ''], ...Object.entries(machine)]);
}
