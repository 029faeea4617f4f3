import type { Failure, Observed } from './entry.ts';

/** What the kernel counted between the start and the end of an attempt; absent where the system has no such counters. */
export interface CounterDelta {
  /** ICMP or ICMPv6 destination-unreachable messages that arrived. */
  readonly unreachable: number;
  /** Connection attempts that ended in a reset or an ICMP error. */
  readonly attemptFails: number;
  /** SYN segments that were sent again. */
  readonly synRetransmits: number;
  /** Resets that this machine's TCP sent; those of a packet filter are not among them. Absent in older records. */
  readonly resetsSent?: number;
  /** Packets that left this machine over its network interfaces, whoever sent them. Absent in older records. */
  readonly packetsSent?: number;
  /** Those of the first moment, within which the SYN leaves if it leaves at all. */
  readonly packetsSentAtOnce?: number;
  /** Whether another attempt of ours ran meanwhile: then the figures are not of this attempt alone. */
  readonly shared: boolean;
  /** Whether diagnoses of other targets ran meanwhile: then the figures are not of this target alone either. */
  readonly crowded?: boolean;
}

/** A TCP connection that was established. */
export interface TcpConnection {
  readonly address: string;
  readonly port: number;
  readonly localAddress: string;
  /** From the SYN to the SYN-ACK, in milliseconds. */
  readonly connectMs: number;
  /** Packets that left this machine meanwhile, whoever sent them; only where it was asked. */
  readonly packetsSent?: number;
}

/** A TCP connection that was not established. */
export interface TcpFailure extends Failure {
  readonly address: string;
  readonly port: number;
  /** errno name, or `TIMEOUT` when nothing at all came back. */
  readonly code: string;
  /** The refusal came from this machine's own kernel: no packet left it. */
  readonly local: boolean;
  readonly counters?: CounterDelta;
}

/** The way to the target that everything above TCP uses. */
export interface TcpPath {
  readonly address: string;
  readonly family: 4 | 6;
  readonly port: number;
  readonly connectMs: number;
}

/** All addresses failed: the failure that stands for them (the first address that gives the most information). */
export interface TcpPathFailure extends TcpFailure {
  readonly family: 4 | 6;
  readonly tried: readonly { readonly address: string; readonly code: string }[];
}

/** What left this machine while a silent port was asked again, each time for just long enough. */
export interface Departure {
  readonly address: string;
  /** For each time the packets of all network interfaces but the loopback, whoever sent them. */
  readonly packetsSent: readonly number[];
}

/** What a UDP datagram to an unlikely port of the host brought back. */
export interface UdpEcho {
  /** `refused`: ICMP port unreachable, so the host is alive; `silence`; else the errno name. */
  readonly answer: string;
}

/** What became of a connection while nobody said anything. */
export interface IdleConnection {
  readonly seconds: number;
  /** `alive`; `fin` or `rst`: ended so; `lost`: what we said at the end was never acknowledged. */
  readonly end: 'alive' | 'fin' | 'rst' | 'lost';
  /** When it ended, in milliseconds from the beginning of the silence. */
  readonly afterMs: number;
}

/** One listening TCP socket of this machine. */
export interface ListenRow {
  readonly address: string;
  readonly family: 4 | 6;
  readonly port: number;
  readonly uid: number;
  readonly inode: number;
  /** Connections that wait for accept(). */
  readonly waiting: number;
}

export interface TcpEvidence {
  'tcp.path': Observed<TcpPath, TcpPathFailure>;
  /** The target's port again, at an address that is silent: whether anything leaves. */
  'tcp.departure': Observed<Departure>;
  /** The target's port again, at an address that has been silent for a while. */
  'tcp.vigil': Observed<TcpConnection, TcpFailure>;
  'tcp.udp': Observed<UdpEcho>;
  /** The target's port on 127.0.0.1, where the target is one of this machine's other addresses. */
  'tcp.loopback': Observed<TcpConnection, TcpFailure>;
  /** The connections of the target's port on this machine, where the server is here. */
  'local.sockets': Observed<{
    /** Connections that the server took and holds. */
    readonly accepted: number;
    /** Connections that wait for it to. */
    readonly waiting: number;
  }>;
  'local.listen': Observed<{ readonly rows: readonly ListenRow[] }>;
}

/** Evidence of which there is one entry for each address, port or try; the part after `@` says which. */
export interface TcpFamilies {
  /** The host of `--control`: `@own` its own port, `@same` the target's port, `@other` one that is open to most. */
  'tcp.egress': Observed<TcpConnection, TcpFailure>;
  /** A TLS connection that was held idle, `@plain` or `@keepalive`. */
  'tcp.idle': Observed<IdleConnection>;
  /** One for each address of the target. */
  'tcp.connect': Observed<TcpConnection, TcpFailure>;
  /** The failed address again, with nothing else in flight, so that the counters are of this attempt alone. */
  'tcp.retry': Observed<TcpConnection, TcpFailure>;
  /** The port that refused and another one of the host, in turns with nothing else in flight: `@own-1`, `@other-1`, `@own-2` … */
  'tcp.turn': Observed<TcpConnection, TcpFailure>;
  /** The failed address from each of this machine's own addresses, `@address`. */
  'tcp.source': Observed<TcpConnection, TcpFailure>;
  /** Connections in quick succession to a slow host: `@target-1`, `@other-1` (another port), `@control-1` (the host of `--control`). */
  'tcp.sample': Observed<TcpConnection, TcpFailure>;
  /** Other ports of the same host, `@port`. */
  'tcp.control': Observed<TcpConnection, TcpFailure>;
}
