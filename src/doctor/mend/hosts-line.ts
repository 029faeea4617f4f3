import type { LocalFile } from '../../runtime/local-system.ts';
import type { Mend } from './mend.ts';
import type { Preparation } from './prepare.ts';

/** Turns one line of the hosts file into a comment, provided that it still says what it said. */
export function prepareHostsLine(
  { line, text }: Extract<Mend, { kind: 'hosts-line' }>,
  file: string,
  { bytes, mode }: LocalFile,
): Preparation {
  // latin1 keeps every byte of the other lines as it is.
  const lines = bytes.toString('latin1').split('\n');
  const old = lines[line - 1];
  if (old === undefined || Buffer.from(old, 'latin1').toString('utf8').trim() !== text.trim())
    return { refused: 'file-changed', file };
  lines[line - 1] = `# ${old}`;
  const data = Buffer.from(lines.join('\n'), 'latin1');
  const from = text.trim();
  return {
    change: { file, data, before: bytes, mode, oldMode: mode, secret: false, from, to: `# ${from}` },
  };
}
