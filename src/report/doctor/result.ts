import type { RuledOut } from '../../doctor/check.ts';
import type { Diagnosis } from '../../doctor/diagnose.ts';
import type { Entry } from '../../doctor/evidence.ts';
import type { Finding } from '../../doctor/finding.ts';
import type { FindingCatalogue } from '../../i18n/findings.ts';
import type { ComparisonResult, DecideResult } from './comparison.ts';

/** A neighbour of a finding, and why it is excluded or not. */
interface Reason {
  readonly code: string;
  readonly because: string;
}

/** One finding as the JSON result holds it (design 1.4). */
export interface FindingResult extends Omit<Finding, 'ruledOut' | 'notRuledOut' | 'fix'> {
  readonly message: string;
  readonly ruledOut: readonly Reason[];
  /** Neighbours that it may still be. */
  readonly notRuledOut: readonly Reason[];
  readonly fix: readonly {
    readonly text: string;
    readonly commands: readonly string[];
    readonly where: 'here' | 'server' | 'network';
    readonly needsRoot: boolean;
    readonly os?: string;
    /** What `--fix` would do for it. */
    readonly mend?: string;
  }[];
  readonly docs: string;
}

/** The result of `llave doctor` (design 1.4); `message`, `because`, `text` and `summary` alone are in a language. */
export interface DoctorResult {
  readonly target: {
    readonly input: string;
    readonly host: string | null;
    readonly port: number | null;
    readonly servername: string | null;
    readonly addresses: readonly string[];
    /** Of a list of targets: its place among them, from 0, and its line, from 1. */
    readonly index?: number;
    readonly line?: number;
  };
  readonly verdict: {
    readonly status: string;
    readonly cause: string | null;
    readonly layer: string | null;
    readonly confidence: string;
    readonly summary: string;
    readonly unexplained: readonly string[];
  };
  readonly findings: readonly FindingResult[];
  readonly checks: readonly {
    readonly id: string;
    readonly layer: string;
    readonly status: string;
    readonly ms: number;
    readonly blockedBy?: string;
  }[];
  readonly evidence: Readonly<Record<string, Entry>>;
  readonly timing: Readonly<Record<string, number>>;
  /** What would decide a verdict that is not certain. */
  readonly decide: readonly DecideResult[];
  /** With `--compare`: what changed since then, and what that decides. */
  readonly comparison?: ComparisonResult;
}

/** What the verdict is put into words with. */
export interface VerdictTexts {
  healthy(): string;
  inconclusive(unexplained: Diagnosis['verdict']['unexplained']): string;
  readonly decide?: readonly DecideResult[];
}

/** Puts a diagnosis into the shape and the language that it is handed over in. */
export function doctorResult(diagnosis: Diagnosis, catalogue: FindingCatalogue, words: VerdictTexts): DoctorResult {
  const { store, verdict, outcomes } = diagnosis;
  const findings = diagnosis.findings.map((finding) => findingResult(finding, catalogue));
  const cause = findings.find(({ code }) => code === verdict.cause);
  const { unexplained, ...rest } = verdict;
  const summary = cause?.message ?? (verdict.status === 'healthy' ? words.healthy() : words.inconclusive(unexplained));
  return {
    target: targetOf(diagnosis),
    verdict: { ...rest, summary, unexplained },
    findings,
    checks: outcomes.map(({ check, status, ms, blockedBy }) => ({
      id: check.id,
      layer: check.layer,
      status,
      ms,
      ...(blockedBy === undefined ? {} : { blockedBy }),
    })),
    evidence: store.toJSON(),
    timing: timingOf(diagnosis),
    decide: words.decide ?? [],
  };
}

function findingResult(finding: Finding, catalogue: FindingCatalogue): FindingResult {
  const { code, params } = finding;
  const reason = (out: RuledOut): Reason => ({
    code: out.code,
    because: catalogue.because(out.because, out.params ?? {}),
  });
  return {
    ...finding,
    message: catalogue.message(code, params),
    ruledOut: finding.ruledOut.map(reason),
    notRuledOut: finding.notRuledOut.map(reason),
    fix: finding.fix.map(({ mend, ...step }) => ({
      ...step,
      text: catalogue.fix(code, step.text, params),
      ...(mend === undefined ? {} : { mend: mend.kind }),
    })),
    docs: `docs/findings/${code}.md`,
  };
}

function targetOf({ store }: Diagnosis): DoctorResult['target'] {
  const request = store.get('request');
  const target = store.get('target');
  const addresses = store.get('addresses');
  const list = addresses?.state === 'ok' ? addresses.value.list.map(({ address }) => address) : [];
  if (target?.state !== 'ok') {
    const input = request?.state === 'ok' ? (request.value.input ?? '') : '';
    return { input, host: null, port: null, servername: null, addresses: list };
  }
  const { input, host, port, servername } = target.value;
  return { input, host, port, servername, addresses: list };
}

function timingOf({ store, totalMs, connections }: Diagnosis): Readonly<Record<string, number>> {
  const round = (ms: number) => Math.round(ms * 100) / 100;
  const lookup = store.get('dns.lookup');
  const path = store.get('tcp.path');
  const handshake = store.get('tls.handshake');
  return {
    totalMs: round(totalMs),
    connections,
    ...(lookup ? { dns: lookup.ms } : {}),
    ...(path?.state === 'ok' ? { tcp: path.value.connectMs } : {}),
    ...(handshake?.state === 'ok' ? { tls: handshake.value.handshakeMs } : {}),
  };
}
