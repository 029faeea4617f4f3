import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { FAULTS } from '../../src/chat/faults/registry.ts';
import { type TestCredential, testCertificate } from '../support/certificates.ts';
import { startFaulty } from '../support/faulty.ts';
import { llaveJson } from '../support/llave.ts';
import { tempDir } from '../support/temp-dir.ts';

let credential: TestCredential;

beforeAll(async () => {
  credential = await testCertificate();
});

interface Asked {
  readonly args?: readonly string[];
  readonly host?: string;
}

/** What doctor must be told to see a fault; those that are not named here show to whoever just asks. */
const ASKED: Record<string, Asked> = {
  'tls-version-too-new': { args: ['--max-version', 'TLSv1.2'] },
  'tls-alpn': { args: ['--alpn', 'h2'] },
  'tcp-idle-cut': { args: ['--idle', '3'] },
  'tls-sni-default': { args: ['--servername', 'chat.localhost'] },
  'cert-ip-san': { host: '127.0.0.1' },
};

describe.concurrent('doctor names each fault of the reference server by its code', () => {
  const cases = FAULTS.map(({ id }) => ({ id, ...ASKED[id] }));
  // What is encrypted first, and how OpenSSL says that it cannot open it, differ.
  const more = [{ id: 'tls-corrupted', args: ['--max-version', 'TLSv1.2'] }];
  test.each<Asked & { id: string }>([...cases, ...more])('$id', async ({ id, args = [], host = 'localhost' }) => {
    const { server, ca } = await startFaulty(id, credential);
    const cwd = tempDir();
    writeFileSync(join(cwd, 'ca.pem'), ca);
    // The server listens on IPv4 alone, which is no fault.
    const target = [`${host}:${server.port}`, '--address', '127.0.0.1', '--ca', 'ca.pem', ...args];
    const { json } = await llaveJson(['doctor', ...target], { cwd });
    await server.close();
    expect(json.result.findings.map(({ code }: { code: string }) => code)).toContain(id);
    const { severity } = json.result.findings.find(({ code }: { code: string }) => code === id);
    // What is no more than an information is never the cause.
    if (severity !== 'info') expect(json.result.verdict.cause).toBe(id);
  });
});
