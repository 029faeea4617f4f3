import { exitCodeOf, type Verdict } from '../../doctor/blame.ts';
import { command } from '../../doctor/commands.ts';
import type { Diagnosis } from '../../doctor/diagnose.ts';
import type { Failure } from '../../doctor/evidence/entry.ts';
import type { TlsFailure } from '../../doctor/evidence/tls.ts';
import type { EvidenceKey } from '../../doctor/evidence.ts';
import { DEFAULT_TIMEOUT_MS, requestWords } from '../../doctor/request-words.ts';
import { hostPort } from '../../doctor/target.ts';
import { type FindingCatalogue, loadFindings } from '../../i18n/findings.ts';
import { comparisonText, type DecideResult, decideText } from '../../report/doctor/comparison.ts';
import { type DoctorResult, doctorResult } from '../../report/doctor/result.ts';
import { doctorText, type TextManners } from '../../report/doctor/text.ts';
import type { Outcome } from '../base-command.ts';
import { helpWidth, wrap } from '../help-layout.ts';
import { style } from '../output.ts';
import { comparisonManners, comparisonOf, decideHeading, decideInWords, type Earlier } from './compare.ts';
import { isGoal, doctorTexts as t } from './texts.ts';

/** What there is to say besides the diagnosis. */
export interface More {
  /** What `--compare` names. */
  readonly before?: Earlier | undefined;
  /** The record that was written. */
  readonly recorded?: string | undefined;
  /** The diagnosis is that of a scrubbed record. */
  readonly scrubbed?: boolean;
}

/** Puts a diagnosis into words, JSON and an exit code. */
export async function present(
  diagnosis: Diagnosis,
  failOn: 'error' | 'warning',
  { before, recorded, scrubbed = false }: More = {},
): Promise<Outcome> {
  const result: DoctorResult = {
    ...resultOf(diagnosis, await loadFindings(), recorded),
    ...(before ? { comparison: comparisonOf(before, diagnosis, scrubbed) } : {}),
  };
  const manners = textManners();
  const { decide, comparison, verdict } = result;
  const next = recorded !== undefined ? [] : verdict.status === 'inconclusive' ? decide : decide.slice(0, 1);
  const sections = [
    doctorText(result, { facts: facts(diagnosis), next }, manners),
    // The first step is done where a record was written: now the others are of use.
    ...(recorded === undefined || decide.length === 0 ? [] : [decideText(decide, manners, decideHeading())]),
    ...(comparison ? [comparisonText(comparison, comparisonManners(manners))] : []),
  ];
  return { result, text: sections.join('\n\n'), exitCode: exitCodeOf(diagnosis.verdict, failOn) };
}

/** A diagnosis in the language of this run; `recorded` is the record that was written of it. */
export function resultOf(diagnosis: Diagnosis, catalogue: FindingCatalogue, recorded?: string): DoctorResult {
  const accepted = diagnosis.findings.some(({ suppressed, severity }) => suppressed && severity === 'error');
  return doctorResult(diagnosis, catalogue, {
    healthy: () => t(accepted ? 'verdict.suppressed' : 'verdict.healthy', { target: targetName(diagnosis) }),
    inconclusive: (unexplained) => t('verdict.inconclusive', { what: failedGoals(diagnosis, unexplained) }),
    decide: whatDecides(diagnosis, recorded),
  });
}

/** How a verdict is written on this terminal. */
export function textManners(): TextManners {
  return {
    label: (key, value) => label(key, value),
    paint: (name, words) => style(name, words),
    wrap,
    // What is read at one glance stays readable in the narrowest usual terminal.
    width: Math.min(80, helpWidth()),
  };
}

type Status = Verdict['status'] | Verdict['confidence'];

function label(
  key: 'status' | 'where' | 'because' | 'ruledOut' | 'possible' | 'also' | 'suppressed' | 'explain' | 'root',
  value: string,
): string {
  switch (key) {
    case 'status':
      return t(`status.${value as Status}`);
    case 'where':
      return t(`where.${value as 'here' | 'server' | 'network'}`);
    case 'also':
    case 'suppressed':
      return t(`label.${key}`, { message: value });
    case 'root':
      return t('label.root');
    default:
      return t(`label.${key}`, { code: value });
  }
}

function targetName({ store }: Diagnosis): string {
  const target = store.get('target');
  return target?.state === 'ok' ? hostPort(target.value.host, target.value.port) : '';
}

/** What failed without a finding that says why, in words and with the code of its failure. */
function failedGoals({ store }: Diagnosis, keys: readonly EvidenceKey[]): string[] {
  return keys.map((key) => {
    const failed = store.states(key).find(([, entry]) => entry.state === 'failed')?.[1];
    const code = failed?.state === 'failed' ? ` (${failureWords(failed.failure)})` : '';
    const goal = `goal.${key}`;
    return `${isGoal(goal) ? t(goal) : key}${code}`;
  });
}

/** The code of a failure, with the alert or OpenSSL's own code, which is what one searches for. */
function failureWords({ code, alert, wire, opensslCode }: Failure & Partial<TlsFailure>): string {
  const name = wire?.alerts.find(({ number }) => number === alert?.number)?.name;
  return [code, alert?.number, name, alert ? undefined : opensslCode].filter((word) => word !== undefined).join(' ');
}

/** What would decide: where it could not be told, first the look that tells more, and keeps it. */
function whatDecides(diagnosis: Diagnosis, recorded: string | undefined): readonly DecideResult[] {
  const look = recorded === undefined ? nextLook(diagnosis) : [];
  return [...look, ...decideInWords(diagnosis, look.length === 0 ? recorded : LOOK_FILE)];
}

const LOOK_FILE = 'doctor.json';

function nextLook({ store, verdict }: Diagnosis): readonly DecideResult[] {
  const request = store.get('request');
  if (verdict.status !== 'inconclusive' || request?.state !== 'ok' || request.value.input === undefined) return [];
  const { deep, timeoutMs } = request.value;
  const words = requestWords({ ...request.value, deep: false, timeoutMs: DEFAULT_TIMEOUT_MS });
  const again = ['--deep', '--timeout', String(Math.max(10_000, timeoutMs)), '--record', LOOK_FILE];
  const line = command('llave', 'doctor', ...words, ...again);
  return [{ text: t(deep ? 'next.elsewhere' : 'next.deep'), commands: [line], where: 'here', needsRoot: false }];
}

/** Layers in which this machine's own TLS could be to blame. */
const ABOVE_TCP: readonly string[] = ['peer', 'tls', 'cert', 'chat'];

/** What a connection that works is worth telling: address, protocol, certificate, chat. */
function facts({ store, verdict }: Diagnosis): string[] {
  const control = store.get('control.handshake');
  if (control?.state === 'ok' && ABOVE_TCP.includes(verdict.layer ?? 'tls')) {
    const { protocol, ms } = control.value;
    return [t('facts.control', { protocol, ms: Math.round(ms) })];
  }
  const session = store.get('tls.handshake');
  const path = store.get('tcp.path');
  if (verdict.status === 'broken' || session?.state !== 'ok' || path?.state !== 'ok') return [];
  const { address, protocol, cipher, handshakeMs, chain } = session.value;
  const [leaf] = chain;
  const chat = store.get('chat.exchange');
  return [
    t('facts.connection', { address, tcp: path.value.connectMs, protocol, tls: handshakeMs, cipher }),
    ...(leaf ? [t('facts.certificate', { subject: nameOf(leaf), until: leaf.notAfter.slice(0, 10) })] : []),
    ...(chat?.state === 'ok' && chat.value.received
      ? [t('facts.chat', { ms: chat.value.roundTripMs, server: chat.value.server })]
      : []),
  ];
}

function nameOf({
  subject,
  dnsNames,
  ipAddresses,
}: {
  subject: string;
  dnsNames: readonly string[];
  ipAddresses: readonly string[];
}) {
  return subject || [...dnsNames, ...ipAddresses].join(', ');
}
