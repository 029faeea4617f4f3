import { spawn, spawnSync } from 'node:child_process';
import { afterAll, describe, expect, it } from 'vitest';
import { cleanEnv } from '../support/llave.ts';
import { node, runFile } from '../support/paths.ts';
import { canMakeNamespaces, peer } from '../support/peers.ts';
import { validator } from '../support/schema.ts';
import { scenarios } from './all-scenarios.ts';
import { askTools, targetOf } from './compare/ask.ts';
import type { Compared } from './compare/page.ts';
import { HEALTHY_SUBJECTS, SUBJECTS } from './compare/subjects.ts';
import { TOOLS } from './compare/tools.ts';
import type { Machine } from './machine.ts';
import { withLab } from './network.ts';
import type { Scenario } from './scenario.ts';
import { type Row, summary } from './summary.ts';
import { type LabUser, labUser } from './user.ts';

const { LAB_ONLY, LAB_COMPARE } = process.env;
const only = LAB_ONLY === undefined ? undefined : new RegExp(LAB_ONLY);
const rows: Row[] = [];
/** `npm run lab` asks the usual tools as well; `npm run check` has no time for them. */
const comparing = LAB_COMPARE !== undefined;
const compared: Compared[] = [];
const subjects = [...Object.keys(SUBJECTS), ...HEALTHY_SUBJECTS];
const isWanted = ({ name }: Scenario) =>
  (only?.test(name) ?? true) && (LAB_COMPARE !== 'only' || subjects.includes(name));

async function doctor(
  machine: Machine,
  { owner, words: as }: LabUser,
  args: readonly string[],
  { within = [], env = {} }: Scenario,
) {
  if (owner !== undefined) spawnSync('chown', ['-R', `${owner}:${owner}`, machine.folder]);
  const [program = '', ...words] = machine.inside([...as, ...within, node, runFile, 'doctor', ...args, '--json']);
  const began = performance.now();
  const environment = { ...cleanEnv(machine.folder), ...env } as NodeJS.ProcessEnv;
  const child = spawn(program, words, { cwd: machine.folder, env: environment });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, ms: performance.now() - began, document: parse(stdout, stderr) };
}

function parse(stdout: string, stderr: string) {
  try {
    return JSON.parse(stdout);
  } catch {
    throw new Error(`no JSON from doctor\n${stdout}\n${stderr}`);
  }
}

/** Writes results.json and the pages, where every scenario was run, or every subject of the comparison. */
async function keepRun(): Promise<void> {
  const [all, asked] = [rows.length === scenarios.length, compared.length === subjects.length];
  if (!all && !asked) return;
  const { machine } = await import('../../bench/harness/machine.ts');
  const { keep } = await import('./results.ts');
  const date = new Date().toISOString().slice(0, 10);
  const programs = TOOLS.map(({ program }) => program);
  keep({
    ...(all ? { scenarios: { date, machine: machine([]), rows } } : {}),
    ...(asked ? { compared: { date, machine: machine(programs), rows: compared } } : {}),
  });
}

/** Probes and checks that threw. */
function bugsIn({
  evidence,
  checks,
}: {
  evidence: object;
  checks: readonly { id: string; status: string }[];
}): string[] {
  const probes = Object.entries(evidence).filter(([, { failure }]) => failure?.code === 'PROBE_ERROR');
  return [...probes.map(([key]) => key), ...checks.filter(({ status }) => status === 'error').map(({ id }) => id)];
}

const EXITS = { healthy: 0, degraded: 0, broken: 1, inconclusive: 5 } as const;

/** Which scenarios a test file runs, and as whom. */
export interface Share {
  /** Whether a scenario is one of them, by itself or by its place among all. */
  has(scenario: Scenario, index: number): boolean;
  /** See `labUser`; root, or what LAB_USER says, where it is left out. */
  readonly user?: string;
}

/** Every `parts`th scenario; all of them in `npm run lab`, in the first part: so that times mean something and there is one table. */
export function part(which: number, parts: number): Share {
  const whole = process.env.LAB_WHOLE !== undefined;
  return { has: (_, index) => (whole ? which === 0 : index % parts === which) };
}

/** The scenarios of a share as tests. `npm run check` runs several shares side by side. */
export function labSuite({ has, user = process.env.LAB_USER }: Share): void {
  const who = labUser(user);
  if (who.instead !== undefined) console.log(who.instead);

  afterAll(async () => {
    // The table is what `npm run lab` is for.
    if (rows.length > 0) console.log(summary(rows));
    // As root, as whom the other tools run.
    if (user === undefined) await keepRun();
  });

  describe.skipIf(!canMakeNamespaces())('lab: real faults in network namespaces', () => {
    const wanted = scenarios.filter(has).filter(isWanted);

    it('names every scenario once', () => {
      expect(new Set(scenarios.map(({ name }) => name)).size).toBe(scenarios.length);
    });

    for (const one of wanted) {
      const missing = (one.needs ?? []).filter((program) => peer(program) === undefined);
      it.skipIf(missing.length > 0)(
        `${one.name}${missing.length > 0 ? ` (missing: ${missing.join(', ')})` : ''}`,
        async () => {
          await withLab(async (lab) => {
            const args = await one.setUp(lab);
            const machine = lab[one.from ?? 'client'];
            if (one.afterwards) {
              await doctor(machine, who, [...args, '--record', 'before.json'], one);
              await one.afterwards.change(lab);
            }
            const more = one.afterwards ? ['--compare', 'before.json'] : [];
            const { code, ms, document } = await doctor(machine, who, [...args, ...more], one);
            const { verdict, timing } = document.result ?? {};
            const row = {
              name: one.name,
              want: one.expect,
              got: verdict
                ? { status: verdict.status, cause: verdict.cause, confidence: verdict.confidence }
                : { code: document.error?.code },
              ms: Math.round(ms),
              connections: timing?.connections ?? 0,
            };
            rows.push(row);
            const target = targetOf(args);
            if (comparing && subjects.includes(one.name) && target)
              compared.push({ row, words: await askTools(machine, target, SUBJECTS[one.name]) });
            expect(validator('doctor')(document), JSON.stringify(validator('doctor').errors)).toBe(true);
            // A bug of ours is in the evidence, or a check that it threw off its feet; neither may pass for an observation.
            expect(bugsIn(document.result)).toEqual([]);
            expect({ status: verdict.status, cause: verdict.cause }, JSON.stringify(document, null, 1)).toEqual(
              one.expect,
            );
            const found = document.result.findings.map((finding: { code: string }) => finding.code);
            expect(found).toEqual(expect.arrayContaining([...(one.finds ?? [])]));
            expect(document.result.comparison?.conclusions[0]?.code).toBe(one.afterwards?.concludes);
            expect(code).toBe(EXITS[one.expect.status]);
            expect(timing.connections).toBeLessThanOrEqual(25);
          }, one.routed);
        },
        comparing ? 900_000 : undefined,
      );
    }
  });
}
