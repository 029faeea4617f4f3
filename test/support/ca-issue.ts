import { issueFromCa, leafExtensions } from '../../src/pki/ca/index.ts';
import { generateKey } from '../../src/pki/keys/generate.ts';
import { encodeName } from '../../src/pki/names/encode-name.ts';
import { requestedHost } from '../../src/pki/requested.ts';
import { parseHosts } from '../../src/pki/san/host.ts';
import { validityPeriod } from '../../src/pki/validity-period.ts';
import { loadProfile } from '../../src/profiles/load.ts';
import { ec } from './key-specs.ts';
import { repository } from './paths.ts';

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
      subjectPublicKeyInfo: publicKey.export({ type: 'spki', format: 'der' }),
      extensions: leafExtensions(profile, spec, { names, extensions: [] }, subject),
      validity: validityPeriod({ now }, profile),
    },
  );
}
