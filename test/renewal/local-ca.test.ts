import { createPublicKey, X509Certificate } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { toPem } from '../../src/files/pem.ts';
import { makeCa, writeCa } from '../../src/pki/ca/create.ts';
import { issueFromCa, leafExtensions, openCa } from '../../src/pki/ca/index.ts';
import { parseScope } from '../../src/pki/ca/scope.ts';
import { exportPrivateKey } from '../../src/pki/keys/export.ts';
import { generateKey } from '../../src/pki/keys/generate.ts';
import { encodeName } from '../../src/pki/names/encode-name.ts';
import { parseSubject } from '../../src/pki/names/parse-subject.ts';
import { requestedHost } from '../../src/pki/requested.ts';
import { parseHosts } from '../../src/pki/san/host.ts';
import { validityPeriod } from '../../src/pki/validity-period.ts';
import { loadProfile } from '../../src/profiles/load.ts';
import { ec } from '../support/key-specs.ts';
import { llaveJson } from '../support/llave.ts';
import { repository } from '../support/paths.ts';
import { peer } from '../support/peers.ts';
import { mustPeer } from '../support/run-peer.ts';
import { tempDir } from '../support/temp-dir.ts';

const DAY = 864e5;
const spec = ec('P-256');
const profiles = {
  root: await loadProfile('ca-root', repository),
  intermediate: await loadProfile('ca-intermediate', repository),
};
const server = await loadProfile('server', repository);
let folder: string;

/** `ca/` with a passphrase, and `server.crt` with its chain, which expires tomorrow. */
async function scene(caLeft: number, dir = 'ca') {
  const now = new Date(Date.now() - 89 * DAY);
  const validity = { notBefore: new Date(now.getTime() - DAY), notAfter: new Date(Date.now() + caLeft * DAY) };
  const made = await makeCa({
    spec,
    scope: parseScope(['example.org']),
    profiles,
    validity: { root: validity, intermediate: validity },
    intermediate: true,
  });
  mkdirSync(join(folder, dir), { recursive: true, mode: 0o700 });
  await writeCa(join(folder, dir), made, { passphrase: 'right' });
  const { privateKey } = await generateKey(spec);
  const subject = encodeName(parseSubject('/O=UTP/CN=chat.example.org'));
  const names = parseHosts(['chat.example.org', 'www.example.org']).map(requestedHost);
  const issued = await issueFromCa(
    { dir: join(folder, dir), passphrase: async () => 'right' },
    {
      subject,
      subjectPublicKeyInfo: createPublicKey(privateKey).export({ type: 'spki', format: 'der' }),
      extensions: leafExtensions(server, spec, { names, extensions: [] }, subject),
      validity: validityPeriod({ now, notAfter: new Date(Date.now() + DAY) }, server),
    },
  );
  const chain = [issued.leaf, ...issued.intermediates];
  writeFileSync(join(folder, 'server.crt'), chain.map(({ der }) => toPem('CERTIFICATE', der)).join(''));
  writeFileSync(join(folder, 'server.key'), await exportPrivateKey(privateKey, { form: 'pkcs8', encoding: 'pem' }), {
    mode: 0o600,
  });
  return issued;
}

beforeEach(() => {
  folder = tempDir();
});

const read = () => readFileSync(join(folder, 'server.crt'), 'latin1');
const renew = (args: readonly string[], passphrase: string) =>
  llaveJson(['renew', '--passphrase-env', 'CA_PASS', ...args], {
    cwd: folder,
    env: { CA_PASS: passphrase },
    timeout: 60_000,
  });

describe('a certificate of the local CA', { timeout: 60_000 }, () => {
  it.skipIf(!peer('openssl'))(
    'is recognised by the CA beside it, and issued again: same names, chain behind it',
    async () => {
      const old = await scene(300);
      const { code, json } = await renew(['--rotate-key'], 'right');
      expect(code, JSON.stringify(json, undefined, 1)).toBe(0);
      const [result] = json.result.certificates;
      expect(result.plan).toMatchObject({ source: 'ca', sourceDetail: 'ca' });
      expect(result.issued).toEqual([]);
      const leaf = new X509Certificate(read());
      const before = new X509Certificate(old.leaf.der);
      expect([leaf.subject, leaf.subjectAltName, leaf.issuer]).toEqual([
        before.subject,
        before.subjectAltName,
        before.issuer,
      ]);
      expect(leaf.serialNumber).not.toBe(before.serialNumber);
      expect(read().match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
      mustPeer(
        'openssl',
        [
          'verify',
          '-x509_strict',
          '-CAfile',
          'ca/root.crt',
          '-untrusted',
          'server.crt',
          '-verify_hostname',
          'www.example.org',
          'server.crt',
        ],
        '',
        folder,
      );
      const { index } = await openCa(join(folder, 'ca'));
      expect(JSON.stringify(index)).toContain(leaf.serialNumber);
    },
  );

  it('with the wrong passphrase, or none: exit 3, nothing changed', async () => {
    await scene(300);
    const before = read();
    const wrong = await renew(['--deploy-hook', 'touch ran'], 'wrong');
    expect({ code: wrong.code, error: wrong.json.error?.code }).toEqual({ code: 3, error: 'ERR_KEY_PASSPHRASE_WRONG' });
    const none = await llaveJson(['renew'], { cwd: folder });
    expect({ code: none.code, error: none.json.error?.code }).toEqual({ code: 3, error: 'ERR_KEY_PASSPHRASE_MISSING' });
    expect(read()).toBe(before);
  });

  it('from a CA that is about to expire itself: refused, not renewed at ever shorter intervals', async () => {
    await scene(1);
    const { code, json } = await renew([], 'right');
    expect({ code, error: json.error?.code }).toEqual({ code: 3, error: 'ERR_RENEW_ISSUED_SHORTER' });
  });

  it('from a CA elsewhere: only when it is named', async () => {
    await scene(300, 'private/authority');
    const unknown = await renew([], 'right');
    expect({ code: unknown.code, error: unknown.json.error?.code }).toEqual({ code: 3, error: 'ERR_RENEW_SOURCE' });
    const named = await renew(['--ca-dir', 'private/authority'], 'right');
    expect(named.code).toBe(0);
  });
});
