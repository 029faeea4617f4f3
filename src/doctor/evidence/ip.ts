import type { Observed } from './entry.ts';

/** What the kernel does with packets to a prefix; `reject` where it does not say in which way. */
export type RouteKind = 'unicast' | 'prohibit' | 'blackhole' | 'unreachable' | 'reject';

/** One route of the main table. */
export interface Route {
  readonly family: 4 | 6;
  readonly prefix: string;
  readonly length: number;
  /** Empty where the prefix is on the link. */
  readonly gateway: string;
  readonly interface: string;
  readonly kind: RouteKind;
}

/** One row of the neighbour table: an IPv4 address of the link, and whether it answered ARP. */
export interface Neighbour {
  readonly address: string;
  readonly interface: string;
  readonly complete: boolean;
}

export interface IpEvidence {
  'ip.routes': Observed<{ readonly routes: readonly Route[] }>;
  'ip.neighbours': Observed<{ readonly rows: readonly Neighbour[] }>;
  /** A datagram to an address that this machine's kernel refused for TCP: `reply`, `silence`, or the errno name. */
  'ip.datagram': Observed<{ readonly answer: string }>;
}
