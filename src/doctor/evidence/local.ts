import type { Observed } from './entry.ts';

/** A proxy that programs take from the environment; credentials are left out. */
export interface ProxySetting {
  readonly variable: string;
  readonly host: string;
  readonly port: number;
  /** Whether the proxy itself is spoken to over TLS. */
  readonly secure: boolean;
  /** Whether NO_PROXY exempts the target. */
  readonly bypassed: boolean;
}

/** A variable that names certificate authorities, and what is wrong with what it names. */
export interface CaSetting {
  readonly variable: string;
  readonly path: string;
  readonly problem: 'none' | 'missing' | 'unreadable' | 'empty' | 'no-certificate';
}

/** The environment variables that change how connections are made or judged. */
export interface Environment {
  readonly proxy: ProxySetting | null;
  readonly authorities: readonly CaSetting[];
  /** NODE_TLS_REJECT_UNAUTHORIZED=0. */
  readonly verificationOff: boolean;
  /** Variables that change how TLS works in this process; absent in older records. */
  readonly tlsSettings?: readonly string[];
}

/** What runs out on a busy machine. */
export interface Resources {
  readonly openFiles: number | null;
  readonly openFilesLimit: number | null;
  /** Local TCP ports: the range for outgoing connections, and how many of it are taken. */
  readonly ports: {
    readonly low: number;
    readonly high: number;
    readonly used: number;
    readonly timeWait: number;
  } | null;
}

/** The server's clock against ours. */
export interface ClockWitness {
  /** The Date header, ISO 8601. */
  readonly date: string;
  /** Seconds that the server's clock is ahead of this machine's. */
  readonly aheadSeconds: number;
}

/** The file of this machine that was written last: the clock was at least there. */
export interface NewestFile {
  readonly path: string;
  /** ISO 8601. */
  readonly date: string;
  /** Seconds that this lies in the future. */
  readonly aheadSeconds: number;
}

export interface LocalEvidence {
  'local.environment': Observed<Environment>;
  /** What the proxy of the environment says to CONNECT: its status line. */
  'local.proxy': Observed<{ readonly status: number; readonly line: string }>;
  'local.resources': Observed<Resources>;
  /** What a connection to a closed port of this machine gives, for sandboxes: `OK` or the errno name. */
  'local.sandbox': Observed<{ readonly code: string }>;
  'local.clock': Observed<ClockWitness>;
  'local.newest': Observed<NewestFile>;
  /** The same exchange with the reference server in this process. */
  'control.handshake': Observed<{ readonly protocol: string; readonly greeting: string; readonly ms: number }>;
}
