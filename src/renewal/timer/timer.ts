import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Interval } from './interval.ts';
import { cronCommand, shellCommand, systemdCommand, systemdPath } from './quote.ts';

/** What can run a renewal by itself. */
export const TIMERS = ['systemd', 'cron', 'kubernetes'] as const;
export type TimerKind = (typeof TIMERS)[number];

/** What a timer runs, and when. */
export interface TimerRequest {
  /** The program and its arguments. */
  readonly command: readonly string[];
  /** Absolute; relative paths among the arguments count from there. */
  readonly directory: string;
  readonly interval: Interval;
  /** The minute to look at, from 0 on: another one on each machine, so that not all look at once. */
  readonly minute: number;
  /** The container image, for Kubernetes. */
  readonly image: string;
}

/** A file that sets a timer up. */
export interface TimerFile {
  readonly name: string;
  readonly text: string;
}

/**
 * Fills the templates of templates/deploy/timer.
 * @param templates that folder
 * @throws AppError ERR_USAGE_INVALID_VALUE for an argument that no such file can hold
 */
export function timerFiles(kind: TimerKind, request: TimerRequest, templates: string): TimerFile[] {
  const { command, directory, interval, minute, image } = request;
  const fill = (name: string, values: Readonly<Record<string, string>>): TimerFile => ({
    name,
    text: readFileSync(join(templates, name), 'utf8').replace(/<<(\w+)>>/g, (_whole, key: string) => values[key]!),
  });
  const minutes = Array.from({ length: 60 / interval }, (_one, index) => (minute % interval) + index * interval).join(
    ',',
  );
  switch (kind) {
    case 'systemd':
      return [
        fill('llave-renew.service', { command: systemdCommand(command), directory: systemdPath(directory) }),
        fill('llave-renew.timer', { calendar: `*:${minutes}`, delay: `${interval * 12}s` }),
      ];
    case 'cron':
      return [
        fill('llave-renew.cron', {
          command: cronCommand(command),
          directory: shellCommand([directory]).replaceAll('%', '\\%'),
          schedule: `${minutes} * * * *`,
        }),
      ];
    case 'kubernetes':
      // JSON is YAML, whatever the values hold.
      return [
        fill('llave-renew.cronjob.yaml', {
          command: JSON.stringify(command),
          directory: JSON.stringify(directory),
          schedule: JSON.stringify(`${minutes} * * * *`),
          image: JSON.stringify(image),
        }),
      ];
  }
}

/** What to run when the files are in place. */
export function nextCommands(kind: TimerKind, paths: readonly string[]): string[] {
  switch (kind) {
    case 'systemd':
      return ['systemctl daemon-reload', 'systemctl enable --now llave-renew.timer'];
    case 'cron':
      return [`(crontab -l 2>/dev/null; cat ${shellCommand(paths)}) | crontab -`];
    case 'kubernetes':
      return paths.map((path) => `kubectl apply -f ${shellCommand([path])}`);
  }
}
