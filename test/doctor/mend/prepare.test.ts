import { spawnSync } from 'node:child_process';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EvidenceStore } from '../../../src/doctor/evidence.ts';
import { certificatesIn } from '../../../src/doctor/facts/pem.ts';
import { applyMend } from '../../../src/doctor/mend/apply.ts';
import type { Mend, Prepared } from '../../../src/doctor/mend/mend.ts';
import { prepareMends } from '../../../src/doctor/mend/prepare.ts';
import { openLocalSystem } from '../../../src/runtime/local-system.ts';
import { type TestCredential, testCertificate } from '../../support/certificates.ts';
import { node, repository } from '../../support/paths.ts';
import { canMakeNamespaces } from '../../support/peers.ts';
import { tempDir } from '../../support/temp-dir.ts';

const NOW = new Date('2026-11-28T12:00:00Z');

/** What a diagnosis of these files knows of them, without a handshake. */
function storeFor(certFile: string, keyFile: string): EvidenceStore {
  const at = { startedAt: NOW.toISOString(), ms: 0 };
  const store = new EvidenceStore();
  store.set('request', { state: 'ok', ...at, value: { mode: 'here', certFile, keyFile } as never });
  store.set('files.cert', { state: 'ok', ...at, value: { path: certFile, chain: [] } as never });
  return store;
}

async function prepare(mend: Mend, certFile = '', keyFile = ''): Promise<Prepared> {
  const machine = { system: await openLocalSystem(), now: NOW, root: repository };
  const [prepared] = await prepareMends([{ codes: ['x'], mend }], storeFor(certFile, keyFile), machine);
  return prepared!;
}

function files(contents: Readonly<Record<string, string | Buffer>>): Record<string, string> {
  const folder = tempDir();
  return Object.fromEntries(
    Object.entries(contents).map(([name, data]) => {
      const path = join(folder, name);
      writeFileSync(path, data, { mode: name.includes('key') ? 0o600 : 0o644 });
      return [name, path];
    }),
  );
}

async function apply(prepared: Prepared) {
  if (!('change' in prepared)) throw new Error(`refused: ${JSON.stringify(prepared)}`);
  return applyMend(prepared);
}

const permissions = (file: string) => statSync(file).mode & 0o777;
const undo = (command: string) => spawnSync('sh', ['-c', command]).status;

describe('permissions of a key', () => {
  it('become the owner’s alone, and the undo command takes it back', async () => {
    const { key } = files({ key: 'x' }) as { key: string };
    chmodSync(key, 0o644);
    const applied = await apply(await prepare({ kind: 'private', file: key }));
    expect(permissions(key)).toBe(0o600);
    expect(undo(applied.undo)).toBe(0);
    expect(permissions(key)).toBe(0o644);
  });

  it('that are right are left alone', async () => {
    const { key } = files({ key: 'x' }) as { key: string };
    expect(await prepare({ kind: 'private', file: key })).toMatchObject({ refused: 'nothing-to-do' });
  });
});

describe('DER where PEM is read', () => {
  it('a certificate', async () => {
    const { cert } = await testCertificate();
    const der = new X509Certificate(cert).raw;
    const { c } = files({ c: der }) as { c: string };
    const applied = await apply(await prepare({ kind: 'pem', file: c, holds: 'certificate' }));
    expect(new X509Certificate(readFileSync(c)).raw).toEqual(der);
    expect(readFileSync(c, 'latin1')).toMatch(/^-----BEGIN CERTIFICATE-----\n/);
    expect(readFileSync(applied.backup!)).toEqual(der);
  });

  it('a key: file and backup are readable by the owner only, whatever the mode was', async () => {
    const { key } = await testCertificate();
    const der = createPrivateKey(key).export({ type: 'sec1', format: 'der' });
    const { k } = files({ k: der }) as { k: string };
    chmodSync(k, 0o644);
    const applied = await apply(await prepare({ kind: 'pem', file: k, holds: 'key' }));
    expect(createPrivateKey(readFileSync(k)).equals(createPrivateKey(key))).toBe(true);
    expect([permissions(k), permissions(applied.backup!)]).toEqual([0o600, 0o600]);
    expect(undo(applied.undo)).toBe(0);
    expect(readFileSync(k)).toEqual(der);
  });

  it('something that is neither is left alone', async () => {
    const { c } = files({ c: Buffer.from('3003020101', 'hex') }) as { c: string };
    expect(await prepare({ kind: 'pem', file: c, holds: 'certificate' })).toMatchObject({ refused: 'nothing-to-do' });
    expect(await prepare({ kind: 'pem', file: c, holds: 'key' })).toMatchObject({ refused: 'nothing-to-do' });
  });
});

describe('a chain', async () => {
  const root = await testCertificate({ commonName: 'root', isCa: true });
  const middle = await testCertificate({ commonName: 'middle', isCa: true, issuer: root });
  const leaf = await testCertificate({ commonName: 'leaf', issuer: middle });
  const stranger = await testCertificate({ commonName: 'stranger' });
  const names = (file: string) => certificatesIn(readFileSync(file)).map(({ commonName }) => commonName);
  const join_ = (...all: TestCredential[]) => all.map(({ cert }) => cert).join('');

  it('comes into order, without root and stranger', async () => {
    const made = files({ 'server.crt': join_(middle, stranger, root, leaf), 'server.key': leaf.key });
    await apply(await prepare({ kind: 'chain', add: [] }, made['server.crt'], made['server.key']));
    expect(names(made['server.crt']!)).toEqual(['leaf', 'middle']);
  });

  it('is completed from another file, without a key as well', async () => {
    const made = files({ 'server.crt': leaf.cert, 'middle.pem': join_(root, middle) });
    await apply(await prepare({ kind: 'chain', add: [made['middle.pem']!] }, made['server.crt'], 'nowhere.key'));
    expect(names(made['server.crt']!)).toEqual(['leaf', 'middle']);
  });

  it('that is right is left alone', async () => {
    const made = files({ 'server.crt': join_(leaf, middle), 'server.key': leaf.key });
    expect(await prepare({ kind: 'chain', add: [] }, made['server.crt'], made['server.key'])).toMatchObject({
      refused: 'nothing-to-do',
    });
  });
});

describe('a certificate made anew', () => {
  const reissue = (hosts: readonly string[]): Mend => ({ kind: 'reissue', hosts });

  it('keeps subject, key and names, and gains the missing one', async () => {
    const { key, cert } = await testCertificate({ commonName: 'chat', hosts: ['chat.example', '192.0.2.1'] });
    const made = files({ 'server.crt': cert, 'server.key': key });
    await apply(await prepare(reissue(['www.chat.example']), made['server.crt'], made['server.key']));
    const after = new X509Certificate(readFileSync(made['server.crt']!));
    expect(after.subjectAltName).toBe('DNS:chat.example, IP Address:192.0.2.1, DNS:www.chat.example');
    expect(after.subject).toBe('CN=chat');
    expect(after.checkPrivateKey(createPrivateKey(key))).toBe(true);
  });

  it('drops a name that no certificate may hold: an address as a DNS name', async () => {
    const folder = tempDir();
    const [crt, key] = [join(folder, 'server.crt'), join(folder, 'server.key')];
    const run = spawnSync(
      'openssl',
      ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj', '/CN=x'].concat([
        '-addext',
        'subjectAltName=DNS:127.0.0.1,DNS:x.example',
        '-keyout',
        key,
        '-out',
        crt,
      ]),
    );
    expect(run.status).toBe(0);
    await apply(await prepare(reissue(['ip:127.0.0.1']), crt, key));
    expect(new X509Certificate(readFileSync(crt)).subjectAltName).toBe('DNS:x.example, IP Address:127.0.0.1');
  });

  it('is refused where somebody else issued it, the key is another one, or cannot be opened', async () => {
    const ca = await testCertificate({ commonName: 'ca', isCa: true });
    const issued = await testCertificate({ issuer: ca });
    const own = await testCertificate();
    const locked = createPrivateKey(own.key).export({
      type: 'pkcs8',
      format: 'pem',
      cipher: 'aes-256-cbc',
      passphrase: 'x',
    });
    const made = files({
      'issued.crt': issued.cert,
      'issued.key': issued.key,
      'own.crt': own.cert,
      'locked.key': locked,
    });
    const refusal = (cert: string, key: string) => prepare(reissue([]), made[cert], made[key]);
    expect(await refusal('issued.crt', 'issued.key')).toMatchObject({ refused: 'not-self-signed' });
    expect(await refusal('own.crt', 'issued.key')).toMatchObject({ refused: 'key-not-here' });
    expect(await refusal('own.crt', 'locked.key')).toMatchObject({ refused: 'key-encrypted' });
  });
});

describe('a line of the hosts file', () => {
  const text = '192.0.2.9\tchat.example # old';
  const line = (file: string): Mend => ({ kind: 'hosts-line', file, line: 2, text });

  it('becomes a comment; every other byte stays', async () => {
    const { hosts } = files({ hosts: `127.0.0.1 localhost\r\n${text}\r\n\xff é\n` }) as { hosts: string };
    const before = readFileSync(hosts);
    const applied = await apply(await prepare(line(hosts)));
    const at = before.indexOf(text);
    expect(readFileSync(hosts)).toEqual(
      Buffer.concat([before.subarray(0, at), Buffer.from('# '), before.subarray(at)]),
    );
    expect(readFileSync(applied.backup!)).toEqual(before);
    expect(undo(applied.undo)).toBe(0);
    expect(readFileSync(hosts)).toEqual(before);
  });

  it('that says something else by now is left alone', async () => {
    const { hosts } = files({ hosts: '127.0.0.1 localhost\n192.0.2.10 chat.example\n' }) as { hosts: string };
    expect(await prepare(line(hosts))).toMatchObject({ refused: 'file-changed' });
  });

  it('keeps an earlier backup', async () => {
    const { hosts } = files({ hosts: `x\n${text}\n`, 'hosts.bak': 'mine' }) as { hosts: string };
    const applied = await apply(await prepare(line(hosts)));
    expect([applied.backup, readFileSync(`${hosts}.bak`, 'utf8')]).toEqual([`${hosts}.bak2`, 'mine']);
  });
});

describe.skipIf(!canMakeNamespaces())('a hosts file that is mounted', () => {
  it('is written to where it is: it cannot be replaced', async () => {
    const made = files({ hosts: 'mount point\n', real: '127.0.0.1 localhost\n192.0.2.9 chat.example\n' });
    const change = {
      codes: ['dns-hosts-stale'],
      mend: { kind: 'hosts-line', file: made.hosts, line: 2, text: '' },
      change: { file: made.hosts, mode: 0o644, oldMode: 0o644, secret: false, from: '', to: '' },
    };
    const apply = new URL('../../../src/doctor/mend/apply.ts', import.meta.url).href;
    const script = [
      `const { applyMend } = await import(${JSON.stringify(apply)});`,
      `const one = ${JSON.stringify(change)};`,
      `const data = Buffer.from('127.0.0.1 localhost\\n# 192.0.2.9 chat.example\\n');`,
      `const before = (await import('node:fs')).readFileSync(one.change.file);`,
      `await applyMend({ ...one, change: { ...one.change, data, before } });`,
    ].join('\n');
    const { status, stderr } = spawnSync(
      'unshare',
      ['--mount', 'sh', '-c', 'mount --bind "$1" "$2" && exec "$3" --input-type=module -e "$4"', 'sh'].concat([
        made.real!,
        made.hosts!,
        node,
        script,
      ]),
      { encoding: 'utf8' },
    );
    expect([status, stderr]).toEqual([0, '']);
    expect(readFileSync(made.real!, 'utf8')).toBe('127.0.0.1 localhost\n# 192.0.2.9 chat.example\n');
    expect(readFileSync(`${made.hosts}.bak`, 'utf8')).toBe('127.0.0.1 localhost\n192.0.2.9 chat.example\n');
  });
});
