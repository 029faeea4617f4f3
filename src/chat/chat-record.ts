import type { BackplaneState } from './backplane/backplane.ts';
import type { LeaveReason } from './protocol/events.ts';
import type { SessionHooks } from './session.ts';

/** What happened, for logs; the text of a message only if the hub was told to log it. */
export type ChatRecord =
  | { event: 'entered'; session: number; name: string; dialect: string }
  | { event: 'left'; session: number; name: string | null; reason: LeaveReason }
  | { event: 'limited'; session: number; limit: Parameters<SessionHooks['limited']>[1] }
  | {
      event: 'said';
      session: number;
      name: string;
      room: string;
      id: number;
      recipients: number;
      complete?: false;
      text?: string;
    }
  | { event: 'backplane'; state: BackplaneState; servers: number }
  | { event: 'messages-missed'; messages: number }
  | { event: 'name-conflict'; session: number; name: string };

/** What the hub has counted since it was made. */
export interface ChatCounters {
  messages: number;
  deliveries: number;
  undelivered: number;
  commands: number;
  /** Claims to a name; a conflict is a name that was given up to another server. */
  claims: { granted: number; refused: number; conflict: number };
  limited: Record<Parameters<SessionHooks['limited']>[1], number>;
}
