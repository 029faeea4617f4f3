import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { hostPort } from '../../target.ts';

/** A certificate of a public authority comes without proof that it was logged: Chrome and Safari refuse it. */
export const certCt = defineCheck({
  id: 'cert-ct',
  layer: 'cert',
  severity: 'warning',
  needs: ['target', 'tls.handshake', 'cert.path'],
  reads: ['cert.timestamps'],
  explains: [],
  run({ target, 'tls.handshake': { chain }, 'cert.path': { publicRoot }, 'cert.timestamps': seen }) {
    const [leaf] = chain;
    // What was recorded before timestamps were counted says nothing.
    if (!leaf || !publicRoot || leaf.timestamps !== 0 || seen === undefined || seen.state === 'blocked') return null;
    const found = seen.state === 'ok' ? seen.value : undefined;
    if (found?.stapled || found?.inHandshake) return null;
    const looked = found !== undefined && found.inHandshake !== null;
    return {
      params: { subject: leaf.subject, issuer: leaf.issuer, target: hostPort(target.host, target.port), looked },
      confidence: looked ? 'certain' : 'likely',
      ruledOut: [{ code: 'cert-unknown-ca', because: 'chain-is-public' }],
    };
  },
  fix: ({ target }) => [
    { text: 'reissue', commands: [], where: 'server', needsRoot: false },
    { text: 'prove', commands: [command('llave', 'inspect', target)], where: 'here', needsRoot: false },
  ],
});
