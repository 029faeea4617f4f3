import type { FixStep } from '../check.ts';
import { command } from '../commands.ts';
import type { Entry } from '../evidence.ts';

/** The file in the current directory that holds a certificate, by its fingerprint. */
export function fileBeside(beside: Entry<'files.beside'> | undefined, fingerprint256: string): string {
  if (beside?.state !== 'ok') return '';
  return beside.value.files.find(({ fingerprints }) => fingerprints[0] === fingerprint256)?.path ?? '';
}

/**
 * Making the certificate anew on the server's machine.
 *
 * @param add host names that it lacks
 * @param keep the names that it has: hosts on the command line take the place of those in the certificate
 */
export function reissue(
  text: string,
  where: 'here' | 'server',
  file: string,
  add: readonly string[] = [],
  keep: readonly string[] = [],
): FixStep {
  const names = add.length === 0 ? [] : [...new Set([...keep, ...add])].flatMap((host) => ['-H', host]);
  const key = file.replace(/\.[^.]+$/, '.key');
  const words = ['llave', 'selfsign', '--key', key, '--from', file, ...names, '-o', file, '--force'];
  return { text, commands: [command(...words)], where, needsRoot: false, mend: { kind: 'reissue', hosts: add } };
}

/** A step that only its commands can take: another one has to come first. */
export function byHand({ mend: _, ...step }: FixStep): FixStep {
  return step;
}
