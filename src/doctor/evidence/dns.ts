import type { Rcode, RecordType } from '../dns/message.ts';
import type { Failure, Observed } from './entry.ts';
import type { TcpFailure } from './tcp.ts';
import type { Glance } from './tls.ts';

/** One address of the target. */
export interface HostAddress {
  readonly address: string;
  readonly family: 4 | 6;
}

/** getaddrinfo's answer: hosts file, DNS, mDNS and search domains together, as programs see it. */
export interface Lookup {
  readonly addresses: readonly HostAddress[];
}

/** getaddrinfo's refusal; `errno` splits NXDOMAIN (-3008) from no data (-3007). */
export interface LookupFailure extends Failure {
  readonly errno?: number;
}

/** How this machine is told to resolve names. */
export interface Resolvers {
  /** In the order in which they are asked; with a port where it is not 53. */
  readonly servers: readonly string[];
  /** Domains that are tried behind a name. */
  readonly search: readonly string[];
  /** So many dots make a name absolute: it is tried as it is before the search domains. */
  readonly ndots: number;
  /** Whether there is a resolver in /etc/resolv.conf; without one, programs ask this machine itself. */
  readonly configured: boolean;
}

/** One resolver's own answer to one record type, past the hosts file. NXDOMAIN and SERVFAIL are answers, too. */
export interface DnsAnswer {
  readonly server: string;
  readonly type: RecordType;
  /** The name that was asked for: the target's, or that with a search domain. */
  readonly name: string;
  readonly rcode: Rcode;
  readonly addresses: readonly string[];
  /** Where CNAME records lead, in order. */
  readonly aliases: readonly string[];
  /** The zone that says no. */
  readonly zone: string | null;
  /** Extended DNS Error codes (RFC 8914). */
  readonly extendedErrors: readonly number[];
  /** The public names of the ECH configurations that HTTPS records carry; absent where there are none. */
  readonly echNames?: readonly string[];
}

/** A resolver that gave no answer: `TIMEOUT`, `MALFORMED`, or the errno name of its socket. */
export interface DnsSilence extends Failure {
  readonly server: string;
  readonly type: RecordType;
}

/** One line of the hosts file. */
export interface HostsLine {
  readonly number: number;
  readonly address: string;
  readonly text: string;
}

/** The lines of the hosts file that name the target. */
export interface HostsFile {
  readonly path: string;
  readonly lines: readonly HostsLine[];
}

/** The addresses that doctor connects to. */
export interface Addresses {
  readonly source: 'literal' | 'flag' | 'lookup' | 'records' | 'machine';
  readonly list: readonly HostAddress[];
}

export interface DnsEvidence {
  'dns.lookup': Observed<Lookup, LookupFailure>;
  'dns.resolvers': Observed<Resolvers>;
  'dns.hosts': Observed<HostsFile>;
  /** The failed question again, with validation switched off and reasons asked for. */
  'dns.unchecked': Observed<DnsAnswer, DnsSilence>;
  /** A question that every working resolver can answer: the name servers of the root. */
  'dns.root': Observed<DnsAnswer, DnsSilence>;
  /** The HTTPS record of the name: how its server wants to be spoken to. */
  'dns.https': Observed<DnsAnswer, DnsSilence>;
  /** The silent resolver over TCP. */
  'dns.tcp': Observed<DnsAnswer, DnsSilence>;
  addresses: Observed<Addresses>;
}

/** Evidence of which there are several entries; the part after `@` says which. */
export interface DnsFamilies {
  /** One for each record type and resolver, `@A 10.0.0.2`. */
  'dns.answer': Observed<DnsAnswer, DnsSilence>;
  /** The target's port on addresses that a resolver gives, but that programs on this machine do not get. */
  'dns.elsewhere': Observed<Glance, TcpFailure>;
}
