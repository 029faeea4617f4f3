import { defineProbe, type ProbeContext } from '../../probe.ts';
import { parseTarget } from '../../target.ts';
import { attempt } from './attempt.ts';
import { controlPorts } from './control.ts';

/** A lost SYN is sent again after a second (RFC 6298 section 2.1): what takes about as long was lost once. */
const AS_IF_LOST_MS = 900;
/** A handshake of two round trips that lost a segment on its way, or has a slow server. */
const SLOW_HANDSHAKE_MS = 1000;
const TRIES = [1, 2, 3, 4];

/**
 * Connections in quick succession to a host that was reached slowly: to its port, to another one of it, and to the host
 * of `--control`. Whoever takes nearly as long as the first retransmission takes was lost on the way.
 */
export const sampleProbe = defineProbe({
  yields: 'tcp.sample',
  stage: 'quick',
  connects: true,
  timeoutMs: AS_IF_LOST_MS,
  needs: ['request', 'target', 'tcp.path'],
  reads: ['tls.handshake'],
  instances({ request, target, 'tcp.path': { connectMs }, 'tls.handshake': handshake }) {
    const slow = handshake?.state === 'ok' && handshake.value.handshakeMs >= SLOW_HANDSHAKE_MS;
    if (target.loopback || (connectMs < AS_IF_LOST_MS && !slow)) return [];
    const control = request.control === undefined ? [] : TRIES.map((n) => `control-${n}`);
    return [...TRIES.flatMap((n) => [`target-${n}`, `other-${n}`]), ...control];
  },
  async run({ request, target, 'tcp.path': { address, port } }, context, at) {
    const where = at.startsWith('control')
      ? await controlAddress(request.control ?? '', context)
      : { address, port: at.startsWith('other') ? (controlPorts(target.port).at(-1) ?? port) : port };
    if (where === undefined) return { blockedBy: 'target' };
    const outcome = await attempt(where.address, where.port, context, { shared: true });
    if ('failure' in outcome) return outcome;
    outcome.socket.destroy();
    return { value: outcome.value };
  },
});

/** Where the host of `--control` is; undefined where it cannot be told. */
export async function controlAddress(
  control: string,
  { network }: Pick<ProbeContext, 'network'>,
): Promise<{ readonly host: string; readonly address: string; readonly port: number } | undefined> {
  const parsed = parseTarget(control);
  if ('failure' in parsed) return undefined;
  const { host, hostKind, port } = parsed.target;
  if (hostKind !== 'name') return { host, address: host, port };
  try {
    const [first] = await network.lookup(host);
    return first && { host, address: first.address, port };
  } catch {
    return undefined;
  }
}
