import type en from '../../i18n/en/commands/renew.ts';
import { escapeControls } from '../../i18n/escape.ts';
import type { ParamValue } from '../../i18n/index.ts';
import type { HookRun } from '../../renewal/deploy/hook.ts';
import type { RenewOptions } from '../../renewal/options.ts';
import type { Difference } from '../../renewal/plan/difference.ts';
import type { Proof } from '../../renewal/prove/prove.ts';
import type { Aftermath } from '../../renewal/put-back.ts';
import type { RenewalResult } from '../../renewal/result.ts';
import { style } from '../output.ts';
import { renewTexts } from './texts.ts';

/** Looks a text up whose key is put together at run time; the tests see that each exists. */
export function say(key: string, params: Readonly<Record<string, ParamValue>> = {}): string {
  return (renewTexts as (key: keyof typeof en, params: object) => string)(key as keyof typeof en, params);
}

/** A time for people: minutes, UTC. */
function when(time: Date): string {
  return `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** A path or a command of the user's, as it is, but harmless. */
function plain(text: string): string {
  return escapeControls(text);
}

/** Due or not, and why. */
export function decisionLine({ certificate, decision }: RenewalResult): string[] {
  if (decision === undefined) return [];
  const { reason, dueAt, next, expires, rule } = decision;
  const params = {
    certificate,
    dueAt: when(dueAt),
    next: when(next),
    expires: when(expires),
    rule: say(`rule.${rule}`),
  };
  return [say(`reason.${reason}`, params)];
}

/** The plan, line by line. */
export function planLines({ certificate, plan }: RenewalResult, { deploy }: RenewOptions): string[] {
  if (plan === undefined) return [];
  const detail = { detail: plan.sourceDetail ?? '' };
  const rows: [label: string, values: readonly string[]][] = [
    ['source', [say(`source.${plan.source}`, detail)]],
    ['key', [say(`key.${plan.key.action}`, { key: plan.keyName })]],
    ['life', [say('life.days', { days: Math.round((plan.lifetimeMs / 864e5) * 100) / 100 })]],
    ['changes', plan.differences.map(differenceText)],
    ['writes', plan.files.map(({ path }) => plain(path))],
    ['hooks', deploy.hooks.map(({ name }) => plain(name))],
    ['proves', deploy.proof.targets.map(({ input }) => plain(input))],
  ];
  const labels = rows.map(([label]) => say(`plan.${label}`));
  const width = Math.max(...labels.map((label) => label.length));
  const lines = rows.flatMap(([, values], index) =>
    values.map((value, line) => `  ${(line === 0 ? labels[index]! : '').padEnd(width)}  ${value}`),
  );
  return [style('bold', say('plan.title', { certificate })), ...lines];
}

function differenceText({ code, params }: Difference): string {
  return say(`difference.${code}`, params);
}

/** What became of one certificate. */
export function resultLines(result: RenewalResult): string[] {
  const { certificate, action, next, recovery, aftermath } = result;
  const facts = { certificate, serial: next?.serial ?? '', expires: next === undefined ? '' : when(next.notAfter) };
  const lines: string[] = [];
  if (recovery !== undefined && recovery !== 'nothing') lines.push(say(`recovery.${recovery}`, { certificate }));
  if (action === 'none' || action === 'recovered') lines.push(...decisionLine(result));
  if (action === 'planned' && next !== undefined) lines.push(say('done.rollback-planned', facts));
  if (action === 'renewed' || action === 'rolled-back') {
    lines.push(
      style('green', say(`done.${action}`, facts)),
      ...(result.issued ?? []).map((one) => `  ${differenceText(one)}`),
    );
    lines.push(...deployLines(result).map((line) => `  ${line}`));
  }
  if (action === 'failed') lines.push(style('red', say('done.failed', facts)));
  return aftermath === undefined ? lines : [...lines, ...aftermathLines(aftermath).map((line) => `  ${line}`)];
}

function deployLines({ steps }: RenewalResult): string[] {
  const detail = (name: string) => steps.find(({ step }) => step === name)?.detail;
  const hooks = (detail('deploy') ?? []) as readonly HookRun[];
  const seen = (detail('prove') ?? {}) as {
    proofs?: readonly Proof[];
    examined?: readonly { target: string; status: string }[];
  };
  return [
    ...hooks.map(({ hook, ms }) => say('done.hook', { hook, ms })),
    ...(seen.proofs ?? []).map((proof) => say('done.proof', { ...proof })),
    ...(seen.examined ?? []).map(({ target, status }) => say('done.examined', { target, status })),
  ];
}

function aftermathLines({ files, kept, hooks, proof }: Aftermath): string[] {
  const outcome = (name: 'hooks' | 'proof', code: string) =>
    code === 'none' ? [] : [code === 'ok' ? say(`where.${name}-ok`) : say(`where.${name}`, { code })];
  return [
    ...files.map(({ path, holds }) => say(`where.${holds}`, { path })),
    ...outcome('hooks', hooks),
    ...outcome('proof', proof),
    ...(kept === undefined ? [] : [say('where.kept', { folder: kept })]),
  ];
}
