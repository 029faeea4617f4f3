import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testCertificate } from '../support/certificates.ts';
import { llave, startLlave } from '../support/llave.ts';
import { freePort } from '../support/ports.ts';
import { expectSchema } from '../support/schema.ts';
import { tempDir } from '../support/temp-dir.ts';

const servers: Server[] = [];
const cwd = tempDir();
let healthy: string[] = [];
let plain = '';
let silent = '';
let refused = '';

async function listening(server: Server): Promise<string> {
  servers.push(server.listen(0, '127.0.0.1'));
  server.on('connection', (socket) => socket.on('error', () => {}));
  await once(server, 'listening');
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

beforeAll(async () => {
  const { key, cert } = await testCertificate();
  writeFileSync(join(cwd, 'ca.crt'), cert);
  const tls = () => createTlsServer({ key, cert }, (socket) => socket.on('error', () => {}).end('220 hello\r\n'));
  healthy = await Promise.all(Array.from({ length: 24 }, () => listening(tls())));
  plain = await listening(createServer((socket) => socket.end('SSH-2.0-OpenSSH_9.9\r\n')));
  silent = await listening(createServer(() => {}));
  refused = `127.0.0.1:${await freePort()}`;
});

afterAll(() => {
  for (const server of servers) server.close();
});

const lines = (stdout: string) =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
const doctor = (args: string[], stdin?: string) =>
  llave(['doctor', '--ca', 'ca.crt', ...args], { cwd, ...(stdin === undefined ? {} : { stdin }), timeout: 120_000 });

describe('llave doctor --targets', () => {
  it('gives a line for each target in the order of the list, and the summary by cause', async () => {
    const targets = [plain, ...healthy, refused, 'http://bad target', refused];
    writeFileSync(join(cwd, 'list'), `# ours\r\n${targets.join('\r\n')}\r\n\r\n`);
    const run = await doctor(['--targets', 'list']);
    expect([run.code, run.stderr]).toEqual([1, '']);
    const heads = run.stdout.split('\n').filter((line) => /^[✓✗!?]/.test(line));
    expect(heads.map((line) => line.replace(/^. [a-z]+: /, ''))).toEqual(
      targets.map((target) => expect.stringContaining(target)),
    );
    expect(heads[0]).toContain('[peer-ssh, ');
    expect(heads.at(-2)).toContain('[local-target-invalid, certain]');
    expect(run.stdout).toMatch(/^28 targets in .*: 24 healthy, 0 degraded, 4 broken, 0 undecided$/m);
    expect(run.stdout).toMatch(new RegExp(`^ {2}2 × tcp-refused: ${refused}, ${refused}$`, 'm'));
  });

  it('gives one valid document a line with --ndjson, from standard input too, the summary last', async () => {
    const targets = [...healthy, refused, 'x:y:z', plain];
    const run = await doctor(['--targets', '-', '--ndjson'], targets.join('\n'));
    const documents = lines(run.stdout);
    for (const document of documents) expectSchema(document);
    const summary = documents.pop();
    expect(run.code).toBe(1);
    expect(summary).toMatchObject({ schema: 'llave/doctor-summary/v1', ok: false });
    expect(summary.result).toMatchObject({ targets: 27, stopped: false, statuses: { healthy: 24, broken: 3 } });
    const byIndex = documents.sort((a, b) => a.result.target.index - b.result.target.index);
    expect(byIndex.map(({ result }) => [result.target.input, result.target.line])).toEqual(
      targets.map((target, index) => [target, index + 1]),
    );
    expect(byIndex.map(({ ok }) => ok)).toEqual([...healthy.map(() => true), false, false, false]);
  });

  it('gives one valid document with --json, in the order of the list', async () => {
    writeFileSync(join(cwd, 'three'), [healthy[0], 'x:y:z', healthy[1]].join('\n'));
    const run = await doctor(['--targets', 'three', '--json']);
    const document = JSON.parse(run.stdout);
    expectSchema(document);
    expect(document.ok).toBe(false);
    expect(document.result.results.map((one: { target: { index: number } }) => one.target.index)).toEqual([0, 1, 2]);
    expect(document.result.summary).toMatchObject({ targets: 3, statuses: { healthy: 2, broken: 1 } });
  });

  it('goes through hundreds of refused ports without being sure of more than it saw', async () => {
    const list = Array.from({ length: 100 }, () => refused).join('\n');
    const documents = lines((await doctor(['--targets', '-', '--ndjson'], list)).stdout);
    const { result } = documents.pop();
    expect(result.causes).toEqual([
      { code: 'tcp-refused', layer: 'tcp', count: 100, examples: [refused, refused, refused] },
    ]);
    for (const { result: one } of documents) {
      const [finding] = one.findings;
      const ruledOut = finding.ruledOut.map(({ code }: { code: string }) => code);
      expect(ruledOut.includes('firewall-reject-port')).toBe(finding.confidence === 'certain');
    }
  });

  it('tells each target of a long list in the language of this run, whichever thread looked at it', async () => {
    const list = Array.from({ length: 500 }, () => refused).join('\n');
    const documents = lines((await doctor(['--targets', '-', '--ndjson', '--lang', 'es'], list)).stdout);
    const summary = documents.pop();
    expect(summary.result.targets).toBe(500);
    // A thread that could not be loaded would be missed by nobody else: this one does its work.
    expect(summary.warnings).toEqual([]);
    const summaries = new Set(documents.map(({ result }) => result.verdict.summary));
    expect([...summaries]).toEqual([expect.stringContaining('nadie escucha')]);
    const places = documents.map(({ result }) => result.target.index).sort((a, b) => a - b);
    expect(places).toEqual(Array.from({ length: 500 }, (_, index) => index));
  });

  it('stops at Ctrl-C with the summary of what was done', async () => {
    writeFileSync(join(cwd, 'slow'), [healthy[0], ...Array.from({ length: 200 }, () => silent)].join('\n'));
    const args = ['doctor', '--ca', 'ca.crt', '--targets', 'slow', '--timeout', '600000', '--ndjson'];
    const running = startLlave(args, { cwd });
    await running.waitFor(/"llave\/doctor\/v1"/);
    const { code, stdout } = await running.stop('SIGINT');
    const [first, summary, ...rest] = lines(stdout);
    expect([code, rest]).toEqual([130, []]);
    expect(first.result.target.input).toBe(healthy[0]);
    expectSchema(summary);
    expect(summary.result).toMatchObject({ targets: 1, stopped: true });
  });

  it('stops at Ctrl-C when other threads help, too', async () => {
    const list = [...Array.from({ length: 300 }, () => refused), ...Array.from({ length: 300 }, () => silent)];
    writeFileSync(join(cwd, 'long'), list.join('\n'));
    const running = startLlave(['doctor', '--targets', 'long', '--timeout', '600000', '--json'], { cwd });
    // In the order of the list: all that are before it have been printed.
    await running.waitFor(/"index":299,/);
    const { code, stdout } = await running.stop('SIGINT');
    const { result, warnings } = JSON.parse(stdout);
    expect(code).toBe(130);
    expect(result.summary).toMatchObject({ targets: 300, stopped: true });
    expect(warnings).toEqual([]);
  });

  it('ends quietly when nobody reads any more', async () => {
    const running = startLlave(['doctor', '--targets', '-', '--ndjson'], { cwd });
    const list = `${refused}\n`.repeat(20);
    running.process.stdin.write(list);
    await running.waitFor(/"llave\/doctor\/v1"/);
    running.process.stdout.destroy();
    running.process.stdin.write(list);
    const { code, stderr } = await running.done;
    expect([code, stderr]).toEqual([4, '']);
  });
});

describe('what goes with --targets', () => {
  it.each([
    [['doctor', 'localhost:1', '--targets', 'list'], 2],
    [['doctor', '--targets', 'list', '--server'], 2],
    [['doctor', '--targets', 'list', '--record', 'r'], 2],
    [['doctor', '--targets', 'list', '--replay', 'r'], 2],
    [['doctor', '--targets', 'list', '--fix'], 2],
    [['doctor', '--ndjson', 'localhost:1'], 2],
    [['doctor', '--concurrency', '2', 'localhost:1'], 2],
    [['doctor', '--targets', 'list', '--concurrency', '0'], 2],
    [['doctor', '--targets', 'no-such-list'], 3],
    [['doctor', '--targets', '/dev/null'], 3],
  ])('%j ends with %d', async (args, code) => {
    expect((await llave(args)).code).toBe(code);
  });
});

describe('--suppress', () => {
  it('shows a finding and does not let it count, for one target and for many', async () => {
    for (const args of [[refused], ['--targets', 'one']]) {
      writeFileSync(join(cwd, 'one'), refused);
      const run = await doctor([...args, '--suppress', 'tcp-refused', '--json']);
      const document = JSON.parse(run.stdout);
      expectSchema(document);
      const { verdict, findings } = document.result.results?.[0] ?? document.result;
      expect([run.code, verdict.status, verdict.cause]).toEqual([0, 'healthy', null]);
      expect(findings).toContainEqual(expect.objectContaining({ code: 'tcp-refused', suppressed: true }));
    }
  });

  it('says so', async () => {
    const { stdout } = await doctor([refused, '--suppress', 'tcp']);
    expect(stdout).toContain('nothing but what was suppressed');
    expect(stdout).toContain('suppressed: nothing listens');
  });

  it('takes findings and layers only', async () => {
    expect((await doctor([refused, '--suppress', 'no-such-thing'])).code).toBe(2);
  });
});
