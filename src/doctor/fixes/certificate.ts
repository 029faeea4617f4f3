import type { FixStep } from '../check.ts';
import { command } from '../commands.ts';
import type { Entry } from '../evidence.ts';

/** The file in the current directory that holds a certificate, by its fingerprint. */
export function fileBeside(beside: Entry<'files.beside'> | undefined, fingerprint256: string): string {
  if (beside?.state !== 'ok') return '';
  return beside.value.files.find(({ fingerprints }) => fingerprints[0] === fingerprint256)?.path ?? '';
}

/** Making the certificate anew on the server's machine, with one more host name if need be. */
export function reissue(text: string, where: 'here' | 'server', file: string, hosts: readonly string[] = []): FixStep {
  const names = hosts.flatMap((host) => ['-H', host]);
  const words = [
    'llave',
    'selfsign',
    '--key',
    file.replace(/\.[^.]+$/, '.key'),
    '--from',
    file,
    ...names,
    '-o',
    file,
    '--force',
  ];
  return { text, commands: [command(...words)], where, needsRoot: false };
}
