import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Which files begin first, whatever vitest remembers of earlier runs: the longest ones, so that none of them is left alone at the end,
 * and of those the lab, which mostly waits, so that others work meanwhile. Without it a bare clone begins with the largest files.
 */
const FIRST = [
  'lab/lab.test.ts',
  'lab/lab-second-half.test.ts',
  'cli/brackets.test.ts',
  'peers/keys.test.ts',
  'footguns.test.ts',
  'cli/usage-errors.test.ts',
  'cli/making/making.test.ts',
  'peers/openssl-bridge.test.ts',
  'renewal/faults.test.ts',
  'cli/serve-backplane.test.ts',
  'lab/lab-user-namespace.test.ts',
  'peers/faults-doctor.test.ts',
  'doctor/scrub-real.test.ts',
  'pki/keys/keys.test.ts',
  'cli/making/kill.test.ts',
  'files/kill.test.ts',
  'renewal/replace.test.ts',
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const at = FIRST.findIndex((file) => moduleId.endsWith(`/test/${file}`));
      return at < 0 ? FIRST.length : at;
    };
    return (await super.sort(files)).sort((a, b) => place(a) - place(b));
  }
}

/**
 * Tests of functions: nothing that they import keeps a state that another file could see. They share a few processes, because a new one for
 * each file costs more than most of them take.
 */
const TOGETHER = [
  'test/pki/{accepts,der,identify,names,openssl,parse,san,verify}/**/*.test.ts',
  'test/doctor/{dns,facts,fleet,mend}/**/*.test.ts',
  'test/doctor/!(scrub-real).test.ts',
  'test/{i18n,profiles,runtime}/**/*.test.ts',
  'test/report/**/!(page).test.ts',
  'test/bench/!(soak).test.ts',
  'test/docs/!(renewal).test.ts',
  'test/chat/{client,protocol}/**/*.test.ts',
  'test/renewal/{policy,state}/**/*.test.ts',
];

export default defineConfig({
  test: {
    projects: [
      { extends: true, test: { name: 'apart', include: ['test/**/*.test.ts'], exclude: TOGETHER } },
      { extends: true, test: { name: 'together', include: TOGETHER, isolate: false } },
    ],
    disableConsoleIntercept: true,
    testTimeout: 90_000,
    hookTimeout: 90_000,
    setupFiles: ['test/setup.ts'],
    globalSetup: ['test/global-setup.ts'],
    sequence: { sequencer: LongestFirst },
    // One more than processors: the lab mostly waits.
    maxWorkers: availableParallelism() + 1,
    // Tests of the binary start processes: more at once only makes each of them slower.
    maxConcurrency: 2,
  },
});
