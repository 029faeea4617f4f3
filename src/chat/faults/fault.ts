import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { TLSSocket, TlsOptions } from 'node:tls';
import type { CredentialPem } from '../server/credentials.ts';
import type { Bind } from '../server/listen.ts';

/** What a fault is made from. */
export interface FaultContext {
  /** The pair that the server would serve if it were healthy. */
  readonly credential: CredentialPem;
  /** The hosts that its certificate is for; `localhost` and the loopback addresses where it names none. */
  readonly hosts: readonly string[];
  readonly now: Date;
}

/** In which way a server misbehaves; what is left out stays healthy. */
export interface FaultBehaviour {
  /** Listens, in place of a healthy server. */
  readonly bind?: Bind;
  /** Takes a connection as it was accepted; `next` goes on as a healthy server would. */
  readonly accepted?: (raw: Socket, next: () => void) => void;
  /** Options of TLS that differ. */
  readonly tls?: Omit<TlsOptions, 'key' | 'cert'>;
  /** What TLS reads from and writes to in the place of the connection. */
  readonly wire?: (raw: Socket) => Duplex;
  /** Pairs that are served instead, chosen by SNI where there are several; an empty list serves none at all. */
  readonly credentials?: readonly CredentialPem[];
  /** Each connection gets the next of the pairs, whatever it asks for. */
  readonly inTurn?: boolean;
  /** The OCSP response that is stapled for who asks for one, DER. */
  readonly ocspResponse?: Buffer;
  /** Takes a connection that has shaken hands; `next` goes on as a healthy server would. */
  readonly secured?: (socket: TLSSocket, raw: Socket, next: () => void) => void;
  /** Messages reach nobody. */
  readonly losesMessages?: boolean;
  /** Every other connection comes to another server, with rooms of its own. */
  readonly split?: boolean;
  /** How far the clock that the server shows is ahead, in milliseconds. */
  readonly clockAheadMs?: number;
  /** What a client must trust (PEM) for this fault alone to show. */
  readonly ca?: string;
}

/** A way to be broken, under the code of the finding that names it. */
export interface Fault {
  readonly id: string;
  make(context: FaultContext): FaultBehaviour;
}

/** Makes a fault. */
export function defineFault(id: string, make: Fault['make']): Fault {
  return { id, make };
}

/** Several faults at once: a later one wins where two want the same; connections pass through all of them. */
export function combine(behaviours: readonly FaultBehaviour[]): FaultBehaviour {
  const merged: FaultBehaviour = Object.assign({}, ...behaviours);
  const accepted = behaviours.flatMap((each) => each.accepted ?? []);
  const secured = behaviours.flatMap((each) => each.secured ?? []);
  return {
    ...merged,
    tls: Object.assign({}, ...behaviours.map(({ tls }) => tls ?? {})),
    ...(accepted.length > 0 ? { accepted: (raw, next) => through(accepted, (take, go) => take(raw, go), next) } : {}),
    ...(secured.length > 0
      ? { secured: (socket, raw, next) => through(secured, (take, go) => take(socket, raw, go), next) }
      : {}),
  };
}

/** Hands a connection from one fault to the next, and then on. */
function through<T>(faults: readonly T[], hand: (fault: T, go: () => void) => void, next: () => void): void {
  const [first, ...rest] = faults;
  if (first === undefined) next();
  else hand(first, () => through(rest, hand, next));
}
