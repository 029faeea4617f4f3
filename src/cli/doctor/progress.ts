import type { RunnerEvent } from '../../doctor/runner.ts';
import { doctorTexts as t } from './texts.ts';

/** Shows what the runner does while it does it. */
export interface Progress {
  onEvent(event: RunnerEvent): void;
  /** Takes the picture down, so that the verdict stands alone. */
  end(): Promise<void>;
}

/** Where nobody looks on, nothing is shown. */
export const noProgress: Progress = { onEvent: () => {}, end: async () => {} };

const ROWS = ['dns', 'tcp', 'tls', 'chat', 'local'] as const;
type Row = (typeof ROWS)[number];

function rowOf(key: string): Row {
  if (key.startsWith('peer.') || key.startsWith('cert.')) return 'tls';
  if (key === 'addresses') return 'dns';
  return ROWS.find((row) => key.startsWith(`${row}.`)) ?? 'local';
}

/** Progress on a terminal: a listr2 list on stderr with one row for each layer, fed by runner events alone. */
export async function terminalProgress(): Promise<Progress> {
  const { Listr, ListrLogger, ProcessOutput } = await import('listr2');
  const finish: (() => void)[] = [];
  const show = new Map<Row, (text: string) => void>();
  const tasks = ROWS.map((row) => ({
    title: t(`row.${row}`),
    task: (_context: object, task: { output: string }) =>
      new Promise<void>((resolve) => {
        finish.push(resolve);
        show.set(row, (text) => {
          task.output = text;
        });
      }),
  }));
  const logger = new ListrLogger({ processOutput: new ProcessOutput(process.stderr, process.stderr) });
  const list = new Listr(tasks, { concurrent: true, rendererOptions: { clearOutput: true, logger } });
  const running = list.run({});
  return {
    onEvent(event) {
      const what = event.at === undefined ? event.key : `${event.key} ${event.at}`;
      show.get(rowOf(event.key))?.(event.type === 'probe-end' ? `${what}: ${Math.round(event.ms)} ms` : what);
    },
    async end() {
      for (const resolve of finish) resolve();
      await running;
    },
  };
}
