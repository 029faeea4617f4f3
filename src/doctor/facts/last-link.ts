import type { Neighbour, Route } from '../evidence/ip.ts';
import type { TcpPathFailure } from '../evidence/tcp.ts';
import type { Entry, Member } from '../evidence.ts';
import { routeTo } from './routes.ts';

/** So late, "host unreachable" is no firewall's answer, which takes one round trip. */
const LATE_MS = 500;
/** Asking for a link address in vain takes three seconds (RFC 4861 section 10, and Linux for ARP); a firewall's no, one round trip. */
const IN_VAIN_MS = 2000;

type Seen = {
  readonly 'tcp.connect': readonly Member<'tcp.connect'>[];
  readonly 'tcp.vigil': Entry<'tcp.vigil'> | undefined;
  readonly 'ip.routes': Entry<'ip.routes'> | undefined;
  readonly 'ip.neighbours': Entry<'ip.neighbours'> | undefined;
};

/** What is known of the question for the link address of the next hop. */
export interface LastLink {
  /** The address that this machine asks for on the link: the target's, or the gateway's. */
  readonly hop: string;
  readonly route: Route | undefined;
  readonly row: Neighbour | undefined;
  /** Nobody answered ARP for the hop, as this machine's own table says. */
  readonly noArp: boolean;
  /** Who still waited when such a question ends was told so. */
  readonly toldLate: boolean;
  /** "Host unreachable" came as late as such a question takes; who asked (this machine or a router) is not known. */
  readonly inVain: boolean;
}

/** Whether the failure is that of a question for a link address that nobody answered, here or at a router. */
export function lastLink({ address, code }: TcpPathFailure, seen: Seen): LastLink {
  const routes = seen['ip.routes']?.state === 'ok' ? seen['ip.routes'].value.routes : [];
  const route = routeTo(routes, address);
  const hop = route === undefined || route.gateway === '' ? address : route.gateway;
  const rows = seen['ip.neighbours']?.state === 'ok' ? seen['ip.neighbours'].value.rows : [];
  const row = rows.find((one) => one.address === hop);
  const took = seen['tcp.connect'].find(({ at }) => at === address)?.entry.ms ?? 0;
  // When asking in vain ends, whoever waits is told; our own attempt is given up just before.
  const vigil = seen['tcp.vigil'];
  const unreachable = vigil?.state === 'failed' && vigil.failure.code === 'EHOSTUNREACH';
  const late = unreachable && vigil.failure.address === address && vigil.ms >= LATE_MS;
  const toldLate = late && code === 'TIMEOUT';
  return {
    hop,
    route,
    row,
    noArp: row !== undefined && !row.complete && (code === 'TIMEOUT' || code === 'EHOSTUNREACH'),
    toldLate,
    inVain: toldLate || (code === 'EHOSTUNREACH' && took >= IN_VAIN_MS),
  };
}
