import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';

const OTHERS_READ = 0o004;

/** Every user of this machine can read the private key. */
export const serverKeyWorldReadable = defineCheck({
  id: 'server-key-world-readable',
  layer: 'server',
  severity: 'warning',
  needs: ['files.key', 'local.machine'],
  reads: [],
  explains: [],
  run({ 'files.key': key, 'local.machine': machine }) {
    // Windows has access lists; the mode that Node shows there says nothing.
    if (machine.platform === 'win32' || (Number.parseInt(key.mode, 8) & OTHERS_READ) === 0) return null;
    return { params: { keyFile: key.path, mode: key.mode }, confidence: 'certain' };
  },
  fix: ({ keyFile }) => [
    {
      text: 'chmod',
      commands: [command('chmod', 600, keyFile)],
      where: 'here',
      needsRoot: false,
      mend: { kind: 'private', file: keyFile },
    },
    {
      text: 'replace',
      commands: [command('llave', 'genkey', '-o', keyFile, '--force')],
      where: 'here',
      needsRoot: false,
    },
  ],
});
