import type { RunnerEvent } from '../../doctor/runner.ts';
import { printNote } from '../output.ts';
import { doctorTexts as t } from './texts.ts';
import { type Waiting, WaitList } from './waiting.ts';

/** Shows what the runner does while it does it. */
export interface Progress {
  onEvent(event: RunnerEvent): void;
  /** Takes the picture down, so that the verdict stands alone. */
  end(): Promise<void>;
}

/** Where nobody looks on, nothing is shown. */
export const noProgress: Progress = { onEvent: () => {}, end: async () => {} };

/** Who waits longer than this is told what for, in milliseconds. */
export const SLOW_MS = 2000;

const ROWS = ['dns', 'tcp', 'tls', 'chat', 'local'] as const;
type Row = (typeof ROWS)[number];

function rowOf(key: string): Row {
  if (key.startsWith('peer.') || key.startsWith('cert.')) return 'tls';
  if (key === 'addresses') return 'dns';
  return ROWS.find((row) => key.startsWith(`${row}.`)) ?? 'local';
}

/** What is waited for, in a sentence. */
function waitingFor({ key, probe, ms }: Waiting): string {
  return t('progress.waiting', { seconds: Math.floor(ms / 1000), row: t(`row.${rowOf(key)}`), probe });
}

/** Asks the list every so often whether something takes long, until it is told to stop. */
function watch(list: WaitList, say: (waiting: Waiting) => void): () => void {
  const timer = setInterval(() => {
    const waiting = list.longest(performance.now(), SLOW_MS);
    if (waiting) say(waiting);
  }, 500);
  timer.unref();
  return () => clearInterval(timer);
}

/** Progress where stderr is no terminal: nothing, unless something takes long; then one plain line for each such wait. */
export function plainProgress(print: (line: string) => void = printNote): Progress {
  const list = new WaitList();
  const said = new Set<string>();
  const stop = watch(list, (waiting) => {
    if (said.has(waiting.probe)) return;
    said.add(waiting.probe);
    print(waitingFor(waiting));
  });
  return { onEvent: (event) => list.take(event, performance.now()), end: async () => stop() };
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
  const waits = new WaitList();
  const stop = watch(waits, (waiting) => show.get(rowOf(waiting.key))?.(waitingFor(waiting)));
  return {
    onEvent(event) {
      waits.take(event, performance.now());
      const what = event.at === undefined ? event.key : `${event.key} ${event.at}`;
      show.get(rowOf(event.key))?.(event.type === 'probe-end' ? `${what}: ${Math.round(event.ms)} ms` : what);
    },
    async end() {
      stop();
      for (const resolve of finish) resolve();
      await running;
    },
  };
}
