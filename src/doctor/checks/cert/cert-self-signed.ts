import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { fileBeside } from '../../fixes/certificate.ts';
import { hostPort } from '../../target.ts';

/** The server's certificate is signed by itself, and it is not trusted here. */
export const certSelfSigned = defineCheck({
  id: 'cert-self-signed',
  layer: 'cert',
  severity: 'error',
  needs: ['target', 'tls.handshake'],
  reads: ['files.beside', 'cert.path'],
  explains: ['cert.path'],
  precedes: ['cert-no-san'],
  run({ target, 'tls.handshake': { chain }, 'files.beside': beside, 'cert.path': path }) {
    const [leaf] = chain;
    if (!leaf?.selfSigned || path?.state !== 'failed') return null;
    if (!path.failure.reasons.some(({ code }) => code === 'self-signed-untrusted')) return null;
    return {
      params: {
        subject: leaf.subject,
        target: hostPort(target.host, target.port),
        fingerprint: leaf.fingerprint256,
        file: fileBeside(beside, leaf.fingerprint256),
        name: `${target.host.replace(/[^\w.-]/g, '_')}.crt`,
      },
      confidence: 'certain',
      ruledOut: [{ code: 'cert-unknown-ca', because: 'signed-by-itself' }],
    };
  },
  fix: ({ target, file, name }) =>
    file !== ''
      ? [
          {
            text: 'trust-file',
            commands: [command('llave', 'doctor', target, '--ca', file)],
            where: 'here',
            needsRoot: false,
          },
        ]
      : [
          {
            text: 'fetch',
            commands: [
              `${command('llave', 'inspect', target, '--pem')} > ${command(name)}`,
              command('llave', 'doctor', target, '--ca', name),
            ],
            where: 'here',
            needsRoot: false,
          },
          {
            text: 'issue',
            commands: [
              command('llave', 'ca', 'create'),
              command('llave', 'ca', 'issue', '-H', target.replace(/:\d+$/, '')),
            ],
            where: 'server',
            needsRoot: false,
          },
        ],
});
