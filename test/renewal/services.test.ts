import { X509Certificate } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type TestCredential, testCertificate } from '../support/certificates.ts';
import { llaveJson } from '../support/llave.ts';
import { peer } from '../support/peers.ts';
import { startServe, writePair } from '../support/serve.ts';
import { tempDir } from '../support/temp-dir.ts';
import { startHaproxy, startNginx } from '../support/tls-services.ts';
import { underLoad } from '../support/under-load.ts';

const DAY = 864e5;
const expiring = () =>
  testCertificate({ notBefore: new Date(Date.now() - 89 * DAY), notAfter: new Date(Date.now() + DAY) });

/** A service on a certificate that expires tomorrow: where it listens, what renews it, how it is told. */
interface Scene {
  readonly folder: string;
  readonly port: number;
  readonly certificate: string;
  readonly hook: string;
  stop(): Promise<unknown>;
}

const nginx = peer('nginx');
const haproxy = peer('haproxy');

const scenes: Record<string, { missing?: string; start(credential: TestCredential): Promise<Scene> }> = {
  nginx: {
    ...(nginx ? {} : { missing: 'nginx' }),
    async start(credential) {
      const folder = tempDir();
      writePair(folder, credential);
      const { port, stop, config } = await startNginx(nginx!, folder);
      return { folder, port, certificate: 'server.crt', hook: `@nginx:program=${nginx},config=${config}`, stop };
    },
  },
  haproxy: {
    ...(haproxy ? {} : { missing: 'haproxy' }),
    async start(credential) {
      const folder = tempDir();
      writeFileSync(join(folder, 'site.pem'), credential.cert + credential.key, { mode: 0o600 });
      const { port, stop, config, pidfile } = await startHaproxy(haproxy!, folder);
      const hook = `@haproxy:program=${haproxy},config=${config},pidfile=${pidfile}`;
      return { folder, port, certificate: 'site.pem', hook, stop };
    },
  },
  'llave serve': {
    async start(credential) {
      const folder = tempDir();
      const serving = await startServe(credential, ['--host', '127.0.0.1'], { cwd: folder });
      const pidfile = join(folder, 'serve.pid');
      writeFileSync(pidfile, String(serving.process.pid));
      const hook = `@llave:pidfile=${pidfile}`;
      return { folder, port: serving.port, certificate: 'server.crt', hook, stop: () => serving.stop() };
    },
  },
};

describe.each(Object.entries(scenes))('%s', { timeout: 90_000 }, (name, { missing, start }) => {
  it.skipIf(missing !== undefined).each([
    ['with the same key', []],
    ['with a new key', ['--rotate-key']],
  ])(`renews ${name} under load, %s: not one failed handshake`, async (_how, flags) => {
    const credential = await expiring();
    const scene = await start(credential);
    const load = underLoad(scene.port);
    try {
      await load.more(5);
      const before = new X509Certificate(credential.cert);
      const args = [
        'renew',
        scene.certificate,
        '--deploy-hook',
        scene.hook,
        '--prove',
        `127.0.0.1:${scene.port}`,
        ...flags,
      ];
      const { code, json, stderr } = await llaveJson(args, { cwd: scene.folder, timeout: 60_000 });
      expect(code, JSON.stringify(json, undefined, 1) + stderr).toBe(0);
      await load.more(15);
      await load.stop();
      const [result] = json.result.certificates;
      const after = new X509Certificate(readFileSync(join(scene.folder, scene.certificate)));
      expect(result).toMatchObject({
        action: 'renewed',
        due: true,
        reason: 'lifetime',
        old: { serial: before.serialNumber },
        new: { serial: after.serialNumber },
      });
      expect(after.publicKey.equals(before.publicKey)).toBe(flags.length === 0);
      const steps = result.steps.map(({ step }: { step: string }) => step);
      expect(steps).toEqual(['lock', 'issue', 'check', 'keep', 'apply', 'deploy', 'prove']);
      expect(load.seen.filter(({ failure }) => failure)).toEqual([]);
      const serials = load.seen.map(({ serial }) => serial);
      expect(new Set(serials)).toEqual(new Set([before.serialNumber, after.serialNumber]));
      expect(serials.at(0)).toBe(before.serialNumber);
      expect(serials.at(-1)).toBe(after.serialNumber);
      if (name === 'haproxy') expect(statSync(join(scene.folder, 'site.pem')).mode & 0o777).toBe(0o600);
    } finally {
      await load.stop();
      await scene.stop();
    }
  });
});
