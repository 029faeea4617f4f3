import { type ExchangeObservation, exchangeHello } from '../../../tls/connection/exchange.ts';
import type { TcpPath } from '../../evidence/tcp.ts';
import type { HelloReply, PlainReply, RawTraffic } from '../../evidence/tls.ts';
import type { ProbeContext } from '../../probe.ts';

/** How what is sent is put on the wire, and when enough came back. */
type Exchange = Pick<Parameters<typeof exchangeHello>[0], 'send' | 'readUntil'>;

async function exchange(
  { address, port }: TcpPath,
  what: Exchange,
  context: ProbeContext,
): Promise<ExchangeObservation> {
  const { timeoutMs, signal } = context;
  const socket = await context.network.connect({ address, port, timeoutMs, signal });
  return await exchangeHello({ ...what, address, port, socket, timeoutMs, signal });
}

/** Opens a connection, says `words` (or nothing), and waits for an answer, the end, or the time-out. */
export async function plainExchange(path: TcpPath, words: string, context: ProbeContext): Promise<PlainReply> {
  const seen = await exchange(path, { send: Buffer.from(words), readUntil: 'answer' }, context);
  return { ...trafficOf(seen), text: Buffer.from(seen.reply, 'hex').toString('latin1') };
}

/** Opens a connection, sends a hello that we built, and reads what comes back up to the first answer. */
export async function helloExchange(path: TcpPath, hello: Uint8Array, context: ProbeContext): Promise<HelloReply> {
  const seen = await exchange(path, { send: hello, readUntil: 'answer' }, context);
  const { flight, speaks } = seen;
  return {
    ...trafficOf(seen),
    speaks,
    version: (flight.serverHello ?? flight.helloRetryRequest)?.version ?? null,
    alert: flight.alerts[0]?.number ?? null,
  };
}

function trafficOf({ bytesIn, bytesOut, firstBytes, end }: ExchangeObservation): RawTraffic {
  return { bytesIn, bytesOut, firstBytes, end };
}
