import { createPublicKey } from 'node:crypto';
import { join } from 'node:path';
import type { KeySpec } from '../../src/pki/algorithms.ts';
import { makeCa, writeCa } from '../../src/pki/ca/create.ts';
import { issueFromCa, leafExtensions } from '../../src/pki/ca/index.ts';
import { parseScope } from '../../src/pki/ca/scope.ts';
import { generateKey } from '../../src/pki/keys/generate.ts';
import { encodeName } from '../../src/pki/names/encode-name.ts';
import { requestedHost } from '../../src/pki/requested.ts';
import { parseHosts } from '../../src/pki/san/host.ts';
import { validityPeriod } from '../../src/pki/validity-period.ts';
import { loadProfile } from '../../src/profiles/load.ts';
import { ec } from './key-specs.ts';
import { repository } from './paths.ts';
import { tempDir } from './temp-dir.ts';

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

/** A server certificate for hosts, from a CA in a folder. */
export async function issueServer(dir: string, hosts: readonly string[], now = new Date()) {
  const spec = ec('P-256');
  const { publicKey } = await generateKey(spec);
  const profile = await loadProfile('server', repository);
  const names = parseHosts(hosts).map(requestedHost);
  const subject = encodeName([]);
  return issueFromCa(
    { dir },
    {
      subject,
      subjectPublicKeyInfo: createPublicKey(publicKey.export({ type: 'spki', format: 'pem' })).export({
        type: 'spki',
        format: 'der',
      }),
      extensions: leafExtensions(profile, spec, { names, extensions: [] }, subject),
      validity: validityPeriod({ now }, profile),
    },
  );
}
