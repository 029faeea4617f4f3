import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { hostPort } from '../../target.ts';

/** Programs that heed the proxy variables fare otherwise than those that connect directly. */
export const localProxyEnv = defineCheck({
  id: 'local-proxy-env',
  layer: 'config',
  severity: 'warning',
  needs: ['target', 'local.environment'],
  reads: ['local.proxy', 'tcp.path', 'tls.handshake'],
  explains: ['tcp.path'],
  run({ target, 'local.environment': { proxy }, 'local.proxy': tunnel, 'tcp.path': path, 'tls.handshake': handshake }) {
    if (proxy === null || proxy.bypassed || tunnel === undefined || tunnel.state === 'blocked') return null;
    const params = (outcome: string, answer: string) => ({
      host: target.host,
      target: hostPort(target.host, target.port),
      variable: proxy.variable,
      proxy: hostPort(proxy.host, proxy.port),
      outcome,
      answer,
    });
    const opened = tunnel.state === 'ok' && tunnel.value.status >= 200 && tunnel.value.status < 300;
    const answer = tunnel.state === 'ok' ? String(tunnel.value.status) : tunnel.failure.code;
    if (handshake?.state === 'ok' && !opened && answer !== 'DEADLINE' && answer !== 'BUDGET') {
      const ruledOut = [{ code: 'tcp-refused', because: 'direct-works' }];
      return { params: params('refuses', answer), confidence: 'certain', ruledOut };
    }
    if (path?.state === 'failed' && opened) {
      const ruledOut = [{ code: 'firewall-drop-host', because: 'proxy-reaches', params: { answer } }];
      return { params: params('only-way', answer), confidence: 'certain', severity: 'error', ruledOut };
    }
    return null;
  },
  fix: ({ host, target, proxy, outcome, answer }) => [
    ...(outcome === 'refuses' && answer === '407'
      ? [{ text: 'authenticate', commands: [], where: 'here', needsRoot: false } as const]
      : []),
    ...(outcome === 'refuses'
      ? [
          {
            text: 'exempt',
            commands: [`export NO_PROXY="$NO_PROXY,${host}"`],
            where: 'here',
            needsRoot: false,
          } as const,
        ]
      : []),
    {
      text: outcome === 'refuses' ? 'see' : 'through',
      commands: [command('curl', '-v', '--proxy', `http://${proxy}`, `https://${target}/`)],
      where: 'here',
      needsRoot: false,
    },
  ],
});
