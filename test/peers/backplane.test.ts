import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nkeys } from '@nats-io/transport-node';
import { chromium } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { type TestCredential, testCertificate } from '../support/certificates.ts';
import { LinePeer } from '../support/line-peer.ts';
import { lineProcess } from '../support/line-process.ts';
import { llaveJson } from '../support/llave.ts';
import { type Nats, natsCluster, startNats } from '../support/nats.ts';
import { natsAccount } from '../support/nats-account.ts';
import { repository } from '../support/paths.ts';
import { peer } from '../support/peers.ts';
import { startServe, writePair } from '../support/serve.ts';
import { tempDir } from '../support/temp-dir.ts';

const HERE = { timeout: 120_000 };
let credential: TestCredential;
beforeAll(async () => {
  credential = await testCertificate();
});

const at = (...nats: Nats[]): string[] => nats.flatMap(({ port }) => ['--backplane', `nats://127.0.0.1:${port}`]);

/** What lets somebody into nats-server: its configuration, and the content of the credentials files that fit and that do not. */
function waysIn(): Record<string, { readonly config: string; readonly right: string; readonly wrong: string }> {
  const [user, stranger] = [nkeys.createUser(), nkeys.createUser()];
  const seed = (key: typeof user): string => new TextDecoder().decode(key.getSeed());
  const [account, other] = [natsAccount(), natsAccount()];
  return {
    'the seed of an NKey': {
      config: `authorization { users: [ { nkey: ${user.getPublicKey()} } ] }`,
      right: seed(user),
      wrong: seed(stranger),
    },
    'user and password': {
      config: 'authorization { user: ana, password: "s3:cret" }',
      right: 'ana:s3:cret',
      wrong: 'ana:other',
    },
    'a token': { config: 'authorization { token: "s3cret" }', right: 's3cret', wrong: 'other' },
    'a .creds file': { config: account.config, right: account.creds, wrong: other.creds },
  };
}

describe.skipIf(!peer('nats-server'))('a nats-server that asks who comes', () => {
  test.each(Object.entries(waysIn()))('%s', HERE, async (_, { config, right, wrong }) => {
    const folder = tempDir();
    writePair(folder, credential);
    writeFileSync(join(folder, 'nats.conf'), config);
    writeFileSync(join(folder, 'right'), `${right}\n`, { mode: 0o600 });
    writeFileSync(join(folder, 'wrong'), `${wrong}\n`, { mode: 0o600 });
    const nats = await startNats(undefined, ['-c', join(folder, 'nats.conf')]);
    const known = [...at(nats), '--backplane-credentials', join(folder, 'right')];
    const [a, b] = await Promise.all([startServe(credential, known), startServe(credential, known)]);
    const ana = await LinePeer.connect(a.port, 'ana');
    const ben = await LinePeer.connect(b.port, 'ben');
    await ana.waitFor(/^\* ben joined/);
    ana.send('hello');
    expect(await ben.waitFor(/^</)).toBe('<ana> hello');
    for (const stranger of [[], ['--backplane-credentials', 'wrong']]) {
      const { code, json } = await llaveJson(['serve', '--port', '0', ...at(nats), ...stranger], { cwd: folder });
      expect([code, json.error?.code]).toEqual([5, 'ERR_SERVE_BACKPLANE']);
      expect(JSON.stringify(json)).not.toContain(wrong.split('\n')[0]);
    }
  });
});

describe.skipIf(!peer('nats-server'))('a cluster of two NATS servers', () => {
  test(
    'one node after the other is killed: who was there goes to the other one, and nothing is lost',
    HERE,
    async () => {
      const cluster = await natsCluster();
      const [first] = cluster.nodes;
      // The client takes any of the addresses that it knows: this one knows the second node from the first one alone.
      const [a, b] = await Promise.all([
        startServe(credential, at(first)),
        startServe(credential, at(...cluster.nodes)),
      ]);
      const ana = await LinePeer.connect(a.port, 'ana');
      const ben = await LinePeer.connect(b.port, 'ben');
      await ana.waitFor(/^\* ben joined/);
      let said = 0;
      for (const place of [0, 1]) {
        const before = ana.lines.length;
        await cluster.kill(place);
        ana.send(...Array.from({ length: 20 }, () => `n${++said}`));
        await ana.waitFor(/^\* the other servers are out of reach/, before);
        await ana.waitFor(/^\* the other servers are within reach again/, before);
        ben.send(`seen ${place}`);
        await ana.waitFor(new RegExp(`^<ben> seen ${place}$`));
        await ben.waitFor(new RegExp(`^<ana> n${said}$`));
        await cluster.start(place);
      }
      const texts = ben.lines.filter((line) => line.startsWith('<ana> '));
      expect(texts).toEqual(Array.from({ length: said }, (_, n) => `<ana> n${n + 1}`));
    },
  );
});

// The system's Python: the one that Debian's python3-cryptography belongs to.
const PYTHON = '/usr/bin/python3';
const noRsa = peer('python3-cryptography') === undefined;

describe.skipIf(!peer('nats-server'))('every dialect, on two servers', () => {
  test.skipIf(noRsa)('members of dialect rsa read each other, and those of dialect line', HERE, async () => {
    const nats = await startNats();
    const [a, b] = await Promise.all(
      [0, 1].map(() => startServe(credential, [...at(nats), '--dialect', 'line:0,rsa:0'])),
    );
    const join_ = async (server: NonNullable<typeof a>, name: string) => {
      copyFileSync(join(repository, 'test', 'peers', 'rsa-client.py'), join(server.cwd, 'rsa-client.py'));
      const { port } = await server.waitForRecord('also-listening');
      const client = lineProcess(PYTHON, ['rsa-client.py', `${port}`, name], server.cwd);
      await client.waitFor(/ready/);
      return client;
    };
    const lina = await LinePeer.connect(b!.port, 'lina');
    const ana = await join_(a!, 'Ana');
    const al = await join_(b!, 'Al');
    await lina.waitFor(/^\* Al joined/);
    await lina.waitFor(/^\* Ana joined/);
    ana.send('hola a todos');
    await al.waitFor(/^\[Ana \] hola a todos$/m);
    await lina.waitFor(/^<Ana> hola a todos$/);
    al.send('ñandú');
    await ana.waitFor(/^\[Al {2}\] ñandú$/m);
    lina.send('line');
    await ana.waitFor(/^\[lina\] line$/m);
    expect(await lina.waitFor(/^\+/)).toBe('+ 3 2');
  });

  test.skipIf(!peer('chromium'))('a browser at one, a member of dialect line at the other', HERE, async () => {
    const nats = await startNats();
    const [a, b] = await Promise.all([startServe(credential, at(nats)), startServe(credential, at(nats))]);
    const ben = await LinePeer.connect(a.port, 'ben');
    const browser = await chromium.launch({ executablePath: peer('chromium') as string, args: ['--no-sandbox'] });
    try {
      const page = await (await browser.newContext({ ignoreHTTPSErrors: true, locale: 'en-GB' })).newPage();
      await page.goto(`https://localhost:${b.port}/`);
      await page.getByLabel('Your name').fill('BEN');
      await page.keyboard.press('Enter');
      await page.getByRole('alert').filter({ hasText: 'taken' }).waitFor();
      await page.getByLabel('Your name').fill('Lucía');
      await page.keyboard.press('Enter');
      await ben.waitFor(/^\* Lucía joined lobby$/);
      ben.send('hola');
      await page.getByRole('log').getByText('ben: hola').waitFor();
      expect(await ben.waitFor(/^\+/)).toBe('+ 1 1');
      await page.getByLabel('Your message').fill('¿qué tal?');
      await page.keyboard.press('Enter');
      expect(await ben.waitFor(/^<Lucía>/)).toBe('<Lucía> ¿qué tal?');
    } finally {
      await browser.close();
    }
  });
});
