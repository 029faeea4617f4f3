import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ClientId, judgeAcceptance } from '../../../src/pki/accepts/index.ts';
import { parseCertificate } from '../../../src/pki/parse/index.ts';
import { peer } from '../../support/peers.ts';
import { tempDir } from '../../support/temp-dir.ts';
import { makeWorld } from './cases.ts';
import { chrome } from './clients/chrome.ts';
import { gnutls } from './clients/gnutls.ts';
import { java } from './clients/java.ts';
import { node } from './clients/node.ts';
import { openssl } from './clients/openssl.ts';
import { python } from './clients/python.ts';
import { serveAll } from './servers.ts';

const now = new Date();
const world = makeWorld(now);
const root = parseCertificate(world.root);
const rootFile = join(tempDir(), 'root.pem');
let servers: Awaited<ReturnType<typeof serveAll>>;

beforeAll(async () => {
  writeFileSync(rootFile, world.rootPem);
  servers = await serveAll(world.cases);
});
afterAll(() => servers.stop());

/** What the table says of a case: the problems, none where the client is to accept. */
function ours(client: ClientId, { der, host }: { readonly der: Buffer; readonly host: string }): string[] {
  const verdicts = judgeAcceptance({ leaf: parseCertificate(der), issuers: [root], publicRoot: false, at: now, host });
  return verdicts.find((verdict) => verdict.client === client)!.objections.map(({ problem }) => problem);
}

describe.concurrent('the table of `accepts` and the program itself say the same of certificates at the edges of the rules', () => {
  for (const { client, peers, ask } of [node, python, java, gnutls, ...openssl, chrome]) {
    it.skipIf(peers.some((name) => peer(name) === undefined))(`${client}`, { timeout: 60_000 }, async () => {
      const answers = await ask(servers.served, rootFile, tempDir());
      const disagreements = servers.served.flatMap((each) => {
        const [problems, refusal] = [ours(client, each), answers.get(each.id)];
        if (problems.length > 0 === (refusal !== undefined)) return [];
        return [`${each.id}: we say ${problems.join() || 'accepted'}, it says ${refusal ?? 'accepted'}`];
      });
      expect(disagreements).toEqual([]);
    });
  }
});
