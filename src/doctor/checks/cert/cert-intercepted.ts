import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { interceptorOf, sameIssuer } from '../../facts/interceptors.ts';
import { isPublicAddress, isPublicName, sameSite } from '../../facts/sites.ts';
import { type Exchanged, exchangedCertificate, isOwnFront } from '../../facts/two-ends.ts';
import { hostPort } from '../../target.ts';

/** The server itself says that it serves another certificate: nothing is left to guess. */
function provenBy({ seen, served }: Exchanged, host: string, target: string, path: 'ok' | 'failed') {
  return {
    params: { host, issuer: seen.issuer, product: '', control: '', target },
    confidence: 'certain' as const,
    // Here it works; whoever does not know that authority is refused.
    ...(path === 'ok' ? { severity: 'warning' as const } : {}),
    ruledOut: [{ code: 'connection-altered', because: 'serves-another', params: { issuer: served.issuer } }],
  };
}

/** Somebody on the way opens TLS and signs the certificates anew: the same private authority signs for unrelated hosts. */
export const certIntercepted = defineCheck({
  id: 'cert-intercepted',
  layer: 'cert',
  severity: 'error',
  needs: ['target', 'tls.handshake'],
  reads: ['cert.path', 'cert.control', 'chat.status'],
  explains: ['cert.path'],
  absorbs: ['cert-unknown-ca', 'cert-root-untrusted', 'cert-missing-intermediate', 'cert-self-signed'],
  run({ target, 'tls.handshake': { chain, nameMatches }, 'cert.path': path, 'cert.control': seen, ...chat }) {
    const [leaf] = chain;
    if (!leaf || path === undefined || path.state === 'blocked') return null;
    const address = hostPort(target.host, target.port);
    const exchanged = exchangedCertificate(chat['chat.status']);
    if (exchanged && !isOwnFront(exchanged, path, leaf)) return provenBy(exchanged, target.host, address, path.state);
    if (path.state === 'ok' && path.value.publicRoot) return null;
    const control = seen?.state === 'ok' ? seen.value : undefined;
    const same = control !== undefined && sameIssuer(chain, control.chain);
    const product = interceptorOf(chain);
    // One company's authority may well sign for two of its own hosts; for strangers on the internet it cannot.
    const strangers =
      control !== undefined &&
      [target.host, control.host].every(isPublicName) &&
      !sameSite(target.host, control.host) &&
      isPublicAddress(control.address);
    // A device that shows its own certificate has another name in it; who stands between has the right one.
    const known = product !== '' && nameMatches && (control === undefined || same);
    if (!known && !(same && strangers)) return null;
    return {
      params: {
        host: target.host,
        issuer: leaf.issuer,
        product,
        control: same ? control.host : '',
        target: address,
      },
      confidence: known && same ? 'certain' : 'likely',
      ...(path.state === 'ok' ? { severity: 'info' as const } : {}),
      ruledOut: [
        { code: 'cert-self-signed', because: 'issuer-is-another', params: { issuer: leaf.issuer } },
        ...(same ? [{ code: 'cert-unknown-ca', because: 'signs-control-too', params: { control: control.host } }] : []),
      ],
    };
  },
  fix: ({ target }) => [
    {
      text: 'trust',
      commands: ['export NODE_EXTRA_CA_CERTS=/path/to/interceptor-root.pem'],
      where: 'here',
      needsRoot: false,
    },
    { text: 'exempt', commands: [], where: 'network', needsRoot: false },
    { text: 'elsewhere', commands: [command('llave', 'inspect', target)], where: 'here', needsRoot: false },
  ],
});
