/** One row of a description: what it is, and its value in one line. */
export type Row = readonly [label: string, value: string];

/** Lays rows out in two columns below a heading. */
export function layOut(heading: string, rows: readonly Row[]): string {
  const width = Math.max(...rows.map(([label]) => label.length), 0) + 2;
  return [heading, ...rows.map(([label, value]) => `  ${label.padEnd(width)}${value}`)].join('\n');
}
