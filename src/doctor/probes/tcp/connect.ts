import { defineProbe } from '../../probe.ts';
import { attempt } from './attempt.ts';

/** The name under which a connection is left open for the TLS handshake. */
export const heldSocket = (address: string): string => `tcp.connect@${address}`;

/** One TCP connection to each address of the target, left open for the handshake. */
export const connectProbe = defineProbe({
  yields: 'tcp.connect',
  stage: 'quick',
  connects: true,
  needs: ['target', 'addresses'],
  reads: [],
  instances: ({ addresses }) => addresses.list.map(({ address }) => address),
  async run({ target, addresses }, context, at) {
    const outcome = await attempt(at, target.port, context, {
      shared: context.crowded === true || addresses.list.length > 1,
    });
    if ('failure' in outcome) return outcome;
    context.live.putSocket(heldSocket(at), outcome.socket);
    return { value: outcome.value };
  },
});
