import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';

/** The PKCS#12 file with the key and the certificate is not opened by the passphrase, or by none. */
export const serverPfxPassphrase = defineCheck({
  id: 'server-pfx-passphrase',
  layer: 'server',
  severity: 'error',
  needs: ['request'],
  reads: ['files.key', 'files.cert', 'client.certificate'],
  explains: ['files.key', 'files.cert', 'client.certificate'],
  run({ 'files.key': key, 'files.cert': cert, 'client.certificate': client }) {
    for (const entry of [key, cert, client]) {
      if (entry?.state !== 'failed' || entry.failure.code !== 'PKCS12_PASSPHRASE') continue;
      const { path, passphraseGiven = false } = entry.failure;
      return {
        params: { file: path, given: passphraseGiven },
        confidence: 'certain',
        ruledOut: [{ code: 'server-pem-corrupt', because: 'pkcs12-is-whole' }],
      };
    }
    return null;
  },
  fix: ({ file, given }) => [
    {
      text: given ? 'right' : 'give',
      commands: [command('llave', 'inspect', file, '--passphrase-file', 'passphrase.txt')],
      where: 'here',
      needsRoot: false,
    },
    {
      text: 'convert',
      commands: [command('llave', 'convert', file, '-o', 'server.pem', '--passphrase-file', 'passphrase.txt')],
      where: 'here',
      needsRoot: false,
    },
  ],
});
