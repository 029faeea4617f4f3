import { getCompileCacheDir } from 'node:module';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Lane } from '../../doctor/fleet/lane.ts';
import { workerLane } from '../../doctor/fleet/worker-lane.ts';
import { currentLanguage } from '../../i18n/language.ts';
import type { FleetWorkerData } from './fleet-worker.ts';
import { type FleetPlan, receivedTold, type Told } from './told.ts';

/** A thread costs about a quarter of a second and 70 MB: so many targets earn that. */
const AFTER = 150;
/** More only wait for this one, which prints what they find. */
const MOST = 7;

/** Left alone, V8 gives each thread three times the memory, and none of the time back. */
const LIMITS = { maxYoungGenerationSizeMb: 16 };

/** The threads that help with a long list: as many as there are processors besides the one of this thread. */
export function fleetThreads(plan: FleetPlan, most: number, root: string, onLost: () => void) {
  const threads = Math.min(MOST, availableParallelism() - 1);
  const data: FleetWorkerData = { plan, language: currentLanguage(), most, compileCache: getCompileCacheDir() };
  const file = join(root, 'dist', 'fleet-worker.js');
  return {
    after: AFTER,
    start: (): Lane<Told>[] =>
      Array.from({ length: threads }, () =>
        workerLane(new Worker(file, { workerData: data, resourceLimits: LIMITS }), receivedTold, onLost),
      ),
  };
}
