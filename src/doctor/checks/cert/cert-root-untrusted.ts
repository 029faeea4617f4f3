import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { pathReason } from '../../facts/path-reason.ts';
import { hostPort } from '../../target.ts';

/** The chain was sent up to its root, and nobody here trusts that root. */
export const certRootUntrusted = defineCheck({
  id: 'cert-root-untrusted',
  layer: 'cert',
  severity: 'error',
  needs: ['target', 'tls.handshake'],
  reads: ['cert.path', 'cert.completion'],
  explains: ['cert.path'],
  precedes: ['cert-no-san'],
  run({ target, 'tls.handshake': { chain }, 'cert.path': path, 'cert.completion': completion }) {
    const reason = pathReason(path, 'root-untrusted');
    const root = chain.find(
      ({ selfSigned, fingerprint256 }) => selfSigned && fingerprint256 === reason?.certificate.fingerprint256,
    );
    const [leaf] = chain;
    if (!root || !leaf || root === leaf) return null;
    return {
      params: {
        subject: leaf.subject,
        root: root.subject,
        fingerprint: root.fingerprint256,
        file: completion?.state === 'ok' ? completion.value.rootFile : '',
        name: `${target.host.replace(/[^\w.-]/g, '_')}-chain.crt`,
        target: hostPort(target.host, target.port),
      },
      confidence: 'certain',
      ruledOut: [
        { code: 'cert-missing-intermediate', because: 'chain-reaches-root', params: { root: root.subject } },
        { code: 'cert-self-signed', because: 'issuer-is-another', params: { issuer: leaf.issuer } },
      ],
    };
  },
  fix: ({ file, name, target }) =>
    file === ''
      ? [
          {
            text: 'fetch',
            commands: [
              `${command('llave', 'inspect', target, '--pem')} > ${command(name)}`,
              command('llave', 'doctor', target, '--ca', name),
            ],
            where: 'here',
            needsRoot: false,
          },
        ]
      : [
          {
            text: 'trust-file',
            commands: [command('llave', 'doctor', target, '--ca', file)],
            where: 'here',
            needsRoot: false,
          },
        ],
});
