import type { Failure, Observed } from './entry.ts';

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

/** A resolver's own answer to one record type. */
export interface Records {
  readonly records: readonly string[];
}

/** The lines of the hosts file that name the target. */
export interface HostsFile {
  readonly path: string;
  readonly lines: readonly { readonly number: number; readonly address: string; readonly text: string }[];
}

/** The addresses that doctor connects to. */
export interface Addresses {
  readonly source: 'literal' | 'flag' | 'lookup' | 'records' | 'machine';
  readonly list: readonly HostAddress[];
}

export interface DnsEvidence {
  'dns.lookup': Observed<Lookup, LookupFailure>;
  'dns.resolvers': Observed<{ readonly servers: readonly string[] }>;
  'dns.a': Observed<Records>;
  'dns.aaaa': Observed<Records>;
  'dns.hosts': Observed<HostsFile>;
  addresses: Observed<Addresses>;
}
