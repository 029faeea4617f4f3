import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { lifetime } from '../../facts/lifetime.ts';

/** The leaf lives longer than some clients let it. */
export const certValidityTooLong = defineCheck({
  id: 'cert-validity-too-long',
  layer: 'cert',
  severity: 'warning',
  needs: ['request', 'tls.handshake'],
  reads: ['cert.path'],
  explains: [],
  precedes: ['cert-ca-as-leaf'],
  run({ request, 'tls.handshake': { chain }, 'cert.path': path }) {
    const [leaf] = chain;
    if (!leaf) return null;
    const publicRoot = path?.state === 'ok' && path.value.publicRoot;
    const { days, limit } = lifetime(leaf, publicRoot);
    if (days <= limit) return null;
    return {
      params: {
        subject: leaf.subject,
        days,
        limit,
        publicRoot,
        keyFile: request.certFile.replace(/\.[^.]+$/, '.key'),
        certFile: request.certFile,
        here: request.mode !== 'target',
      },
      confidence: 'certain',
    };
  },
  fix: ({ keyFile, certFile, limit, here }) => [
    {
      text: 'reissue',
      commands: [
        command(
          'llave',
          'selfsign',
          '--key',
          keyFile,
          '--from',
          certFile,
          '--days',
          Math.min(limit, 398),
          '-o',
          certFile,
          '--force',
        ),
      ],
      where: here ? 'here' : 'server',
      needsRoot: false,
    },
  ],
});
