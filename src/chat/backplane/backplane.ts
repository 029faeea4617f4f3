import type { LeaveReason } from '../protocol/events.ts';

/** What one server does for a member of its own, in the order in which every server sees it. */
export type Operation =
  | { readonly type: 'claim'; readonly member: number; readonly name: string }
  | {
      readonly type: 'enter';
      readonly member: number;
      readonly name: string;
      readonly room: string;
      readonly at: number;
    }
  | { readonly type: 'rename'; readonly member: number; readonly name: string; readonly at: number }
  | { readonly type: 'move'; readonly member: number; readonly room: string }
  | { readonly type: 'leave'; readonly member: number; readonly reason: LeaveReason }
  | {
      readonly type: 'say';
      readonly member: number;
      readonly from: string;
      readonly room: string;
      readonly text: string;
    };

/** Whether there are other servers, and whether they are within reach. */
export type BackplaneState = 'none' | 'connected' | 'lost';

/** How many members of other servers got a message; `complete` is false when not all of them can be known. */
export interface Heard {
  readonly recipients: number;
  readonly complete: boolean;
}

/** A member of another server, as it stands there. Its id is negative and lives as long as we know the member. */
export interface RemoteMember {
  readonly id: number;
  readonly name: string;
  readonly room: string;
  /** When and where the name was claimed: of two claims the lesser one (as text) is the elder. */
  readonly claim: string;
}

/** What a backplane has counted. */
export interface BackplaneCounters {
  received: number;
  sent: number;
  /** Frames that were dropped: malformed, of another version, or beyond a limit. */
  rejected: number;
  /** Operations of other servers that will never come. */
  missed: number;
}

/** Who acts on what a backplane brings, one after another. */
export interface BackplaneListener {
  /** An operation of our own has its place in the order; `n` is its number. */
  own(operation: Operation, n: number): void;
  /** What members of other servers do. */
  claimed(id: number, name: string): void;
  entered(member: RemoteMember): void;
  renamed(id: number, name: string, claim: string): void;
  moved(id: number, room: string): void;
  left(id: number, reason: LeaveReason): void;
  /** Delivers a message of another server; `counted` wants to know to how many. */
  said(
    message: { readonly id: number | undefined; readonly from: string; readonly room: string; readonly text: string },
    counted: (recipients: number) => void,
  ): void;
  /** The other servers came within reach, or went out of it. */
  state(state: BackplaneState): void;
  /** Up to so many messages of another server will never come. */
  missed(messages: number): void;
}

/** What joins the rooms of several servers. The hub knows no more of it than this. */
export interface Backplane {
  /** How this server is called among the others. */
  readonly server: string;
  readonly state: BackplaneState;
  /** Other servers within reach. */
  readonly servers: number;
  /** What it has counted; undefined where there is nothing to count. */
  readonly counters?: BackplaneCounters;
  /** Sets who acts on what comes. Called once. */
  attach(listener: BackplaneListener): void;
  /** Puts an operation into the order; `own` is called for it, at once where there is nobody to agree with. */
  submit(operation: Operation): void;
  /** Tells how many members of other servers got our message with this number, once that is known. */
  whenHeard(n: number, room: string, done: (heard: Heard) => void): void;
  /** Says goodbye to the other servers, after what waits. */
  close(): Promise<void>;
}

/** A claim as text that sorts by age; server and member make it one of its kind. */
export function claimStamp(at: number, server: string, member: number): string {
  return `${String(at).padStart(16, '0')} ${server} ${String(member).padStart(16, '0')}`;
}
