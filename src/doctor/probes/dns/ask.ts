import { randomInt } from 'node:crypto';
import { decodeMessage, encodeQuery, type Message, type Query } from '../../dns/message.ts';
import type { DnsAnswer, DnsSilence } from '../../evidence/dns.ts';
import type { ProbeContext } from '../../probe.ts';

/** getaddrinfo is given so long before the resolvers are asked directly beside it: a healthy one is done by then. */
export const IMPATIENT_MS = 700;

/** What one question to one resolver brought. */
export type Asked = { readonly value: DnsAnswer } | { readonly failure: DnsSilence };

/** Asks one resolver one question. Never throws: silence is an observation. */
export async function ask(
  server: string,
  query: Omit<Query, 'id'>,
  { network, timeoutMs, signal }: Pick<ProbeContext, 'network' | 'timeoutMs' | 'signal'>,
  transport: 'udp' | 'tcp' = 'udp',
): Promise<Asked> {
  const { type } = query;
  try {
    const message = encodeQuery({ ...query, id: randomInt(0x10000) });
    const reply = decodeMessage(await network.dnsExchange({ server, message, transport, timeoutMs, signal }));
    if (reply === undefined) return { failure: { code: 'MALFORMED', server, type } };
    return { value: toAnswer(server, query, reply) };
  } catch (error) {
    const { code = 'UNKNOWN', message } = error as NodeJS.ErrnoException;
    return { failure: { code, message, server, type } };
  }
}

function toAnswer(server: string, { name, type }: Omit<Query, 'id'>, reply: Message): DnsAnswer {
  const { rcode, addresses, aliases, zone, extendedErrors, echNames } = reply;
  const ech = echNames.length > 0 ? { echNames } : {};
  return { server, type, name, rcode, addresses, aliases, zone, extendedErrors, ...ech };
}
