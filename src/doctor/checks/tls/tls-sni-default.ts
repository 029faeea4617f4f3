import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { hostPort } from '../../target.ts';

/** The server shows its default certificate, because it was asked for no name, or for one that it does not know. */
export const tlsSniDefault = defineCheck({
  id: 'tls-sni-default',
  layer: 'tls',
  severity: 'error',
  needs: ['target', 'tls.handshake'],
  reads: ['tls.sni'],
  explains: [],
  absorbs: ['cert-hostname'],
  run({ target, 'tls.handshake': session, 'tls.sni': others }) {
    if (session.nameMatches) return null;
    const [leaf] = session.chain;
    if (!leaf) return null;
    // Another certificate under another name: then the server chooses by name, and this one is its default.
    const right = others.flatMap(({ entry }) =>
      entry.state === 'ok' && entry.value.covers && entry.value.fingerprint256 !== leaf.fingerprint256
        ? [entry.value.asked ?? '']
        : [],
    );
    const [name] = right;
    if (name === undefined) return null;
    const shown = [...leaf.dnsNames, ...leaf.ipAddresses].slice(0, 10);
    return {
      params: { host: target.host, port: target.port, asked: session.servername ?? '', name, shown },
      confidence: 'certain',
      ruledOut: [{ code: 'cert-hostname', because: 'right-name-works', params: { name } }],
    };
  },
  fix: ({ host, port, name, asked }) => [
    {
      text: 'use',
      commands: [command('llave', 'doctor', hostPort(host, port), '--servername', name)],
      where: 'here',
      needsRoot: false,
    },
    { text: 'add', commands: [command('llave', 'selfsign', '-H', asked || host)], where: 'server', needsRoot: false },
  ],
});
