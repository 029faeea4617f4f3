import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { byHand, reissue } from '../../fixes/certificate.ts';

const LEAST_BITS: Readonly<Record<string, number>> = { rsa: 2048, 'rsa-pss': 2048, dsa: 2048, ec: 224 };
const BROKEN: readonly string[] = ['md2', 'md5', 'sha1'];

/** The server's own certificate has a short key or a forgeable signature: some versions of Node do not even start. */
export const serverWeak = defineCheck({
  id: 'server-weak',
  layer: 'server',
  severity: 'error',
  needs: ['request', 'files.cert'],
  reads: [],
  explains: ['local.server'],
  absorbs: ['cert-weak-key', 'cert-weak-signature'],
  run({ request, 'files.cert': { path, chain } }) {
    const [leaf] = chain;
    if (!leaf || (request.mode === 'server' && !request.filesNamed)) return null;
    const { keyBits, keyType, signature, signatureHash } = leaf;
    const short = keyBits > 0 && keyBits < (LEAST_BITS[keyType] ?? 0);
    if (!short && !BROKEN.includes(signatureHash)) return null;
    return {
      params: { certFile: path, keyFile: request.keyFile, keyType, bits: keyBits, signature, short },
      confidence: 'certain',
    };
  },
  fix: ({ certFile, keyFile, short }) => [
    ...(short
      ? [
          {
            text: 'key',
            commands: [command('llave', 'genkey', '-o', keyFile, '--force')],
            where: 'here',
            needsRoot: false,
          } as const,
        ]
      : []),
    // The same key again would be as short.
    short ? byHand(reissue('reissue', 'here', certFile)) : reissue('reissue', 'here', certFile),
  ],
});
