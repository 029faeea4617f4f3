import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ClientId, judgeAcceptance } from '../../../src/pki/accepts/index.ts';
import { parseCertificate } from '../../../src/pki/parse/index.ts';
import { peer } from '../../support/peers.ts';
import { tempDir } from '../../support/temp-dir.ts';
import { makeWorld } from './cases.ts';
import { chrome } from './clients/chrome.ts';
import { curl } from './clients/curl.ts';
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

/** Where the table says no and this version of the program does not, on purpose: client, case, and why. */
const STRICTER: readonly (readonly [client: ClientId, id: string, why: string])[] = [
  ['java', 'a wildcard in the second label', 'JDK 17 takes it, JDK 25 does not'],
  ['openssl-1', 'RSA 1016', 'the manual says 1024; OpenSSL 3 rounds the strength of a key to a multiple of eight'],
  [
    'node',
    'brainpoolP256r1',
    'taken by OpenSSL 3.5 with TLS 1.3, and then Node 24.21 ends with SIGSEGV (src/tls/tls-connect.ts)',
  ],
];
const isStricter = (client: ClientId, id: string) => STRICTER.some(([c, i]) => c === client && i === id);

describe.concurrent('the table of `accepts` and the program itself say the same of certificates at the edges of the rules', () => {
  for (const { client, peers, ask } of [node, python, java, gnutls, curl, ...openssl, chrome]) {
    it.skipIf(peers.some((name) => peer(name) === undefined))(`${client}`, { timeout: 60_000 }, async () => {
      const answers = await ask(servers.served, rootFile, tempDir());
      const disagreements = servers.served.flatMap((each) => {
        const [problems, refusal] = [ours(client, each), answers.get(each.id)];
        if (problems.length > 0 === (refusal !== undefined) || isStricter(client, each.id)) return [];
        return [`${each.id}: we say ${problems.join() || 'accepted'}, it says ${refusal ?? 'accepted'}`];
      });
      expect(disagreements).toEqual([]);
    });
  }
});
