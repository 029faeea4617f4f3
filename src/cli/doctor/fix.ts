import type { Diagnosis } from '../../doctor/diagnose.ts';
import type { Applied, Prepared } from '../../doctor/mend/mend.ts';
import { systemClock } from '../../runtime/clock.ts';
import { openLocalSystem } from '../../runtime/local-system.ts';
import type { Outcome } from '../base-command.ts';
import { printNote } from '../output.ts';
import { openAsker } from '../prompt.ts';
import { fixTexts as t } from './fix-texts.ts';

/** How `--fix` goes about it. */
export interface FixManners {
  /** Do not ask: `--yes`. */
  readonly agreed: boolean;
  /** Whether there is a person to ask. */
  readonly interactive: boolean;
  readonly quiet: boolean;
  /** The folder of package.json. */
  readonly root: string;
}

interface Steps {
  readonly examine: () => Promise<Diagnosis>;
  readonly present: (diagnosis: Diagnosis) => Promise<Outcome>;
}

/**
 * Diagnoses, shows what can be repaired from here, asks, repairs, and diagnoses again: the outcome is that of the last look.
 *
 * @throws AppError ERR_OUTPUT_* where a file cannot be written
 */
export async function runFix({ examine, present }: Steps, manners: FixManners): Promise<Outcome> {
  const { planMends } = await import('../../doctor/mend/plan.ts');
  const { prepareMends } = await import('../../doctor/mend/prepare.ts');
  const diagnosis = await examine();
  const first = await present(diagnosis);
  const machine = { system: await openLocalSystem(), now: systemClock.now(), root: manners.root };
  const prepared = await prepareMends(
    planMends(diagnosis.findings.filter(({ suppressed }) => !suppressed)),
    diagnosis.store,
    machine,
  );
  const possible = prepared.filter((one) => 'change' in one);
  const preview = previewLines(prepared);
  if (possible.length === 0) return told(first, preview, prepared, []);
  if (!manners.agreed) {
    if (!manners.interactive) return told(first, [...preview, t('not-asked')], prepared, []);
    if (!(await agree([first.text, '', ...preview].join('\n')))) return told(first, [t('declined')], prepared, []);
  } else if (!manners.quiet) printNote(preview.join('\n'));
  const { applyMend } = await import('../../doctor/mend/apply.ts');
  const applied: Applied[] = [];
  for (const one of possible) applied.push(await applyMend(one));
  const after = await present(await examine());
  return told(after, doneLines(applied, first), prepared, applied);
}

async function agree(preview: string): Promise<boolean> {
  printNote(preview);
  const asker = await openAsker();
  try {
    const answer = await asker.ask(t('question'));
    return /^(y|yes|s|si|sí)$/i.test(answer?.trim() ?? '');
  } finally {
    asker.close();
  }
}

/** What would be done, and what is left alone. */
function previewLines(prepared: readonly Prepared[]): string[] {
  if (prepared.length === 0) return [t('nothing')];
  const lines = prepared.map((one) => `  ${sentence(one)} [${one.codes.join(', ')}]`);
  return [prepared.some((one) => 'change' in one) ? t('heading') : t('nothing'), ...lines];
}

function sentence(one: Prepared): string {
  if ('refused' in one) return t(`refused.${one.refused}`, { file: one.file });
  const { file, from, to } = one.change;
  return t(`kind.${one.mend.kind}`, { file, from, to });
}

function doneLines(applied: readonly Applied[], before: Outcome): string[] {
  const certificate = applied.some(({ kind }) => kind === 'chain' || kind === 'reissue');
  return [
    t('before', { summary: (before.result as { verdict: { summary: string } }).verdict.summary }),
    t('done'),
    ...applied.flatMap(({ file, undo }) => [`  ${file}`, `    ${t('undo', { command: undo })}`]),
    ...(certificate ? [t('restart')] : []),
  ];
}

/** The outcome of a diagnosis with what became of the fixes. */
function told(outcome: Outcome, lines: string[], prepared: readonly Prepared[], applied: readonly Applied[]): Outcome {
  const fixes = prepared.map(({ codes, mend, ...one }) => {
    const about = { codes, kind: mend.kind };
    if ('refused' in one)
      return {
        ...about,
        file: one.file,
        status: 'refused',
        because: one.refused,
        message: sentence({ codes, mend, ...one }),
      };
    const { file, from, to } = one.change;
    const done = applied.find((each) => each.file === file && each.kind === mend.kind);
    if (done === undefined) return { ...about, file, status: 'proposed', from, to };
    const { backup, undo } = done;
    return { ...about, file, status: 'applied', from, to, ...(backup === undefined ? {} : { backup }), undo };
  });
  return { ...outcome, result: { ...outcome.result, fixes }, text: [outcome.text, '', ...lines].join('\n') };
}
