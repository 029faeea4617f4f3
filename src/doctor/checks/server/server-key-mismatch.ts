import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';

/** The private key is not the one that the certificate was made for. */
export const serverKeyMismatch = defineCheck({
  id: 'server-key-mismatch',
  layer: 'server',
  severity: 'error',
  needs: ['files.key', 'files.cert', 'request'],
  reads: [],
  explains: ['local.server'],
  run({ 'files.key': key, 'files.cert': cert, request }) {
    const [leaf, ...rest] = cert.chain;
    if (key.encrypted || !leaf || leaf.publicKeySha256 === '' || leaf.publicKeySha256 === key.publicKeySha256)
      return null;
    const elsewhere = rest.findIndex((one) => one.publicKeySha256 === key.publicKeySha256);
    return {
      params: {
        keyFile: key.path,
        certFile: cert.path,
        csrFile: request.csrFile,
        subject: leaf.subject,
        // The pair is whole but an issuer stands first: the certificate in this place (counted from 1) is the key's.
        place: elsewhere < 0 ? 0 : elsewhere + 2,
      },
      confidence: 'certain',
      ruledOut: [{ code: 'server-key-encrypted', because: 'key-readable' }],
    };
  },
  fix: ({ keyFile, certFile, place }) => [
    ...(place > 0
      ? [
          {
            text: 'order',
            commands: [command('llave', 'convert', certFile, '--to', 'fullchain', '-o', certFile, '--force')],
            where: 'here',
            needsRoot: false,
            mend: { kind: 'chain', add: [] },
          } as const,
        ]
      : []),
    { text: 'match', commands: [command('llave', 'match', keyFile, certFile)], where: 'here', needsRoot: false },
    {
      text: 'reissue',
      commands: [command('llave', 'selfsign', '--key', keyFile, '--from', certFile, '-o', certFile, '--force')],
      where: 'here',
      needsRoot: false,
    },
  ],
});
