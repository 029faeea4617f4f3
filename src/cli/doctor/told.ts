import { diagnose } from '../../doctor/diagnose.ts';
import type { Request } from '../../doctor/evidence/request.ts';
import type { Diagnose } from '../../doctor/fleet/lane.ts';
import { steadyNetwork, steadySystem } from '../../doctor/fleet/machine.ts';
import type { Counted } from '../../doctor/fleet/summary.ts';
import { loadFindings } from '../../i18n/findings.ts';
import { toJson } from '../../i18n/json.ts';
import type { DoctorResult } from '../../report/doctor/result.ts';
import { systemClock } from '../../runtime/clock.ts';
import { openLocalSystem } from '../../runtime/local-system.ts';
import { systemNetwork } from '../../runtime/network.ts';
import { resultOf } from './present.ts';
import { type SelectFlags, selectChecks } from './select.ts';

/** How every target of a list is diagnosed. Plain data: other threads get it as well. */
export interface FleetPlan {
  /** The request, but for the target and, unless `at` is set, the time. */
  readonly template: Request;
  /** All of them are judged by the template's time. */
  readonly at: boolean;
  readonly selection: SelectFlags;
  readonly passphrase: string | undefined;
}

/** A diagnosis, counted and told in the language of this run. */
export interface Told extends Counted {
  /** Without checks and, but for the request, evidence, which are most of it. */
  readonly brief: DoctorResult;
  whole(): DoctorResult;
  /** The whole of it as JSON. */
  json(): string;
}

/** The same on its way from one thread to another: as text, because copying an object costs four times as much. */
export interface SentTold extends Counted {
  readonly brief: DoctorResult;
  readonly json: string;
}

/** What one thread sends of a diagnosis. */
export function sentTold({ verdict, totalMs, connections, brief, json }: Told): SentTold {
  return { verdict, totalMs, connections, brief, json: json() };
}

/** A diagnosis that another thread sent. */
export function receivedTold({ json, ...counted }: SentTold): Told {
  return { ...counted, json: () => json, whole: () => JSON.parse(json) as DoctorResult };
}

/** Makes what diagnoses the targets of a list in one thread. */
export async function teller({ template, at, selection, passphrase }: FleetPlan): Promise<Diagnose<Told>> {
  const catalogue = await loadFindings();
  const selected = selectChecks(selection);
  const context = {
    ...{ network: steadyNetwork(systemNetwork), system: steadySystem(await openLocalSystem()) },
    ...{ clock: systemClock, crowded: true },
    ...(passphrase === undefined ? {} : { passphrase }),
  };
  return async ({ input, index, line }, signal) => {
    const time = at ? template.at : systemClock.now().toISOString();
    const request = { ...template, input, at: time, crowded: true };
    const diagnosis = await diagnose(request, { context, signal, ...selected });
    const { verdict, totalMs, connections } = diagnosis;
    const { target, ...rest } = resultOf(diagnosis, catalogue);
    const result = { ...rest, target: { ...target, index, line } };
    const { request: asked } = result.evidence;
    const brief = { ...result, checks: [], evidence: asked ? { request: asked } : {} };
    return { verdict, totalMs, connections, brief, whole: () => result, json: () => toJson(result) };
  };
}
