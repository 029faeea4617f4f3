import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { toPem } from '../../../src/files/pem.ts';
import { openCa } from '../../../src/pki/ca/authority.ts';
import { destroyKeys } from '../../../src/pki/ca/destroy.ts';
import { readIndex } from '../../../src/pki/ca/index-file.ts';
import { makeCrls, revokeCertificate } from '../../../src/pki/ca/revoke.ts';
import { parseScope, scopeTexts } from '../../../src/pki/ca/scope.ts';
import { parseCertificateList } from '../../../src/pki/parse/certificate-list.ts';
import { verifyChain, verifySignature } from '../../../src/pki/verify/index.ts';
import { caFolder, issueServer } from '../../support/ca.ts';
import { KEY_SPECS } from '../../support/key-specs.ts';
import { peer } from '../../support/peers.ts';
import { runPeer } from '../../support/run-peer.ts';

const DAY = 86_400_000;
const list = (dir: string) => {
  const now = new Date();
  return makeCrls({ dir }, { thisUpdate: now, nextUpdate: new Date(now.getTime() + 30 * DAY) });
};

describe('a CA in a folder', { timeout: 120_000 }, () => {
  it('keeps keys for its owner and constrains names in every certificate', async () => {
    const dir = await caFolder({ scope: ['example.org', '10.1.2.3/8'], intermediate: true });
    expect(readdirSync(dir).sort()).toEqual([
      'ca.json',
      'intermediate.crt',
      'intermediate.key',
      'root.crt',
      'root.key',
    ]);
    expect(statSync(dir).mode & 0o777).toBe(0o700);
    expect(statSync(join(dir, 'root.key')).mode & 0o777).toBe(0o600);
    const { root, intermediate } = await openCa(dir);
    expect(root.basicConstraints).toEqual({ ca: true, pathLength: 1 });
    expect(intermediate?.basicConstraints).toEqual({ ca: true, pathLength: 0 });
    for (const ca of [root, intermediate!]) {
      expect(ca.extension('nameConstraints')?.critical).toBe(true);
      const { permitted = [] } = ca.value('nameConstraints')!;
      expect(permitted.map(({ base }) => `${base.type}:${'value' in base ? base.value : ''}`)).toEqual([
        'dns:example.org',
        'email:example.org',
        'email:.example.org',
        'uri:example.org',
        'uri:.example.org',
        'ip:10.0.0.0/8',
      ]);
    }
    const { leaf, intermediates } = await issueServer(dir, ['a.example.org', '10.9.9.9']);
    const input = { leaf, anchors: [root], intermediates, at: new Date(), host: 'a.example.org' };
    expect(verifyChain({ ...input, purpose: 'server' })).toMatchObject({ ok: true });
  });

  it.each([
    [['example.org'], ['evil.com'], 'evil.com'],
    [['example.org'], ['a.example.org', '192.0.2.1'], '192.0.2.1'],
    [['example.org'], ['a.example.org', '2001:db8::1'], '2001:db8::1'],
    [['192.0.2.0/24'], ['192.0.2.5', 'a.example.org'], 'a.example.org'],
    [['192.0.2.0/24'], ['2001:db8::1'], '2001:db8::1'],
    [['example.org'], ['notexample.org'], 'notexample.org'],
  ])('made for %j refuses %j, and remembers nothing of it', async (scope, hosts, name) => {
    const dir = await caFolder({ scope });
    await expect(issueServer(dir, hosts)).rejects.toMatchObject({
      code: 'ERR_CA_NAME_NOT_PERMITTED',
      params: { name },
    });
    expect((await readIndex(dir)).authorities.root.certificates).toEqual([]);
  });

  it('without constraints issues for everything', async () => {
    const dir = await caFolder();
    const { leaf } = await issueServer(dir, ['evil.com', '192.0.2.1']);
    expect(leaf.subjectAltName).toHaveLength(2);
  });

  it('never lets a certificate outlive it', async () => {
    const dir = await caFolder({ now: new Date(Date.now() - 3600 * DAY) });
    const { leaf, root, shortened } = await issueServer(dir, ['a.org']);
    expect(shortened).toBe(true);
    expect(leaf.validity.notAfter).toEqual(root.validity.notAfter);
  });

  it('can do nothing without its keys', async () => {
    const dir = await caFolder();
    destroyKeys(dir);
    await expect(issueServer(dir, ['a.org'])).rejects.toMatchObject({ code: 'ERR_CA_KEY_GONE' });
    await expect(list(dir)).rejects.toMatchObject({ code: 'ERR_CA_KEY_GONE' });
  });

  it('issues twenty at once, each with a number of its own', async () => {
    const dir = await caFolder();
    await Promise.all(Array.from({ length: 20 }, (_, n) => issueServer(dir, [`h${n}.org`])));
    const { certificates } = (await readIndex(dir)).authorities.root;
    expect(new Set(certificates.map(({ serialNumber }) => serialNumber)).size).toBe(20);
  });

  it.each(['{', '[]', '{"version":2}', '{"version":1,"authorities":{"root":{"crlNumber":-1,"certificates":[]}}}'])(
    'refuses an index that is %s',
    async (text) => {
      const dir = await caFolder();
      writeFileSync(join(dir, 'ca.json'), text);
      await expect(issueServer(dir, ['a.org'])).rejects.toMatchObject({ code: 'ERR_CA_MALFORMED' });
      expect(readFileSync(join(dir, 'ca.json'), 'utf8')).toBe(text);
    },
  );
});

describe('revocation', { timeout: 120_000 }, () => {
  it('is in the next list, with its reason, and is what verify says', async () => {
    const dir = await caFolder({ intermediate: true });
    const { leaf, intermediates, root } = await issueServer(dir, ['a.org']);
    const good = await issueServer(dir, ['b.org']);
    const at = new Date();
    const revoked = await revokeCertificate(dir, leaf.serialNumber, { reason: 'keyCompromise', at });
    expect(revoked).toMatchObject({ already: false, authority: 'intermediate' });
    const again = await revokeCertificate(dir, leaf.serialNumber, { reason: 'superseded', at });
    expect(again).toMatchObject({ already: true, entry: { revoked: { reason: 'keyCompromise' } } });
    const made = await list(dir);
    expect(made.map(({ authority, number, entries }) => [authority, number, entries])).toEqual([
      ['intermediate', 1, 1],
      ['root', 1, 0],
    ]);
    const crls = made.map(({ der }) => parseCertificateList(der));
    expect(crls.flatMap(({ problems }) => problems)).toEqual([]);
    expect(crls[0]!.find(leaf.serialNumber)?.reason).toBe('keyCompromise');
    const input = { anchors: [root], intermediates, at: new Date(Date.now() + 1000), crls };
    expect(verifyChain({ ...input, leaf })).toMatchObject({ ok: false, reason: { code: 'revoked' } });
    expect(verifyChain({ ...input, leaf: good.leaf })).toMatchObject({ ok: true });
    expect((await list(dir))[0]).toMatchObject({ number: 2 });
  });

  it('of a stranger is refused', async () => {
    const dir = await caFolder();
    const revoking = revokeCertificate(dir, 'ABCDEF', { reason: 'superseded', at: new Date() });
    await expect(revoking).rejects.toMatchObject({ code: 'ERR_CA_UNKNOWN_CERTIFICATE' });
  });

  it('without a reason writes an entry without extensions', async () => {
    const dir = await caFolder();
    const { leaf } = await issueServer(dir, ['a.org']);
    await revokeCertificate(dir, leaf.serialNumber, { reason: 'unspecified', at: new Date() });
    const [made] = await list(dir);
    expect([...parseCertificateList(made!.der).entries()][0]!.extensions).toEqual([]);
    expect(made!.der.includes(Buffer.from([0x5a, 0x30, 0x00]))).toBe(false);
  });

  it.each(KEY_SPECS)('lists signed with %s check out, here and in openssl', async (_, spec) => {
    const dir = await caFolder({ spec });
    const [made] = await list(dir);
    const crl = parseCertificateList(made!.der);
    expect(verifySignature(crl, (await openCa(dir)).root.subjectPublicKeyInfo)).toBe('valid');
    if (spec.type === 'ml-dsa' || !peer('openssl')) return;
    const file = join(dir, 'crl.pem');
    writeFileSync(file, toPem('X509 CRL', made!.der));
    const said = runPeer('openssl', ['crl', '-in', file, '-CAfile', join(dir, 'root.crt'), '-noout']);
    expect(said.stdout + said.stderr).toContain('verify OK');
  });
});

describe('what a CA is for', () => {
  it('is local where nobody says anything', () => {
    const local = scopeTexts(parseScope([], 'box'));
    expect(local).toContain('localhost');
    expect(local).toContain('192.168.0.0/16');
    expect(local).toContain('box');
  });

  it.each([
    ['example.org', 'example.org'],
    ['*.Example.ORG', 'example.org'],
    ['.example.org', 'example.org'],
    ['münchen.de', 'xn--mnchen-3ya.de'],
    ['192.0.2.77/24', '192.0.2.0/24'],
    ['192.0.2.7', '192.0.2.7/32'],
    ['[::1]', '::1/128'],
    ['fd00::1/8', 'fd00::/8'],
  ])('%s is %s', (given, text) => {
    expect(scopeTexts(parseScope([given]))).toEqual([text]);
  });

  it.each(['192.0.2.0/33', 'a@b.org', 'https://a.org/'])('%s is refused', (given) => {
    expect(() => parseScope([given])).toThrow('ERR_CA_NETWORK');
  });
});
