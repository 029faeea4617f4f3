import type { Socket } from 'node:net';
import { counterDelta, readCounters } from '../../counters.ts';
import type { TcpConnection, TcpFailure } from '../../evidence/tcp.ts';
import type { ProbeContext } from '../../probe.ts';

/** What one attempt to connect gave: the open socket, or why there is none. */
export type Attempt = { readonly socket: Socket; readonly value: TcpConnection } | { readonly failure: TcpFailure };

/**
 * Opens one TCP connection and reads the kernel's counters before and after it.
 *
 * @param shared whether other attempts may run meanwhile, so that the counters are not of this one alone.
 * @param localAddress the address of this machine to connect from, where it matters.
 */
export async function attempt(
  address: string,
  port: number,
  context: ProbeContext,
  shared: boolean,
  localAddress?: string,
): Promise<Attempt> {
  const { network, system, timeoutMs, signal } = context;
  // What others of this run and of other runs may have moved is not worth reading.
  const before = shared && context.crowded ? undefined : await readCounters(system);
  const begin = performance.now();
  try {
    const socket = await network.connect({ address, port, localAddress, timeoutMs, signal });
    const connectMs = Math.round((performance.now() - begin) * 1000) / 1000;
    return { socket, value: { address, port, localAddress: socket.localAddress ?? '', connectMs } };
  } catch (error) {
    const { code = 'UNKNOWN', message } = error as NodeJS.ErrnoException;
    const after = before && (await readCounters(system));
    // Node names the local end of a refusal that this machine's own kernel gave before any packet left.
    const local = / - Local \(/.test(message) && code !== 'TIMEOUT';
    const counters =
      before && after
        ? { counters: counterDelta(before, after, shared || context.crowded === true, context.crowded) }
        : {};
    return { failure: { address, port, code, message, local, ...counters } };
  }
}
