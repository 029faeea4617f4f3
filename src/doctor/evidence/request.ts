import type { InterfaceAddress } from '../../runtime/local-system.ts';
import type { StarttlsProtocol } from '../../tls/starttls/protocols.ts';
import type { Failure, Observed } from './entry.ts';

/** The protocol versions that Node can be limited to, by its names. */
export type ProtocolVersion = 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3';

/** What doctor was asked to look at: the command line, without secrets. */
export interface Request {
  readonly mode: 'target' | 'here' | 'server';
  /** The target as it was typed; absent in the modes `here` and `server`. */
  readonly input?: string;
  /** The time that validity is judged at, ISO 8601; `now` unless `--at` says otherwise. */
  readonly at: string;
  readonly timeoutMs: number;
  readonly deep: boolean;
  /** One of many targets: other diagnoses run meanwhile, and differences of a few milliseconds say nothing. */
  readonly crowded?: boolean;
  readonly host?: string;
  readonly port?: number;
  readonly servername?: string;
  readonly addresses: readonly string[];
  readonly alpn: readonly string[];
  /** `HOST:PORT` of something that is known to work from here. */
  readonly control?: string;
  /** How long a connection is held idle, in seconds. */
  readonly idleSeconds?: number;
  /** What is said in the clear before TLS begins; `auto` goes by the greeting. */
  readonly starttls?: 'auto' | StarttlsProtocol;
  /** The protocol versions that are asked for; absent where Node's own limits hold. */
  readonly minVersion?: ProtocolVersion;
  readonly maxVersion?: ProtocolVersion;
  /** Whether revocation and issuers may be looked up where the certificate says. */
  readonly fetch?: true;
  /** The cipher list that the reference server of the mode `here` is to have. */
  readonly ciphers?: string;
  readonly caFiles: readonly string[];
  readonly crlFiles: readonly string[];
  /** The key and certificate files of the mode `here` or `server`, or the client's own ones in the mode `target`. */
  readonly keyFile: string;
  readonly certFile: string;
  readonly csrFile: string;
  /** Whether a file was named on the command line, and not only assumed under its default name. */
  readonly filesNamed: boolean;
  /** Whether the client certificate of the mode `target` was asked for with `--cert` and `--key`. */
  readonly clientCertificate: boolean;
}

/** The parsed target. */
export interface Target {
  readonly input: string;
  /** A DNS name in its ASCII form, or an address without brackets. */
  readonly host: string;
  readonly hostKind: 'name' | 'ipv4' | 'ipv6';
  readonly port: number;
  readonly scheme: string;
  /** The name for SNI and for the certificate check: `--servername`, else the host. */
  readonly servername: string;
  /** Whether the host is this machine by name (`localhost`) or by address (127.0.0.0/8, ::1). */
  readonly loopback: boolean;
}

/** Why a name cannot be in the DNS (RFC 1035 section 2.3.4, RFC 5891 section 4.2.3). */
export type NameProblem = 'label-empty' | 'label-long' | 'label-hyphen' | 'name-long' | 'not-idna';

/** Why a target could not be parsed. */
export interface TargetFailure extends Failure {
  readonly code: 'EMPTY' | 'SCHEME' | 'PORT' | 'HOST' | 'NAME';
  readonly input: string;
  /** The part that is wrong. */
  readonly part: string;
  /** A target that might have been meant. */
  readonly suggestion: string;
  /** For `NAME`: which rule of the DNS it breaks, and the label that does. */
  readonly problem?: NameProblem;
  readonly label?: string;
}

/** This machine, as far as checks need to know it. */
export interface LocalMachine {
  readonly platform: string;
  readonly hostname: string;
  /** The addresses of all interfaces, loopback included, without zone. */
  readonly addresses: readonly string[];
  readonly interfaces: readonly InterfaceAddress[];
  /** Whether the process runs as root. */
  readonly root: boolean;
}

export interface RequestEvidence {
  request: Observed<Request>;
  target: Observed<Target, TargetFailure>;
  'local.machine': Observed<LocalMachine>;
}
