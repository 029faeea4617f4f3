import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';

/** The key and the certificate are of different kinds: OpenSSL loads both, and then no handshake can be signed. */
export const serverKeyTypeMismatch = defineCheck({
  id: 'server-key-type-mismatch',
  layer: 'server',
  severity: 'error',
  needs: ['files.key', 'files.cert', 'request'],
  reads: [],
  explains: ['local.server', 'tls.handshake'],
  absorbs: ['server-key-mismatch'],
  run({ 'files.key': key, 'files.cert': cert }) {
    const [leaf] = cert.chain;
    if (key.encrypted || !leaf || key.keyType === '' || leaf.keyType === 'unknown') return null;
    if (leaf.keyType === key.keyType || cert.chain.some((one) => one.publicKeySha256 === key.publicKeySha256))
      return null;
    return {
      params: {
        keyFile: key.path,
        certFile: cert.path,
        keyType: key.keyType,
        certType: leaf.keyType,
        subject: leaf.subject,
      },
      confidence: 'certain',
      ruledOut: [{ code: 'server-key-encrypted', because: 'key-readable' }],
    };
  },
  fix: ({ keyFile, certFile }) => [
    { text: 'match', commands: [command('llave', 'match', keyFile, certFile)], where: 'here', needsRoot: false },
    {
      text: 'reissue',
      commands: [command('llave', 'selfsign', '--key', keyFile, '--from', certFile, '-o', certFile, '--force')],
      where: 'here',
      needsRoot: false,
    },
  ],
});
