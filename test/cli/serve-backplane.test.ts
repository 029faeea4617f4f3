import { readFileSync, writeFileSync } from 'node:fs';
import { connect as connectTcp, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { connect as connectNats } from '@nats-io/transport-node';
import { beforeAll, describe, expect, test } from 'vitest';
import { type TestCredential, testCertificate } from '../support/certificates.ts';
import { LinePeer } from '../support/line-peer.ts';
import { llave } from '../support/llave.ts';
import { type Nats, startNats } from '../support/nats.ts';
import { peer } from '../support/peers.ts';
import { freePort } from '../support/ports.ts';
import { type Serving, startServe, writePair } from '../support/serve.ts';
import { tempDir } from '../support/temp-dir.ts';

const HERE = { name: 'a peer', timeout: 120_000 };
let credential: TestCredential;
beforeAll(async () => {
  credential = await testCertificate();
});

/** Servers that share the rooms over one NATS server. */
async function servers(nats: { port: number }, count: number, args: readonly string[] = []): Promise<Serving[]> {
  const url = `nats://127.0.0.1:${nats.port}`;
  return Promise.all(Array.from({ length: count }, () => startServe(credential, ['--backplane', url, ...args])));
}

const metrics = async (server: Serving): Promise<string> => {
  const { port } = await server.waitForRecord('status-listening');
  return (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
};

describe.skipIf(!peer('nats-server'))('several servers over NATS', () => {
  test('three are one: names, messages, receipts, who, rooms, status', HERE, async () => {
    const nats = await startNats();
    const [a, b, c] = (await servers(nats, 3, ['--status-address', '0'])) as [Serving, Serving, Serving];
    const ana = await LinePeer.connect(a.port, 'ana');
    const ben = await LinePeer.connect(b.port, 'ben');
    const eva = await LinePeer.connect(c.port, 'eva');
    await ana.waitFor(/^\* eva joined lobby$/);
    ana.send('hello', '/who', '/rooms', '/status');
    expect(await ben.waitFor(/^</)).toBe('<ana> hello');
    expect(await eva.waitFor(/^</)).toBe('<ana> hello');
    expect(await ana.waitFor(/^\+/)).toBe('+ 1 2');
    expect(await ana.waitFor(/^\* 3 in lobby/)).toMatch(/: (?=.*ana)(?=.*ben)(?=.*eva)/);
    expect(await ana.waitFor(/^\* 1 room/)).toBe('* 1 room: lobby(3)');
    expect(JSON.parse(await ana.waitFor(/^\{/))).toMatchObject({ backplane: 'connected', servers: 3 });
    const other = await LinePeer.connect(b.port);
    other.send('EVA');
    expect(await other.waitFor(/^!/)).toMatch(/^! name-taken/);
    expect(await metrics(a)).toMatch(/^llave_backplane_connected 1$/m);
    expect(await metrics(a)).toMatch(/^llave_backplane_servers 2$/m);
    expect(await metrics(b)).toMatch(/^llave_claims_total\{outcome="refused"\} 1$/m);
    expect(await a.stop()).toMatchObject({ code: 0 });
    await ben.waitFor(/^\* ana left lobby/);
  });

  test('one name on servers that are asked at the same moment goes to one', HERE, async () => {
    const all = await servers(await startNats(), 3);
    for (let round = 0; round < 10; round += 1) {
      const people = await Promise.all(all.map(({ port }) => LinePeer.connect(port)));
      for (const person of people) person.send(`name${round}`);
      const answers = await Promise.all(people.map((person) => person.waitFor(/^(?:! name-taken|\* you are)/)));
      expect(answers.filter((line) => line.startsWith('* you are'))).toHaveLength(1);
    }
  });

  test(
    'all members of all servers see the same order under load, each message once, and every receipt is right',
    HERE,
    async () => {
      const all = await servers(await startNats(), 3, ['--rate', '100000', '--burst', '100000']);
      const listeners = await Promise.all(all.map(({ port }, i) => LinePeer.connect(port, `listener${i}`)));
      const speakers = await Promise.all(all.map(({ port }, i) => LinePeer.connect(port, `speaker${i}`)));
      await Promise.all(
        listeners.flatMap((one) => [0, 1, 2].map((i) => one.waitFor(new RegExp(`^\\* speaker${i} joined`)))),
      );
      const each = 200;
      for (const speaker of speakers) speaker.send(...Array.from({ length: each }, (_, n) => `n${n}`));
      for (const speaker of speakers) {
        while (speaker.lines.filter((line) => line.startsWith('+')).length < each)
          await speaker.waitFor(/^\+/, speaker.lines.length);
        expect(speaker.lines.filter((line) => line.startsWith('+')).every((line) => line.endsWith(' 5'))).toBe(true);
      }
      const heardBy = ({ lines }: LinePeer) => lines.filter((line) => line.startsWith('<'));
      for (const listener of listeners)
        while (heardBy(listener).length < 3 * each) await listener.waitFor(/^</, listener.lines.length);
      const heard = listeners.map(heardBy);
      expect(heard[0]).toHaveLength(3 * each);
      expect(heard[1]).toEqual(heard[0]);
      expect(heard[2]).toEqual(heard[0]);
    },
  );

  test(
    'NATS is killed and comes back: talk goes on here, members are told, nothing that was receipted is lost',
    HERE,
    async () => {
      let nats: Nats = await startNats();
      const [a, b] = (await servers(nats, 2, ['--status-address', '0'])) as [Serving, Serving];
      const ana = await LinePeer.connect(a.port, 'ana');
      const eva = await LinePeer.connect(a.port, 'eva');
      const ben = await LinePeer.connect(b.port, 'ben');
      await ana.waitFor(/^\* ben joined/);
      let said = 0;
      for (let round = 0; round < 2; round += 1) {
        const before = [ana, ben].map(({ lines }) => lines.length);
        ana.send(`m${said++}`);
        await nats.kill();
        ana.send(`m${said++}`);
        await ana.waitFor(/out of reach/, before[0]);
        await ben.waitFor(/out of reach/, before[1]);
        ana.send(`m${said++}`, '/who', '/status');
        await eva.waitFor(new RegExp(`^<ana> m${said - 1}$`));
        expect(await ana.waitFor(new RegExp(`^\\+ ${said} `))).toBe(`+ ${said} 1 ?`);
        expect((await ana.waitFor(/^\* 2 in lobby/, before[0])).split(': ')[1]?.split(' ').sort()).toEqual([
          'ana',
          'eva',
        ]);
        expect(JSON.parse(await ana.waitFor(/^\{/, before[0]))).toMatchObject({ backplane: 'lost', servers: 1 });
        expect(await metrics(a)).toMatch(/^llave_backplane_connected 0$/m);
        const { port } = await a.waitForRecord('status-listening');
        expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);
        nats = await startNats(nats.port);
        await ana.waitFor(/within reach again/, before[0]);
        await ben.waitFor(/within reach again/, before[1]);
        ana.send(`m${said++}`);
        await ben.waitFor(new RegExp(`^<ana> m${said - 1}$`));
        expect(ben.lines.filter((line) => line.startsWith('<'))).toEqual(
          Array.from({ length: said }, (_, n) => `<ana> m${n}`),
        );
      }
    },
  );

  test('NATS that stands still is noticed, and so is its waking up', HERE, async () => {
    const nats = await startNats();
    const [a, b] = (await servers(nats, 2)) as [Serving, Serving];
    const ana = await LinePeer.connect(a.port, 'ana');
    const eva = await LinePeer.connect(a.port, 'eva');
    const ben = await LinePeer.connect(b.port, 'ben');
    await ana.waitFor(/^\* ben joined/);
    process.kill(nats.pid, 'SIGSTOP');
    await standsStill(nats.pid);
    ana.send('one', 'two');
    await eva.waitFor(/^<ana> two/);
    expect(await ana.waitFor(/^\+ 1 /)).toBe('+ 1 1 ?');
    process.kill(nats.pid, 'SIGCONT');
    await ana.waitFor(/within reach again/);
    await ben.waitFor(/^<ana> two/);
    expect(ben.lines.filter((line) => line.startsWith('<'))).toEqual(['<ana> one', '<ana> two']);
    expect(eva.lines.filter((line) => line.startsWith('<'))).toEqual(['<ana> one', '<ana> two']);
  });

  test('a name that was given on both sides of a cut goes to the elder; the other is told', HERE, async () => {
    const nats = await startNats();
    const cut = await leash(nats.port);
    const [a] = (await servers(nats, 1)) as [Serving];
    const [b] = (await servers(cut, 1)) as [Serving];
    const ben = await LinePeer.connect(a.port, 'ben');
    cut.hold();
    const elder = await LinePeer.connect(a.port, 'ana');
    const early = await LinePeer.connect(b.port);
    // It is let in once its server has seen that nothing comes back.
    early.send('ana');
    expect(await early.waitFor(/^\* you are|^!/)).toMatch(/^\* you are ana/);
    await early.waitFor(/out of reach/);
    cut.release();
    await early.waitFor(/another server has had a ana for longer/);
    expect(await early.waitFor(/^\* you are now/)).toBe('* you are now ana-2');
    await ben.waitFor(/^\* ana-2 joined|ana is now ana-2/);
    ben.send('/who');
    expect((await ben.waitFor(/^\* 3 in lobby/)).split(': ')[1]?.split(' ').sort()).toEqual(['ana', 'ana-2', 'ben']);
    elder.send('still me');
    await early.waitFor(/^<ana> still me/);
  });

  test('without NATS at the start it serves its own members, and joins when NATS comes', HERE, async () => {
    const port = await freePort();
    const [a, b] = (await servers({ port }, 2)) as [Serving, Serving];
    const ana = await LinePeer.connect(a.port, 'ana');
    await ana.waitFor(/out of reach/);
    await startNats(port);
    await ana.waitFor(/within reach again/);
    const ben = await LinePeer.connect(b.port, 'ben');
    await ana.waitFor(/^\* ben joined/);
    ben.send('here');
    await ana.waitFor(/^<ben> here/);
  });

  test(
    'what strangers publish on our subjects is dropped and counted, and another prefix is another world',
    HERE,
    async () => {
      const nats = await startNats();
      const [a] = (await servers(nats, 1, ['--status-address', '0'])) as [Serving];
      const [elsewhere] = (await servers(nats, 1, ['--backplane-prefix', 'other.rooms'])) as [Serving];
      const ana = await LinePeer.connect(a.port, 'ana');
      const twin = await LinePeer.connect(elsewhere.port, 'ana');
      const stranger = await connectNats({ servers: `127.0.0.1:${nats.port}` });
      const rubbish = [
        '',
        '{',
        'x'.repeat(100_000),
        JSON.stringify({
          v: 1,
          t: 'op',
          s: 'f'.repeat(16),
          n: 1,
          op: { type: 'say', member: 1, from: 'ana', room: 'lobby', text: '\u001b[2J' },
        }),
      ];
      for (const bytes of rubbish) stranger.publish('llave.all', bytes);
      await stranger.flush();
      await stranger.close();
      ana.send('alone');
      expect(await ana.waitFor(/^\+/)).toBe('+ 1 0');
      // What strangers published comes by another connection than what ana sends.
      while (!/^llave_backplane_rejected_total 4$/m.test(await metrics(a)));
      twin.close();
    },
  );

  test(
    'credentials come from a file or a variable, TLS is verified, and what is wrong does not start',
    HERE,
    async () => {
      const folder = tempDir();
      writePair(folder, credential);
      writeFileSync(join(folder, 'secret'), 'ana:s3cret\n', { mode: 0o600 });
      writeFileSync(join(folder, 'wrong'), 'ana:other\n', { mode: 0o600 });
      const tls = ['--tls', '--tlscert', join(folder, 'server.crt'), '--tlskey', join(folder, 'server.key')];
      const nats = await startNats(undefined, ['--user', 'ana', '--pass', 's3cret', ...tls]);
      const url = ['--backplane', `tls://localhost:${nats.port}`];
      const ca = ['--backplane-ca', join(folder, 'server.crt')];
      const secret = ['--backplane-credentials', join(folder, 'secret')];
      const a = await startServe(credential, [...url, ...ca, ...secret]);
      const b = await startServe(credential, [...url, ...ca, '--backplane-credentials-env', 'NATS_SECRET'], {
        env: { NATS_SECRET: 'ana:s3cret' },
      });
      const ana = await LinePeer.connect(a.port, 'ana');
      await LinePeer.connect(b.port, 'ben');
      await ana.waitFor(/^\* ben joined/);
      const failing = async (...args: string[]): Promise<[number | null, string]> => {
        const { code, stdout } = await llave(['serve', '--port', '0', '--json', ...args], { cwd: folder });
        return [code, JSON.parse(stdout).error.code];
      };
      expect(await failing(...url, ...ca, '--backplane-credentials', 'wrong')).toEqual([5, 'ERR_SERVE_BACKPLANE']);
      expect(await failing(...url, ...ca)).toEqual([5, 'ERR_SERVE_BACKPLANE']);
      expect(await failing(...url, ...secret)).toEqual([5, 'ERR_SERVE_BACKPLANE']);
      const plain = await startNats();
      expect(await failing('--backplane', `tls://127.0.0.1:${plain.port}`)).toEqual([5, 'ERR_SERVE_BACKPLANE']);
    },
  );
});

test.each([
  [['--backplane', 'http://localhost'], 'ERR_SERVE_BACKPLANE_URL'],
  [['--backplane', 'nats://ana:s3cret@localhost'], 'ERR_SERVE_BACKPLANE_URL'],
  [['--backplane', 'localhost'], 'ERR_SERVE_BACKPLANE_URL'],
  [['--backplane', 'nats://localhost', '--backplane-prefix', 'a b'], 'ERR_USAGE_INVALID_VALUE'],
  [['--backplane', 'nats://localhost', '--backplane-cert', 'server.crt'], 'ERR_USAGE_MISSING_FLAG'],
  [['--backplane-ca', 'server.crt'], 'ERR_USAGE_MISSING_FLAG'],
])('%j is a usage error that repeats no secret', async (args, code) => {
  const folder = tempDir();
  writePair(folder, credential);
  const { code: exit, stdout, stderr } = await llave(['serve', '--port', '0', '--json', ...args], { cwd: folder });
  expect([exit, JSON.parse(stdout).error.code]).toEqual([2, code]);
  expect(stdout + stderr).not.toContain('s3cret');
});

/** A signal takes effect when it is delivered, not when it is sent. */
async function standsStill(pid: number): Promise<void> {
  while (!/^State:\s+T/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))) await new Promise(setImmediate);
}

/** A way to NATS that can be made to swallow everything, and then to end all connections. */
async function leash(port: number): Promise<{ port: number; hold(): void; release(): void }> {
  let holding = false;
  const open = new Set<Socket>();
  const proxy = createServer((near) => {
    const far = connectTcp(port, '127.0.0.1');
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(from);
      from.on('data', (chunk) => !holding && to.write(chunk));
      from
        .on('error', () => {})
        .on('close', () => {
          open.delete(from);
          to.destroy();
        });
    }
    if (holding) near.destroy();
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  proxy.unref();
  return {
    port: (proxy.address() as { port: number }).port,
    hold: () => {
      holding = true;
    },
    release: () => {
      holding = false;
      for (const socket of open) socket.destroy();
    },
  };
}
