/** What a member can ask of the server; one JSON object of dialect `llave-chat/1` is one such value. */
export type ClientCommand =
  | { type: 'name'; name: string }
  | { type: 'say'; text: string }
  | { type: 'who' }
  | { type: 'rename'; name: string }
  | { type: 'join'; room: string }
  | { type: 'rooms' }
  | { type: 'receipts'; on: boolean }
  | { type: 'ping' }
  | { type: 'pong' }
  | { type: 'status' }
  | { type: 'echo'; data: string; reply?: number }
  | { type: 'help' }
  | { type: 'quit' };

/** Why a member was refused something; stable codes of the protocol. */
export type RefusalCode =
  | 'name-invalid'
  | 'name-taken'
  | 'name-timeout'
  | 'room-invalid'
  | 'unknown-command'
  | 'bad-command'
  | 'line-too-long'
  | 'bad-utf8'
  | 'too-slow'
  | 'too-large'
  | 'idle';

/** Why a member left a room. */
export type LeaveReason = 'quit' | 'moved' | 'disconnected' | 'too-slow' | 'idle';

/** What the server tells a member unasked, besides messages. */
export type NoticeCode =
  | 'shutdown'
  | 'throttled'
  | 'backplane-lost'
  | 'backplane-back'
  | 'messages-missed'
  | 'name-conflict';

/** What the server tells a member; one JSON object of dialect `llave-chat/1` is one such value. */
export type ServerEvent =
  | { type: 'hello'; server: string }
  | { type: 'welcome'; name: string; room: string; others: number }
  | { type: 'joined'; name: string; room: string }
  | { type: 'left'; name: string; room: string; reason: LeaveReason }
  | { type: 'renamed'; from: string; to: string; self: boolean }
  | { type: 'message'; id: number; room: string; from: string; text: string }
  /** `complete` is false, and there at all, only when there may be recipients of whom nobody knows. */
  | { type: 'receipt'; id: number; recipients: number; complete?: false }
  | { type: 'who'; room: string; names: readonly string[] }
  | { type: 'rooms'; rooms: readonly { name: string; members: number }[] }
  | { type: 'receipts'; on: boolean }
  | { type: 'ping' }
  | { type: 'pong' }
  | { type: 'status'; status: Readonly<Record<string, unknown>> }
  | { type: 'echo'; received: number; data: string }
  | { type: 'help'; commands: readonly string[] }
  | { type: 'notice'; code: NoticeCode; text: string }
  | { type: 'error'; code: RefusalCode; text: string }
  | { type: 'bye' };

/** A client line that is no command: what to answer with. */
export type Refusal = Extract<ServerEvent, { type: 'error' }>;

/** A refusal of the protocol. */
export function refusal(code: RefusalCode, text: string): Refusal {
  return { type: 'error', code, text };
}
