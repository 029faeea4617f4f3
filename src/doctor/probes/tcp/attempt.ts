import type { Socket } from 'node:net';
import { type Counters, counterDelta, readCounters, readPacketsSent } from '../../counters.ts';
import type { CounterDelta, TcpConnection, TcpFailure } from '../../evidence/tcp.ts';
import type { ProbeContext } from '../../probe.ts';

/** A SYN that leaves this machine has left it by then, in milliseconds; the later, the more others may have sent. */
export const AT_ONCE_MS = 10;

/** What one attempt to connect gave: the open socket, or why there is none. */
export type Attempt = { readonly socket: Socket; readonly value: TcpConnection } | { readonly failure: TcpFailure };

/** How an attempt is made. */
export interface Manner {
  /** Other attempts may run meanwhile, so that the counters are not of this one alone. */
  readonly shared: boolean;
  /** The address of this machine to connect from, where it matters. */
  readonly localAddress?: string | undefined;
  /** A connection that is established is to tell what was sent, too. */
  readonly tellsSent?: boolean;
}

/** Opens one TCP connection and reads the kernel's counters before and after it. */
export async function attempt(
  address: string,
  port: number,
  context: ProbeContext,
  { shared, localAddress, tellsSent = false }: Manner,
): Promise<Attempt> {
  const { network, system, timeoutMs, signal } = context;
  // What others of this run and of other runs may have moved is not worth reading.
  const before = shared && context.crowded ? undefined : await readCounters(system);
  const sentAtOnce = before && watchSent(context, before);
  const begin = performance.now();
  try {
    const socket = await network.connect({ address, port, localAddress, timeoutMs, signal });
    const connectMs = Math.round((performance.now() - begin) * 1000) / 1000;
    if (socket.remoteAddress === undefined && !shared && before && (await neverMade(before, context))) {
      socket.destroy();
      throw Object.assign(new Error(), { code: 'EHOSTUNREACH' });
    }
    const packetsSent = tellsSent ? await sentAtOnce?.() : undefined;
    const sent = packetsSent === undefined ? {} : { packetsSent };
    return { socket, value: { address, port, localAddress: socket.localAddress ?? '', connectMs, ...sent } };
  } catch (error) {
    const { code = 'UNKNOWN', message } = error as NodeJS.ErrnoException;
    // Node names the local end of a refusal that this machine's own kernel gave before any packet left.
    const local = / - Local \(/.test(message) && code !== 'TIMEOUT';
    const counters = before && (await counted(before, context, shared, sentAtOnce));
    return { failure: { address, port, code, message, local, ...(counters ? { counters } : {}) } };
  } finally {
    sentAtOnce?.stop();
  }
}

/**
 * Whether a connection without a peer, which may have been reset at once, was never made: seen once in hundreds of attempts at
 * a host that is off, with an error that whoever asks the socket for it does not find any more. The kernel counts it all the same.
 */
async function neverMade(before: Counters, { system }: ProbeContext): Promise<boolean> {
  const after = await readCounters(system);
  return after !== undefined && after.unreachable > before.unreachable && after.attemptFails > before.attemptFails;
}

async function counted(
  before: Counters,
  { system, crowded }: ProbeContext,
  shared: boolean,
  sentAtOnce: (() => Promise<number | undefined>) | undefined,
): Promise<CounterDelta | undefined> {
  const packetsSentAtOnce = await sentAtOnce?.();
  const after = await readCounters(system);
  if (after === undefined) return undefined;
  return {
    ...counterDelta(before, after, shared || crowded === true, crowded),
    ...(packetsSentAtOnce === undefined ? {} : { packetsSentAtOnce }),
  };
}

/**
 * Reads again what was sent a moment from now, for who asks later.
 *
 * @returns gives the packets sent from `before` to that moment, or until now if it has not come; `stop` when nobody will ask
 */
function watchSent({ system, crowded }: ProbeContext, { packetsSent: before }: Counters) {
  if (before === undefined || crowded) return undefined;
  let atOnce: Promise<number | undefined> | undefined;
  const timer = setTimeout(() => {
    atOnce = readPacketsSent(system);
  }, AT_ONCE_MS);
  const ask = async () => {
    clearTimeout(timer);
    const now = await (atOnce ?? readPacketsSent(system));
    return now === undefined ? undefined : now - before;
  };
  return Object.assign(ask, { stop: () => clearTimeout(timer) });
}
