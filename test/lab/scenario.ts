import type { Machine } from './machine.ts';

/** The two machines of a scenario: in namespaces of their own, joined by one cable. */
export interface Lab {
  readonly client: Machine;
  readonly server: Machine;
  /** The server's addresses on the cable. */
  readonly v4: string;
  readonly v6: string;
  /** Between the two, where the scenario asks for it: forwards, and is the hop on which packets can be too large. */
  readonly router?: Machine;
  /** A folder that both see; commands start in it. */
  readonly folder: string;
}

/** One fault (or one healthy set-up) that is set up for real, and what doctor must say of it. */
export interface Scenario {
  /** Unique; a healthy one begins with `healthy-`. */
  readonly name: string;
  /** What the verdict must be; `cause` null for healthy. */
  readonly expect: {
    readonly status: 'healthy' | 'degraded' | 'broken' | 'inconclusive';
    readonly cause: string | null;
  };
  /** Findings besides the cause that must be there, such as informations. */
  readonly finds?: readonly string[];
  /** Peer programs (test/support/peers.ts) without which it is skipped. */
  readonly needs?: readonly string[];
  /** Where doctor runs; on the client unless it is said otherwise. */
  readonly from?: 'client' | 'server';
  /** Whether the two machines are in networks of their own, with a router between them. */
  readonly routed?: boolean;
  /** Environment variables that doctor gets besides the usual ones. */
  readonly env?: Readonly<Record<string, string>>;
  /** Words in front of doctor's command line: a program that runs it under some limit. */
  readonly within?: readonly string[];
  /** Looked at before and after: a first diagnosis is recorded, this changes something, and the verdict is that of the second. */
  readonly afterwards?: {
    change(lab: Lab): Promise<void>;
    /** What the comparison of the two must conclude first. */
    readonly concludes: string;
  };
  /** Brings the fault about; returns doctor's arguments. */
  setUp(lab: Lab): Promise<readonly string[]>;
}

/** Declares a scenario. */
export function scenario(definition: Scenario): Scenario {
  return definition;
}
