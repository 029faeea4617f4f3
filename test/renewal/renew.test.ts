import { X509Certificate } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { loadProfile } from '../../src/profiles/load.ts';
import type { RenewContext, RenewOptions } from '../../src/renewal/options.ts';
import { renewOne } from '../../src/renewal/renew.ts';
import { rollBack } from '../../src/renewal/rollback.ts';
import { type Clock, systemClock } from '../../src/runtime/clock.ts';
import { systemNetwork } from '../../src/runtime/network.ts';
import { type TestCredential, testCertificate } from '../support/certificates.ts';
import { llaveJson } from '../support/llave.ts';
import { repository } from '../support/paths.ts';
import { writePair } from '../support/serve.ts';
import { tempDir } from '../support/temp-dir.ts';

const DAY = 864e5;
const profile = await loadProfile('server', repository);
const context: RenewContext = { clock: systemClock, realTime: true };
const due = () => testCertificate({ notBefore: new Date(Date.now() - 89 * DAY), notAfter: new Date(Date.now() + DAY) });

let folder: string;
let credential: TestCredential;
beforeEach(async () => {
  folder = tempDir();
  credential = await due();
  writePair(folder, credential);
});

interface Wish {
  certificate?: string;
  rotate?: boolean;
  force?: boolean;
  hook?: string;
  keep?: number;
}

function options({
  certificate = 'server.crt',
  rotate = false,
  force = false,
  hook,
  keep = 1,
}: Wish = {}): RenewOptions {
  return {
    look: { certificate: join(folder, certificate) },
    policy: {},
    plan: { rotate, profile },
    source: { ca: { certificate: join(folder, certificate) } },
    deploy: {
      hooks: hook === undefined ? [] : [{ name: hook, shell: hook }],
      hook: { timeoutMs: 10_000, env: { PATH: process.env.PATH } },
      proof: { targets: [], timeoutMs: 1000, network: systemNetwork },
      keep,
    },
    force,
    lockWaitMs: 20_000,
  };
}

const read = (name: string) => readFileSync(join(folder, name), 'utf8');
const leaf = (name = 'server.crt') => new X509Certificate(read(name));

describe('two at once', () => {
  it('50 rounds: one renews, the other sees that it is done', { timeout: 120_000 }, async () => {
    for (let round = 0; round < 50; round += 1) {
      folder = tempDir();
      writePair(folder, credential);
      const results = await Promise.all([renewOne(options(), context), renewOne(options(), context)]);
      expect(results.map(({ error }) => error)).toEqual([undefined, undefined]);
      expect(results.map(({ action }) => action).sort()).toEqual(['none', 'renewed']);
      expect(readdirSync(join(folder, '.llave-renew/server.crt/generations'))).toEqual(['1']);
      expect(leaf().verify(leaf().publicKey)).toBe(true);
    }
  });

  it('two processes, forced: the second does not renew again what the first has just renewed', {
    timeout: 60_000,
  }, async () => {
    for (let round = 0; round < 5; round += 1) {
      const before = leaf().serialNumber;
      const args = ['renew', '--force', '--deploy-hook', 'echo x >> hooks; sleep 0.5'];
      const both = await Promise.all([1, 2].map(() => llaveJson(args, { cwd: folder, timeout: 60_000 })));
      expect(both.map(({ code }) => code)).toEqual([0, 0]);
      const actions = both.map(({ json }) => json.result.certificates[0].action).sort();
      expect(['none,renewed', 'renewed,renewed']).toContain(actions.join());
      expect(leaf().serialNumber).not.toBe(before);
    }
  });
});

describe('what stays', () => {
  it('owner, mode and links', async () => {
    mkdirSync(join(folder, 'archive'));
    mkdirSync(join(folder, 'live'));
    writePair(join(folder, 'archive'), credential, 'one');
    chmodSync(join(folder, 'archive/one.key'), 0o640);
    if (process.getuid?.() === 0)
      for (const name of ['one.key', 'one.crt']) chownSync(join(folder, 'archive', name), 65534, 65534);
    symlinkSync('../archive/one.key', join(folder, 'live/privkey.pem'));
    symlinkSync('../archive/one.crt', join(folder, 'live/cert.pem'));
    const result = await renewOne(options({ certificate: 'live/cert.pem', rotate: true }), context);
    expect(result.error).toBeUndefined();
    expect(lstatSync(join(folder, 'live/cert.pem')).isSymbolicLink()).toBe(true);
    const key = statSync(join(folder, 'archive/one.key'));
    expect(key.mode & 0o777).toBe(0o640);
    if (process.getuid?.() === 0) expect([key.uid, key.gid]).toEqual([65534, 65534]);
    expect(leaf('archive/one.crt').fingerprint256).toBe(result.next?.fingerprint);
    expect(readdirSync(join(folder, 'archive/.llave-renew'))).toEqual(['one.crt']);
  });

  it('the layout of files that hold several things, and of those beside the certificate', async () => {
    const ca = await testCertificate({ commonName: 'CA', isCa: true, hosts: [] });
    const parameters = '-----BEGIN DH PARAMETERS-----\nMAYCAQUCAQI=\n-----END DH PARAMETERS-----\n';
    writeFileSync(join(folder, 'site.pem'), credential.key + credential.cert + parameters);
    writeFileSync(join(folder, 'fullchain.pem'), credential.cert);
    writeFileSync(join(folder, 'chain.pem'), ca.cert);
    const result = await renewOne(options({ certificate: 'site.pem', rotate: true }), context);
    expect(result.error).toBeUndefined();
    const parts = [...read('site.pem').matchAll(/BEGIN ([A-Z ]+)/g)].map(([, label]) => label);
    expect(parts).toEqual(['PRIVATE KEY', 'CERTIFICATE', 'DH PARAMETERS']);
    expect(read('site.pem')).toContain(parameters);
    expect(leaf('fullchain.pem').fingerprint256).toBe(result.next?.fingerprint);
    // Not the issuer of this certificate, whatever it is called.
    expect(read('chain.pem')).toBe(ca.cert);
  });
});

describe('generations', () => {
  it('rolls back, and forward again', async () => {
    await renewOne(options({ rotate: true }), context);
    const renewed = { cert: read('server.crt'), key: read('server.key') };
    const back = await rollBack(options({ hook: `echo $LLAVE_EVENT > ${folder}/event` }), context, false);
    expect(back).toMatchObject({
      action: 'rolled-back',
      next: { serial: new X509Certificate(credential.cert).serialNumber },
    });
    expect({ cert: read('server.crt'), key: read('server.key') }).toEqual(credential);
    expect(read('event')).toBe('renewed\n');
    const again = await rollBack(options(), context, false);
    expect(again.action).toBe('rolled-back');
    expect({ cert: read('server.crt'), key: read('server.key') }).toEqual(renewed);
  });

  it('keeps as many as asked for', async () => {
    for (let count = 0; count < 4; count += 1) await renewOne(options({ force: true, keep: 2 }), context);
    expect(readdirSync(join(folder, '.llave-renew/server.crt/generations')).sort()).toEqual(['3', '4']);
  });

  it('says so where there is none', async () => {
    expect((await rollBack(options(), context, false)).error?.code).toBe('ERR_RENEW_NO_GENERATION');
  });
});

describe('the clock', () => {
  it('that jumps during the renewal puts everything back', async () => {
    let offset = 0;
    const clock: Clock = { now: () => new Date(Date.now() + offset) };
    const watched = {
      ...context,
      clock,
      onStep: (_file: string, step: string) => {
        if (step === 'deploy') offset = 3 * DAY;
      },
    };
    const result = await renewOne(options({ hook: 'true' }), watched);
    expect(result.error).toMatchObject({ code: 'ERR_RENEW_CLOCK_JUMP' });
    expect(read('server.crt')).toBe(credential.cert);
    expect(result.aftermath?.files).toEqual([
      { path: join(folder, 'server.crt'), holds: 'old' },
      { path: join(folder, 'server.key'), holds: 'old' },
    ]);
  });

  it('that was far ahead at the last look makes the next one careful', async () => {
    const ahead: Clock = { now: () => new Date(Date.now() + 30 * DAY) };
    expect((await renewOne(options(), { clock: ahead, realTime: true })).action).toBe('renewed');
    expect((await renewOne(options(), context)).error).toMatchObject({ code: 'ERR_RENEW_CLOCK' });
  });
});

it('never loops: what has just been renewed is not due, however short it lives and whatever is asked for', async () => {
  credential = await testCertificate({
    notBefore: new Date(Date.now() - 10_000),
    notAfter: new Date(Date.now() + 5_000),
  });
  writePair(folder, credential);
  const wish = options();
  const greedy = { ...wish, policy: { before: { ms: 30 * DAY } } };
  expect((await renewOne(greedy, context)).action).toBe('renewed');
  expect((await renewOne(greedy, context)).action).toBe('none');
});
