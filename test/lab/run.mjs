// `npm run lab`: every scenario for real, with the usual tools beside doctor one after
// the other, so that the times mean something. CONTRIBUTING.md says what LAB_ONLY, LAB_COMPARE and LAB_USER do.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const { canInstall, installPeers, missingPeers } = await import('../support/install-peers.ts');
const { peer } = await import('../support/peers.ts');
const { TOOLS } = await import('./compare/tools.ts');
const env = { ...process.env, LAB_WHOLE: '1' };
if (env.LAB_COMPARE === undefined) env.LAB_COMPARE = '1';
else if (env.LAB_COMPARE === '') delete env.LAB_COMPARE;
const tools = env.LAB_COMPARE === undefined ? [] : TOOLS.filter(({ program }) => peer(program) === undefined);
const missing = [...new Set([...missingPeers(), ...tools].map((each) => each.package))];
if (missing.length > 0 && canInstall()) installPeers(missing);
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const { status } = spawnSync(process.execPath, [vitest, 'run', '--no-file-parallelism', 'test/lab'], {
  cwd: root,
  env,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
