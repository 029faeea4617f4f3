import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { namedInSubject } from '../../facts/subject-name.ts';
import { reissue } from '../../fixes/certificate.ts';
import { hostPort } from '../../target.ts';

/** The certificate is for other names than the one that was asked for. */
export const certHostname = defineCheck({
  id: 'cert-hostname',
  layer: 'cert',
  severity: 'error',
  needs: ['request', 'target', 'tls.handshake'],
  reads: [],
  explains: [],
  precedes: ['cert-self-signed', 'cert-unknown-ca'],
  run({ request, target, 'tls.handshake': { chain, nameMatches } }) {
    const [leaf] = chain;
    if (!leaf || nameMatches || (!leaf.hasSan && namedInSubject(leaf, target.servername))) return null;
    const names = leaf.hasSan ? [...leaf.dnsNames, ...leaf.ipAddresses] : [leaf.commonName].filter(Boolean);
    return {
      params: {
        name: target.servername,
        names: names.slice(0, 10),
        first: names.find((name) => !name.includes('*')) ?? '',
        port: target.port,
        target: hostPort(target.host, target.port),
        certFile: request.certFile,
        here: request.mode !== 'target',
      },
      confidence: 'certain',
      ruledOut: [{ code: 'cert-no-san', because: 'has-names', params: { names: names.slice(0, 3) } }],
    };
  },
  fix: ({ name, names, first, target, port, certFile, here }) => [
    ...(first === ''
      ? []
      : [
          {
            text: 'use-name',
            commands: [command('llave', 'doctor', hostPort(first, port))],
            where: 'here',
            needsRoot: false,
          } as const,
          {
            text: 'servername',
            commands: [command('llave', 'doctor', target, '--servername', first)],
            where: 'here',
            needsRoot: false,
          } as const,
        ]),
    reissue('reissue', here ? 'here' : 'server', certFile, [name], names),
  ],
});
