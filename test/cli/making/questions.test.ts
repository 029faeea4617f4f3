import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { splitPem } from '../../../src/files/pem.ts';
import { parseCertificationRequest } from '../../../src/pki/parse/index.ts';
import { llave } from '../../support/llave.ts';
import { peer } from '../../support/peers.ts';
import { tempDir } from '../../support/temp-dir.ts';
import { llaveAtTerminal } from '../../support/terminal.ts';

async function withKey(): Promise<string> {
  const cwd = tempDir();
  await llave(['genkey', '--type', 'ec'], { cwd });
  return cwd;
}
const request = (cwd: string) =>
  parseCertificationRequest(splitPem(readFileSync(join(cwd, 'server.csr'))).blocks[0]!.der);

describe.skipIf(!peer('python3')).concurrent("OpenSSL's seven questions at a terminal", { timeout: 120_000 }, () => {
  it('make a request, with each wrong answer explained and asked again', async () => {
    const cwd = await withKey();
    const { code, shown } = await llaveAtTerminal(
      ['csr'],
      [
        { shown: 'Country', type: 'USA\n' },
        { shown: 'write C=US', type: 'us\n' },
        { shown: 'State', type: '\n' },
        { shown: 'City', type: '.\n' },
        { shown: 'Organization', type: `${'x'.repeat(65)}\n` },
        { shown: 'RFC 5280 allows 64', type: 'Universidad Tecnológica\n' },
        { shown: 'Unit', type: '\n' },
        { shown: 'Common name', type: 'Chat.example.org\n' },
        { shown: 'E-mail', type: 'nobody\n' },
        { shown: 'no e-mail address', type: 'ana@example.org\n' },
      ],
      cwd,
    );
    expect(code, shown).toBe(0);
    const { subject, subjectAltName } = request(cwd);
    expect(subject.toString()).toBe('emailAddress=ana@example.org,CN=Chat.example.org,O=Universidad Tecnológica,C=US');
    expect(subjectAltName).toMatchObject([{ type: 'dns', value: 'chat.example.org' }]);
  });

  it('take answers that are typed ahead, or pasted', async () => {
    const cwd = await withKey();
    const answers = 'CO\n\n\nUTP\n\nchat.example.org\n\n';
    const { code, shown } = await llaveAtTerminal(['csr'], [{ shown: 'Country', type: answers }], cwd);
    expect(code, shown).toBe(0);
    expect(request(cwd).subject.toString()).toBe('CN=chat.example.org,O=UTP,C=CO');
  });

  it('broken off by Ctrl-D or Ctrl-C write nothing', async () => {
    for (const key of ['\u0004', '\u0003']) {
      const cwd = await withKey();
      const { code } = await llaveAtTerminal(['csr'], [{ shown: 'Country', type: key }], cwd);
      expect(code).not.toBe(0);
      expect(readdirSync(cwd)).toEqual(['server.key']);
    }
  });

  it('are not asked with --no-input', async () => {
    const cwd = await withKey();
    const { code, shown } = await llaveAtTerminal(['csr', '--no-input'], [], cwd);
    expect(code).toBe(2);
    expect(shown).toContain('[ERR_SUBJECT_MISSING]');
  });
});

describe.skipIf(!peer('python3')).concurrent('a passphrase at a terminal', { timeout: 120_000 }, () => {
  it('is asked for twice, is not shown, and must be the same', async () => {
    const cwd = tempDir();
    const twice = (second: string) => [
      { shown: 'New passphrase', type: 'tomate\n' },
      { shown: 'once more', type: `${second}\n` },
    ];
    const args = ['genkey', '--type', 'ec', '--encrypt'];
    const differ = await llaveAtTerminal(args, twice('patata'), cwd);
    expect(differ.code).toBe(3);
    expect(readdirSync(cwd)).toEqual([]);
    const same = await llaveAtTerminal(args, twice('tomate'), cwd);
    expect(same.code, same.shown).toBe(0);
    expect(same.shown + differ.shown).not.toMatch(/tomate|patata/);
    const used = await llaveAtTerminal(
      ['csr', '-H', 'a.org'],
      [{ shown: 'Passphrase of server.key', type: 'tomate\n' }],
      cwd,
    );
    expect(used.code, used.shown).toBe(0);
    expect(used.shown).not.toContain('tomate');
  });
});
