import type { ServerRecord } from '../../chat/server/records.ts';
import type { ChatServer } from '../../chat/server/server.ts';
import { type Clock, systemClock } from '../../runtime/clock.ts';
import { printNote, printText, toJson } from '../output.ts';
import { logLine } from './log-line.ts';
import { serveTexts as t } from './texts.ts';

/** Where the log of a server goes. */
export interface ServeLog {
  /** The first line: scripts wait for it. */
  listening(server: Pick<ChatServer, 'address' | 'port' | 'fingerprint256'>): void;
  record(record: ServerRecord): void;
}

/**
 * The log in one of the two formats. It goes to stdout, or to stderr where stdout belongs to the one document of `--json`;
 * `quiet` drops the lines for people.
 */
export function serveLog(
  format: 'text' | 'json',
  { json, quiet }: { readonly json: boolean; readonly quiet: boolean },
  clock: Clock = systemClock,
): ServeLog {
  return firstLineFirst(logIn(format, json, quiet, clock));
}

/** What happens before the server listens (a backplane that answers) is told after the first line. */
function firstLineFirst(log: ServeLog): ServeLog {
  let early: ServerRecord[] | undefined = [];
  return {
    listening: (server) => {
      log.listening(server);
      for (const record of early ?? []) log.record(record);
      early = undefined;
    },
    record: (record) => {
      if (early) early.push(record);
      else log.record(record);
    },
  };
}

function logIn(format: 'text' | 'json', json: boolean, quiet: boolean, clock: Clock): ServeLog {
  const print = json ? printNote : printText;
  if (format === 'json') {
    return {
      listening: ({ address, port, fingerprint256 }) =>
        print(toJson({ event: 'listening', address, port, fingerprint256 })),
      record: (record) => print(toJson({ time: clock.now().toISOString(), ...record })),
    };
  }
  if (quiet) return { listening: () => {}, record: () => {} };
  return {
    listening: ({ address, port, fingerprint256: fingerprint }) => {
      print(t('log.listening', { address, port, fingerprint }));
      print(t('log.try', { port }));
    },
    record: (record) => print(logLine(record)),
  };
}
