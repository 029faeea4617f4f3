import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { sameSite } from '../../facts/sites.ts';

/** RFC 6585 section 6: network authentication required. */
const LOG_IN_FIRST = 511;
const REDIRECTIONS = [301, 302, 303, 307, 308];

/** The network wants a login first, and its portal answers in everybody's stead. */
export const certCaptivePortal = defineCheck({
  id: 'cert-captive-portal',
  layer: 'cert',
  severity: 'error',
  needs: ['target', 'tls.handshake'],
  reads: ['cert.name', 'cert.control', 'cert.portal'],
  explains: ['cert.path'],
  absorbs: [
    'cert-hostname',
    'cert-ip-san',
    'cert-no-san',
    'cert-expired',
    'cert-unknown-ca',
    'cert-root-untrusted',
    'cert-self-signed',
    'cert-missing-intermediate',
    'cert-intercepted',
    'tls-sni-default',
  ],
  run({ target, 'tls.handshake': { chain }, 'cert.name': name, 'cert.control': control, 'cert.portal': seen }) {
    const [leaf] = chain;
    if (!leaf || name?.state !== 'failed' || seen?.state !== 'ok') return null;
    const { host, status, location } = seen.value;
    const sentAway = REDIRECTIONS.includes(status) && location !== '' && !sameSite(location, host);
    if (status !== LOG_IN_FIRST && !sentAway) return null;
    // The portal shows one certificate to whoever asks, or one for the name that it sends us to.
    const other = control?.state === 'ok' ? control.value : undefined;
    const shared = other?.chain[0]?.fingerprint256 === leaf.fingerprint256;
    const own = location !== '' && [...leaf.dnsNames, ...leaf.ipAddresses].includes(location);
    if (status !== LOG_IN_FIRST && !shared && !own && other?.covers !== false) return null;
    return {
      params: { host: target.host, control: host, status, portal: location, shown: leaf.dnsNames.slice(0, 5) },
      confidence: shared || own ? 'certain' : 'likely',
      ruledOut: [
        { code: 'cert-hostname', because: 'control-sent-away', params: { control: host, status } },
        ...(shared ? [{ code: 'tls-sni-default', because: 'same-leaf-for-control', params: { control: host } }] : []),
      ],
    };
  },
  fix: ({ control, portal }) => [
    {
      text: 'login',
      commands: [command('xdg-open', portal === '' ? `http://${control}/` : `http://${portal}/`)],
      where: 'here',
      needsRoot: false,
      os: 'linux',
    },
    {
      text: 'login',
      commands: [command('open', portal === '' ? `http://${control}/` : `http://${portal}/`)],
      where: 'here',
      needsRoot: false,
      os: 'darwin',
    },
    { text: 'again', commands: [command('curl', '-sI', `http://${control}/`)], where: 'here', needsRoot: false },
  ],
});
