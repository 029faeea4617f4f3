import { enableCompileCache } from 'node:module';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import type { Language } from '../../i18n/language.ts';
import type { FleetPlan } from './told.ts';

/** What a thread that diagnoses is told at its start. */
export interface FleetWorkerData {
  readonly plan: FleetPlan;
  readonly language: Language;
  /** Diagnoses at a time, at most. */
  readonly most: number;
  /** Where Node keeps what it has compiled. */
  readonly compileCache: string | undefined;
}

const { plan, language, most, compileCache } = workerData as FleetWorkerData;
if (compileCache !== undefined) enableCompileCache(compileCache);
// Behind the cache: what is loaded before it is compiled each time.
const { setLanguage } = await import('../../i18n/language.ts');
const { serveLane } = await import('../../doctor/fleet/worker-lane.ts');
const { sentTold, teller } = await import('./told.ts');
setLanguage(language);
const tell = await teller(plan);
serveLane(parentPort as MessagePort, async (target, signal) => sentTold(await tell(target, signal)), most);
