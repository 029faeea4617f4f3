import { LINE_MAX_BYTES } from '../protocol/line-print.ts';
import { parseName } from '../protocol/names.ts';
import { cleanText } from '../protocol/text.ts';
import type { Operation } from './backplane.ts';
import type { RosterEntry } from './roster.ts';

/** The version of what servers say to each other. Frames of another version are dropped and counted. */
export const FRAME_VERSION = 1;
/** The greatest size of a frame in bytes. NATS itself takes 1 MiB unless it is told otherwise. */
export const FRAME_MAX_BYTES = 65_536;
/** Members in one part of a `state`: a name and a room of 32 letters each stay far below the greatest size. */
export const STATE_MEMBERS = 100;
const MAX_PARTS = 1000;
const MAX_ACKS = 1000;

/** What servers say to each other; `s` is who says it. */
export type Frame =
  /** An operation, with its number: in the common order; to be put there; once more for one server; a message that it missed. */
  | { readonly t: 'op' | 'relay' | 'again' | 'late'; readonly s: string; readonly n: number; readonly op: Operation }
  /** A sign of life, with the number of the last operation that is in order. */
  | { readonly t: 'here'; readonly s: string; readonly n: number }
  | { readonly t: 'bye'; readonly s: string }
  /** Asks for what came after `have` (-1: nothing is known); `fresh` asks for all members as well. */
  | { readonly t: 'want'; readonly s: string; readonly have: number; readonly fresh: boolean }
  /** A part of all members, as of operation `n`, after `late` messages; up to `lost` operations before those are kept no more. */
  | {
      readonly t: 'state';
      readonly s: string;
      readonly n: number;
      readonly part: number;
      readonly parts: number;
      readonly late: number;
      readonly lost: number;
      readonly members: readonly RosterEntry[];
    }
  /** How many members of `s` got a message of ours. */
  | { readonly t: 'ack'; readonly s: string; readonly of: readonly (readonly [n: number, recipients: number])[] };

const SERVER_ID = /^[0-9a-z]{16}$/;
const REASONS = ['quit', 'moved', 'disconnected', 'too-slow', 'idle'];

type Fields = Record<string, unknown>;

/** A frame as bytes. */
export function encodeFrame(frame: Frame): Uint8Array {
  return new TextEncoder().encode(JSON.stringify({ v: FRAME_VERSION, ...frame }));
}

/** Reads a frame; undefined unless every part of it is as it must be. Whoever may publish on the subject can send anything. */
export function decodeFrame(bytes: Uint8Array): Frame | undefined {
  if (bytes.length > FRAME_MAX_BYTES) return undefined;
  let fields: unknown;
  try {
    fields = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
  if (!isFields(fields) || fields.v !== FRAME_VERSION) return undefined;
  const { s } = fields;
  return typeof s === 'string' && SERVER_ID.test(s) ? frameOf(fields, s) : undefined;
}

function frameOf(
  { t, n, op, have, fresh, part, parts, late, lost, members, of }: Fields,
  s: string,
): Frame | undefined {
  switch (t) {
    case 'op':
    case 'relay':
    case 'again':
    case 'late': {
      const operation = operationOf(op);
      return operation && isCount(n) && n > 0 ? { t, s, n, op: operation } : undefined;
    }
    case 'here':
      return isCount(n) ? { t, s, n } : undefined;
    case 'bye':
      return { t, s };
    case 'want':
      return (have === -1 || isCount(have)) && typeof fresh === 'boolean' ? { t, s, have, fresh } : undefined;
    case 'state': {
      if (
        !isCount(n) ||
        !isCount(part) ||
        !isCount(parts) ||
        !isCount(late) ||
        !isCount(lost) ||
        !Array.isArray(members)
      )
        return undefined;
      if (part >= parts || parts > MAX_PARTS || members.length > STATE_MEMBERS) return undefined;
      const entries = members.map(entryOf);
      return entries.every((entry) => entry !== undefined)
        ? { t, s, n, part, parts, late, lost, members: entries }
        : undefined;
    }
    case 'ack':
      return Array.isArray(of) && of.length <= MAX_ACKS && of.every(isAck) ? { t, s, of } : undefined;
    default:
      return undefined;
  }
}

function operationOf(value: unknown): Operation | undefined {
  if (!isFields(value)) return undefined;
  const { type, member, name, room, at, reason, from, text } = value;
  if (!isCount(member)) return undefined;
  switch (type) {
    case 'claim':
      return isName(name) ? { type, member, name } : undefined;
    case 'enter':
      return isName(name) && isName(room) && isCount(at) ? { type, member, name, room, at } : undefined;
    case 'rename':
      return isName(name) && isCount(at) ? { type, member, name, at } : undefined;
    case 'move':
      return isName(room) ? { type, member, room } : undefined;
    case 'leave':
      return REASONS.includes(reason as string)
        ? { type, member, reason: reason as Extract<Operation, { type: 'leave' }>['reason'] }
        : undefined;
    case 'say':
      return isName(from) && isName(room) && isText(text) ? { type, member, from, room, text } : undefined;
    default:
      return undefined;
  }
}

function entryOf(value: unknown): RosterEntry | undefined {
  if (!isFields(value)) return undefined;
  const { member, name, room, at } = value;
  return isCount(member) && isName(name) && isName(room) && isCount(at) ? { member, name, room, at } : undefined;
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isName = (value: unknown): value is string => typeof value === 'string' && parseName(value) === value;
const isText = (value: unknown): value is string =>
  typeof value === 'string' &&
  value.trim() !== '' &&
  Buffer.byteLength(value) <= LINE_MAX_BYTES &&
  cleanText(value) === value;
const isAck = (value: unknown): boolean => Array.isArray(value) && value.length === 2 && value.every(isCount);
