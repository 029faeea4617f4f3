import { join } from 'node:path';
import type { KeySpec } from '../../src/pki/algorithms.ts';
import { makeCa, writeCa } from '../../src/pki/ca/create.ts';
import { parseScope } from '../../src/pki/ca/scope.ts';
import { validityPeriod } from '../../src/pki/validity-period.ts';
import { loadProfile } from '../../src/profiles/load.ts';
import { ec } from './key-specs.ts';
import { repository } from './paths.ts';
import { tempDir } from './temp-dir.ts';

export { issueServer } from './ca-issue.ts';

/** A CA in a folder of its own, with plain keys. */
export async function caFolder(
  options: { spec?: KeySpec; scope?: readonly string[] | undefined; intermediate?: boolean; now?: Date } = {},
): Promise<string> {
  const { spec = ec('P-256'), scope, intermediate = false, now = new Date() } = options;
  const profiles = {
    root: await loadProfile('ca-root', repository),
    intermediate: await loadProfile('ca-intermediate', repository),
  };
  const ca = await makeCa({
    spec,
    scope: scope === undefined ? undefined : parseScope(scope),
    profiles,
    validity: {
      root: validityPeriod({ now }, profiles.root),
      intermediate: validityPeriod({ now }, profiles.intermediate),
    },
    intermediate,
  });
  const dir = join(tempDir(), 'ca');
  await writeCa(dir, ca, 'plain');
  return dir;
}
