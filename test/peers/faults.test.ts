import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { FAULTS } from '../../src/chat/faults/registry.ts';
import en from '../../src/i18n/en/faults.ts';
import { type TestCredential, testCertificate } from '../support/certificates.ts';
import { startFaulty } from '../support/faulty.ts';
import { LinePeer } from '../support/line-peer.ts';
import { llave, llaveJson } from '../support/llave.ts';
import { repository } from '../support/paths.ts';
import { peer } from '../support/peers.ts';
import { expectSchema } from '../support/schema.ts';
import { startServe } from '../support/serve.ts';
import { tempDir } from '../support/temp-dir.ts';

const openssl = peer('openssl');
const folder = tempDir();
let credential: TestCredential;

beforeAll(async () => {
  credential = await testCertificate();
});

interface Symptom {
  readonly says: RegExp;
  readonly args?: readonly string[];
  /** Whether the summary of `-brief` leaves it out. */
  readonly verbose?: boolean;
}

const SILENCE = /^$/;

/** What openssl s_client, which trusts what the fault wants to be trusted, makes of each fault. */
const SYMPTOMS: Record<string, Symptom> = {
  'tcp-backlog-full': { says: SILENCE },
  'tcp-reset-on-accept': { says: /errno=104|Connection reset/ },
  'tcp-single-accept': { says: /Verification: OK/ },
  'tcp-idle-cut': { says: /send your name/ },
  'peer-silent': { says: SILENCE },
  'peer-closes': { says: /unexpected eof|errno=0/ },
  'peer-http': { says: /wrong version number/ },
  'peer-starttls': { says: /wrong version number/ },
  'peer-ssh': { says: /wrong version number|record layer failure/ },
  'peer-plaintext': { says: /unexpected message/ },
  'peer-garbage': { says: /wrong version number|record layer failure/ },
  'peer-proxy-protocol': { says: /errno=104|unexpected eof|errno=0/ },
  'tls-version-too-old': { says: /alert protocol version|unsupported protocol|legacy sigalg disallowed/ },
  'tls-version-too-new': { says: /alert protocol version/, args: ['-tls1_2'] },
  'tls-no-shared-cipher': { says: /alert handshake failure/ },
  'tls-no-shared-group': { says: /alert handshake failure/ },
  'tls-no-shared-signature': { says: /alert handshake failure/ },
  'tls-server-keyless': { says: /alert handshake failure/ },
  'tls-legacy': { says: /dh key too small/ },
  'tls-alpn': { says: /alert no application protocol/, args: ['-alpn', 'h2'] },
  'tls-client-cert-required': { says: /alert certificate required/ },
  'tls-sni-unknown': { says: /unrecognized name/ },
  'tls-sni-blocked': { says: /errno=104/ },
  'tls-sni-default': { says: /hostname mismatch/, args: ['-servername', 'chat.localhost'] },
  'tls-hello-intolerant': { says: /errno=104/, args: ['-alpn', Array(30).fill('x'.repeat(50)).join()] },
  'tls-reset-after-hello': { says: /errno=104/ },
  'tls-stalled': { says: SILENCE },
  'tls-internal-error': { says: /alert internal error/ },
  'tls-corrupted': { says: /bad record mac/ },
  'tls-slow': { says: /Verification: OK/ },
  'cert-expired': { says: /certificate has expired/ },
  'cert-not-yet-valid': { says: /certificate is not yet valid/ },
  'cert-expires-soon': { says: /Verification: OK/ },
  'cert-hostname': { says: /hostname mismatch/ },
  'cert-ip-san': { says: /IP address mismatch/, args: ['-verify_ip', '127.0.0.1'] },
  'cert-no-san': { says: /Verification: OK/ },
  'cert-v1': { says: /Verification: OK|unsupported or invalid/ },
  'cert-eku': { says: /unsuitable certificate purpose|unsupported certificate purpose/ },
  'cert-key-usage': { says: /Verification: OK|unsuitable certificate purpose/ },
  'cert-ca-as-leaf': { says: /Verification: OK/ },
  'cert-weak-key': { says: /ee key too small|EE certificate key too weak/ },
  'cert-weak-signature': { says: /CA signature digest algorithm too weak|CA md too weak/ },
  'cert-validity-too-long': { says: /Verification: OK/ },
  'cert-self-signed': { says: /self-signed certificate/ },
  'cert-unknown-ca': { says: /unable to get local issuer certificate|unable to verify the first certificate/ },
  'cert-root-untrusted': { says: /self-signed certificate in certificate chain/ },
  'cert-missing-intermediate': { says: /unable to get local issuer certificate/ },
  'cert-wrong-order': { says: /Verification: OK/ },
  'cert-root-sent': { says: /Verification: OK/ },
  'cert-extra': { says: /Verification: OK/ },
  'cert-path-length': { says: /path length constraint exceeded/ },
  'cert-name-constraint': { says: /permitted subtree violation/ },
  'cert-pool-mixed': { says: /Verification: OK/ },
  'chat-not-llave': { says: /WELCOME other-chat/ },
  'chat-round-trip-lost': { says: /send your name/ },
  'chat-different-server': { says: /send your name/ },
  'local-clock-skew': { says: /send your name/ },
  'cert-revoked': {
    says: /Cert Status: revoked[\s\S]*Revocation Reason: keyCompromise/,
    args: ['-status'],
    verbose: true,
  },
  'cert-must-staple': { says: /Verification: OK/ },
  'cert-serial': { says: /Verification: OK/ },
  'cert-wildcard': { says: /hostname mismatch/ },
};

const start = (id: string) => startFaulty(id, credential);

/** What s_client says: until it has said what it should, or for as long as silence is given. */
function sClient(port: number, ca: string, { says, args = [], verbose }: Symptom): Promise<string> {
  const file = join(folder, `${port}.pem`);
  writeFileSync(file, ca);
  const name = args.includes('-verify_ip') ? [] : ['-verify_hostname', 'localhost'];
  const child = spawn(openssl as string, [
    's_client',
    ...(verbose ? [] : ['-brief']),
    ...['-connect', `127.0.0.1:${port}`, '-servername', 'localhost', '-CAfile', file],
    ...[...name, ...args],
  ]);
  let text = '';
  const hear = (part: string): void => {
    text += part;
    if (says !== SILENCE && says.test(text)) child.kill();
  };
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', hear);
  const timer = setTimeout(() => child.kill(), says === SILENCE ? 1_000 : 30_000);
  return new Promise((resolve) =>
    child.on('close', () => {
      clearTimeout(timer);
      resolve(text);
    }),
  );
}

describe.skipIf(!openssl).concurrent('openssl s_client fails in the way that each fault promises', () => {
  test.each(FAULTS.map(({ id }) => id))('%s', async (id) => {
    const symptom = SYMPTOMS[id] as Symptom;
    const { server, ca } = await start(id);
    const text = await sClient(server.port, ca, symptom);
    await server.close();
    expect(text).toMatch(symptom.says);
  });
});

test.skipIf(!peer('curl')).each([
  { id: 'cert-revoked', args: ['--cert-status'], status: 91, says: /OCSP|revoked/ },
  { id: 'tls-corrupted', args: [], status: 35, says: /bad record mac/ },
  { id: 'tls-sni-default', host: 'chat.localhost', args: [], status: 60, says: /no alternative certificate subject/ },
])('curl refuses $id', async ({ id, host = 'localhost', args, status, says }) => {
  const { server, ca } = await start(id);
  const file = join(folder, `${id}.pem`);
  writeFileSync(file, ca);
  const there = `${host}:${server.port}`;
  const usual = ['-sS', '--no-alpn', '--cacert', file, '--resolve', `${there}:127.0.0.1`];
  const curl = spawn('curl', [...usual, ...args, `https://${there}/`]);
  let text = '';
  curl.stderr.setEncoding('utf8').on('data', (part: string) => (text += part));
  const [ended] = await once(curl, 'close');
  await server.close();
  expect(text).toMatch(says);
  expect(ended).toBe(status);
});

test('tcp-idle-cut resets who is idle, and leaves who talks', async () => {
  const { server } = await start('tcp-idle-cut');
  const idle = await LinePeer.connect(server.port, 'idle');
  const errors: unknown[] = [];
  idle.socket.on('error', ({ code }: NodeJS.ErrnoException) => errors.push(code));
  await idle.waitForClose();
  expect(errors).toEqual(['ECONNRESET']);
  await server.close();
});

test('chat-round-trip-lost receipts what reaches nobody; tcp-single-accept serves the next when the first has gone', async () => {
  const { server } = await start('chat-round-trip-lost');
  const ana = await LinePeer.connect(server.port, 'ana');
  const ben = await LinePeer.connect(server.port, 'ben');
  ana.send('hola', '/ping');
  expect(await ana.waitFor(/^\+/)).toBe('+ 1 1');
  ben.send('/ping');
  await ben.waitFor(/pong/);
  expect(ben.lines.filter((line) => line.includes('hola'))).toEqual([]);
  await server.close();

  const { server: single } = await start('tcp-single-accept');
  const first = await LinePeer.connect(single.port, 'first');
  const second = LinePeer.connect(single.port, 'second');
  first.send('/quit');
  await first.waitForClose();
  expect((await second).lines[1]).toBe('* you are second in lobby with 0 others');
  await single.close();
});

test('chat-different-server: of two who come one after the other, neither hears the other; a third hears the first', async () => {
  const { server } = await start('chat-different-server');
  const ana = await LinePeer.connect(server.port, 'ana');
  const ben = await LinePeer.connect(server.port, 'ben');
  const eva = await LinePeer.connect(server.port, 'eva');
  ana.send('hola');
  await eva.waitFor(/^<ana> hola$/);
  ben.send('/who');
  expect(await ben.waitFor(/in lobby:/)).toBe('* 1 in lobby: ben');
  expect(ben.lines.filter((line) => line.includes('hola'))).toEqual([]);
  await server.close();
});

test('local-clock-skew: the status is ten minutes ahead', async () => {
  const { server } = await start('local-clock-skew');
  const ana = await LinePeer.connect(server.port, 'ana');
  ana.send('/status');
  const { time } = JSON.parse((await ana.waitFor(/^\{/)) as string);
  expect(Math.round((Date.parse(time) - Date.now()) / 60_000)).toBe(10);
  await server.close();
});

test('every fault has a symptom and a line in both languages', () => {
  const ids = FAULTS.map(({ id }) => id).sort();
  expect(Object.keys(SYMPTOMS).sort()).toEqual(ids);
  expect(Object.keys(en).sort()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
  const page = readFileSync(join(repository, 'docs', 'faults.md'), 'utf8');
  expect([...page.matchAll(/^\| `([a-z0-9-]+)`/gm)].map(([, id]) => id).sort()).toEqual(ids);
});

test('--list-faults lists them, --fault needs one of them', async () => {
  const { json } = await llaveJson(['serve', '--list-faults']);
  expectSchema(json);
  expect(json.result.faults.map(({ id }: { id: string }) => id)).toEqual(FAULTS.map(({ id }) => id));
  const unknown = await llave(['serve', '--fault', 'cert-expird']);
  expect(unknown.code).toBe(2);
  expect(unknown.stderr).toContain('did you mean cert-expired?');
});

test.skipIf(!openssl)('the real binary brings what a fault needs, and writes what to trust', async () => {
  const server = await startServe(credential, [
    '--fault',
    'cert-expired',
    '--fault',
    'tls-version-too-new',
    '--fault-ca',
    'trust.pem',
  ]);
  expect(await server.waitForRecord('fault')).toMatchObject({ id: 'cert-expired' });
  const expired = { says: /certificate has expired/ };
  expect(await sClient(server.port, readFileSync(join(server.cwd, 'trust.pem'), 'utf8'), expired)).toMatch(
    expired.says,
  );
  const refused = { says: /alert protocol version/, args: ['-tls1_2'] };
  expect(await sClient(server.port, credential.cert, refused)).toMatch(refused.says);
});
