import type { Target } from '../evidence/request.ts';
import { defineProbe } from '../probe.ts';
import { hostPort, isLoopback, parseTarget } from '../target.ts';

/** What the user named, taken apart; without a target, the server of this machine. */
export const targetProbe = defineProbe({
  yields: 'target',
  stage: 'quick',
  goal: true,
  connects: false,
  needs: ['request'],
  reads: ['local.server'],
  async run({ request, 'local.server': server }) {
    if (request.mode === 'here') {
      if (server?.state !== 'ok') return { blockedBy: 'local.server' };
      const { address, port, servername } = server.value;
      return { value: { ...local(address, port), servername: request.servername ?? servername } };
    }
    if (request.mode === 'server') {
      const host = request.host ?? 'localhost';
      return { value: { ...local(host, request.port ?? 12345), servername: request.servername ?? host } };
    }
    const parsed = parseTarget(request.input ?? '');
    if ('failure' in parsed) return parsed;
    const { target } = parsed;
    // No certificate is for the zone of an address (RFC 4007 section 11.2: it means nothing elsewhere).
    return { value: { ...target, servername: request.servername ?? target.host.replace(/\.$|%.*$/, '') } };
  },
});

function local(host: string, port: number): Omit<Target, 'servername'> {
  const hostKind = host.includes(':') ? 'ipv6' : /^[\d.]+$/.test(host) ? 'ipv4' : 'name';
  return { input: hostPort(host, port), host, hostKind, port, scheme: 'chat', loopback: isLoopback(host) };
}
