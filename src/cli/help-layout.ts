import { style } from './output.ts';

/** The width that help is laid out for: the terminal's, within 60 and 100 columns. */
export function helpWidth(): number {
  return Math.min(100, Math.max(60, process.stdout.columns ?? 80));
}

/** A heading and its indented body. */
export function section(heading: string, body: string): string {
  return `${style('bold', heading)}\n${body}\n`;
}

/** Two columns: names, and texts wrapped beside them. */
export function columns(rows: readonly (readonly [string, string])[]): string {
  const left = Math.min(34, Math.max(...rows.map(([name]) => name.length))) + 2;
  return rows
    .map(([name, text]) => {
      const lines = wrap(text, helpWidth() - left - 2);
      const head = name.length + 2 > left ? [`  ${name}`] : [`  ${name.padEnd(left)}${lines.shift() ?? ''}`];
      return [...head, ...lines.map((line) => `  ${' '.repeat(left)}${line}`)].map((line) => line.trimEnd()).join('\n');
    })
    .join('\n');
}

/** Breaks a text between words into lines of at most `width` columns. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let line = '';
    for (const word of paragraph.split(' ')) {
      if (line !== '' && line.length + 1 + word.length > width) {
        lines.push(line);
        line = word;
      } else line = line === '' ? word : `${line} ${word}`;
    }
    lines.push(line);
  }
  return lines;
}
