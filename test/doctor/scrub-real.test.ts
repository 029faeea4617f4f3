import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { replay } from '../../src/doctor/record.ts';
import { scrub } from '../../src/doctor/scrub.ts';
import { testCertificate } from '../support/certificates.ts';
import { llaveJson } from '../support/llave.ts';
import { expectSchema } from '../support/schema.ts';
import { startServe } from '../support/serve.ts';

const FAULTS = [
  'tcp-reset-on-accept',
  'peer-closes',
  'peer-http',
  'peer-starttls',
  'peer-ssh',
  'peer-plaintext',
  'peer-garbage',
  'tls-reset-after-hello',
  'tls-version-too-new',
  'tls-no-shared-group',
  'tls-server-keyless',
  'tls-sni-unknown',
  'tls-internal-error',
  'tls-client-cert-required',
  'cert-expired',
  'cert-hostname',
  'cert-ip-san',
  'cert-self-signed',
  'cert-unknown-ca',
  'cert-missing-intermediate',
  'cert-name-constraint',
  'cert-wrong-order',
];
const ADDRESSES = /\b(?!127\.|0\.|255\.)\d{1,3}(?:\.\d{1,3}){3}\b/g;
const DISGUISED =
  /^(?:10\.|172\.(?:1[6-9]|2\d|3[01])\.|192\.168\.|169\.254\.|192\.0\.2\.|198\.51\.100\.|203\.0\.113\.|198\.1[89]\.)/;

const credential = await testCertificate({ commonName: 'Juana Example', hosts: ['localhost', 'chat.juana.co'] });

/** Records a diagnosis of a server that is broken in one way. */
async function recorded(fault: string, ...flags: string[]) {
  const server = await startServe(credential, ['--fault', fault]);
  const args = ['doctor', `localhost:${server.port}`, '--record', 'seen.json', ...flags];
  const live = await llaveJson(args, { cwd: server.cwd });
  await server.stop();
  return { live: live.json, cwd: server.cwd, text: readFileSync(join(server.cwd, 'seen.json'), 'utf8') };
}

const gist = ({ verdict, findings }: ReturnType<typeof replay>) => ({
  verdict,
  findings: findings.map(({ code, severity, confidence, ruledOut }) => [code, severity, confidence, ruledOut.length]),
});

describe('a record of a real fault, scrubbed', () => {
  it.each(FAULTS)('%s: the same verdict, no name, no address, no key', async (fault) => {
    const { text } = await recorded(fault);
    const scrubbed = JSON.stringify(scrub(JSON.parse(text)));
    expect(gist(replay(scrubbed, 'scrubbed'))).toEqual(gist(replay(text, 'plain')));
    for (const name of [hostname(), 'Juana', 'juana', 'chat.juana', 'MII'])
      expect(scrubbed.includes(`${name}`), name).toBe(false);
    expect((scrubbed.match(ADDRESSES) ?? []).filter((address) => !DISGUISED.test(address))).toEqual([]);
    for (const one of [text, scrubbed]) expect(one).not.toMatch(/PRIVATE KEY|TRAFFIC_SECRET|CLIENT_RANDOM/);
    const key = credential.key.replaceAll(/-----[^-]+-----|\s/g, '');
    expect(text.includes(key.slice(30, 70))).toBe(false);
  });

  it('--scrub writes it, --replay judges it, --compare knows that it is disguised', async () => {
    const { live, cwd } = await recorded('cert-hostname', '--scrub');
    const text = readFileSync(join(cwd, 'seen.json'), 'utf8');
    expect(JSON.parse(text).scrubbed).toBe(true);
    const again = await llaveJson(['doctor', '--replay', 'seen.json', '--compare', 'seen.json'], { cwd });
    expectSchema(again.json);
    const [was, is] = [live.result, again.json.result] as { verdict: { cause: string }; comparison?: object }[];
    expect(is?.verdict.cause).toBe(was?.verdict.cause);
    expect(is?.comparison).toMatchObject({ changes: [], conclusions: [{ code: 'same-cause' }] });
  });
});
