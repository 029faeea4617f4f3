import { asFailure } from '../../failure.ts';
import { defineProbe } from '../../probe.ts';
import { isLoopback } from '../../target.ts';
import { plainExchange } from '../peer/plain.ts';

const STATUS = /^HTTP\/\d(?:\.\d)? (\d{3})/;
/** Schemes whose clients go through a proxy when the environment names one. */
const PROXIED = ['tls', 'https', 'wss'];

/**
 * Asks the proxy of the environment for a tunnel to the target. Only a proxy on this machine or on the target's own
 * host is asked: any other one is a host that the user did not name.
 */
export const proxyProbe = defineProbe({
  yields: 'local.proxy',
  stage: 'quick',
  connects: true,
  timeoutMs: 1500,
  needs: ['target', 'local.environment', 'local.machine'],
  reads: ['tcp.path'],
  when({ target, 'local.environment': { proxy }, 'local.machine': machine }) {
    if (proxy === null || proxy.bypassed || proxy.secure || target.loopback || !PROXIED.includes(target.scheme))
      return false;
    return isLoopback(proxy.host) || proxy.host === target.host || machine.addresses.includes(proxy.host);
  },
  async run({ target, 'local.environment': { proxy }, 'tcp.path': path }, context) {
    if (proxy === null) return { blockedBy: 'local.environment' };
    const here = path?.state === 'ok' ? path.value.address : undefined;
    const address = proxy.host === target.host && here !== undefined ? here : literal(proxy.host);
    const authority = target.hostKind === 'ipv6' ? `[${target.host}]:${target.port}` : `${target.host}:${target.port}`;
    try {
      const words = `CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n\r\n`;
      const { text } = await plainExchange({ address, family: 4, port: proxy.port, connectMs: 0 }, words, context);
      const status = STATUS.exec(text)?.[1];
      if (status === undefined) return { failure: { code: 'NO_HTTP' } };
      return { value: { status: Number(status), line: text.split(/\r?\n/)[0]!.slice(0, 80) } };
    } catch (error) {
      return { failure: asFailure(error) };
    }
  },
});

function literal(host: string): string {
  return host === 'localhost' || host.endsWith('.localhost') ? '127.0.0.1' : host;
}
