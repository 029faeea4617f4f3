import type { CrowdOptions, CrowdReport, TalkOptions } from './crowd.ts';
import type { RudeOptions, RudeReport } from './rude.ts';

/** How hard the soak is. */
export interface SoakPlan {
  readonly crowd: Omit<CrowdOptions, 'port'>;
  readonly talk: TalkOptions;
  readonly rude: Omit<RudeOptions, 'port'>;
  /** How often one address connects. */
  readonly reconnectsPerSecond: number;
  /** The most memory that the server may ever hold, MiB. */
  readonly boundMiB: number;
  /** The most that it may hold once everyone has gone, and of that the most that V8 may hold, MiB. */
  readonly afterBoundMiB: number;
  readonly heapAfterBoundMiB: number;
  /** How long the server is left alone before its memory is read, ms. */
  readonly restMs: number;
}

/** What came of the soak of `llave serve`. Memory in MiB. */
export interface SoakResult {
  readonly crowd: CrowdReport;
  readonly rude: RudeReport;
  readonly rudeClients: number;
  readonly reconnects: { readonly reconnects: number; readonly seconds: number };
  /** Times that a limit of the server took effect. */
  readonly limited: Readonly<Record<string, number>>;
  readonly boundMiB: number;
  readonly afterBoundMiB: number;
  readonly heapAfterBoundMiB: number;
  readonly memory: {
    readonly before: number;
    readonly connected: number;
    readonly peak: number;
    /** After everyone has gone. */
    readonly after: number;
    /** What V8 holds of it. */
    readonly heapAfter?: number;
    /** With as many connected a second time: what the first ones left is used again. */
    readonly again?: number;
    readonly perConnectionKiB: number;
  };
  /** Of the event loop of the server while all that went on, ms. */
  readonly eventLoopP99Ms: number;
  /** The load average of the machine when it was over: delays mean little on a busy one. */
  readonly load: number;
}

/** One server among others that do the same. */
export interface SideBySide {
  readonly server: string;
  /** Connections that were tried, and those that lived and were served. */
  readonly tried: number;
  readonly held: number;
  /** The server ended when so many came. */
  readonly endedAt?: number;
  readonly perConnectionKiB: number;
  /** Members of the room that was flooded, and what reached them a second. */
  readonly listeners: number;
  readonly deliveredPerSecond: number;
  /** Of what should have been delivered, percent. */
  readonly deliveredPercent: number;
}

/** The chat topic of bench/results.json. */
export interface ChatResults {
  readonly soak: SoakResult;
  readonly sideBySide: readonly SideBySide[];
}
