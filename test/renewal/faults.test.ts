import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type TestCredential, testCertificate } from '../support/certificates.ts';
import { llaveJson } from '../support/llave.ts';
import { node, runFile } from '../support/paths.ts';
import { peer } from '../support/peers.ts';
import { writePair } from '../support/serve.ts';
import { tempDir } from '../support/temp-dir.ts';

const DAY = 864e5;
const RELOAD_SERVER = fileURLToPath(new URL('../support/reload-server.mjs', import.meta.url));

let folder: string;
let credential: TestCredential;
let server: ChildProcess;

beforeEach(async () => {
  folder = tempDir();
  credential = await testCertificate({
    notBefore: new Date(Date.now() - 89 * DAY),
    notAfter: new Date(Date.now() + 2 * DAY),
  });
  writePair(folder, credential);
  server = spawn(process.execPath, [RELOAD_SERVER], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
  await once(server.stdout!, 'data');
});

afterEach(() => {
  // The number in the file is that of this server, or of the one that a hook of the test started in its place.
  try {
    process.kill(Number(read('server.pid')), 'SIGKILL');
  } catch {
    // It died in the test.
  }
});

const read = (name: string) => readFileSync(join(folder, name), 'utf8');
const port = () => Number(read('server.port'));

/** The certificate that the service shows, as PEM. */
async function served(): Promise<string> {
  const socket = connect({ host: '127.0.0.1', port: port(), rejectUnauthorized: false });
  await once(socket, 'secureConnect');
  const shown = socket.getPeerX509Certificate()!.toString();
  socket.destroy();
  return shown;
}

async function renew(args: readonly string[], env: Record<string, string> = {}) {
  const { code, json } = await llaveJson(['renew', ...args], { cwd: folder, env, timeout: 60_000 });
  const [result] = json.result?.certificates ?? [];
  return { code, result, error: result?.error ?? json.error };
}

/** The old pair is in place and served; nothing of the attempt is left. */
async function expectOldPair(): Promise<void> {
  expect(read('server.crt')).toBe(credential.cert);
  expect(read('server.key')).toBe(credential.key);
  expect((await served()).trim()).toBe(credential.cert.trim());
  const left = readdirSync(folder, { recursive: true }).map(String);
  expect(left.filter((name) => /journal|partial|reserve|generations\/\d|\.llave-(?!renew)/.test(name))).toEqual([]);
}

const RELOAD = 'kill -HUP $(cat server.pid)';
const prove = () => ['--prove', `127.0.0.1:${port()}`, '--prove-timeout', '4s'];

describe('a failure behind the writing ends with the old pair served and exit 6', { timeout: 60_000 }, () => {
  it('without a fault it is renewed: the scene itself is sound', async () => {
    const { code, result } = await renew(['--deploy-hook', RELOAD, ...prove()]);
    expect(code).toBe(0);
    expect(result.action).toBe('renewed');
    expect((await served()).trim()).toBe(read('server.crt').trim());
    expect(read('server.crt')).not.toBe(credential.cert);
  });

  it('the hook fails, after the service has loaded the new pair', async () => {
    const { code, result, error } = await renew([
      '--rotate-key',
      '--deploy-hook',
      `${RELOAD}; echo broken config; exit 3`,
      ...prove(),
    ]);
    expect(code).toBe(6);
    expect(error).toMatchObject({ code: 'ERR_RENEW_HOOK', params: { reason: 'exit 3', output: 'broken config' } });
    expect(result.aftermath).toEqual({
      files: [
        { path: 'server.crt', holds: 'old' },
        { path: 'server.key', holds: 'old' },
      ],
      hooks: 'ERR_RENEW_HOOK',
      proof: 'ok',
    });
    await expectOldPair();
  });

  it('the hook takes too long', async () => {
    const hook = `${RELOAD}; [ $LLAVE_EVENT = restored ] || sleep 600`;
    const { code, error, result } = await renew(['--deploy-hook', hook, '--hook-timeout', '1s', ...prove()]);
    expect(code).toBe(6);
    expect(error).toMatchObject({ code: 'ERR_RENEW_HOOK', params: { reason: 'timeout' } });
    expect(result.aftermath).toMatchObject({ hooks: 'ok', proof: 'ok' });
    await expectOldPair();
  });

  it('the hook says that it succeeded, but the service did not reload', async () => {
    const { code, error } = await renew(['--deploy-hook', 'true', ...prove()]);
    expect(code).toBe(6);
    expect(error).toMatchObject({ code: 'ERR_RENEW_PROOF', params: { reason: 'OTHER_CERTIFICATE' } });
    await expectOldPair();
  });

  it('the service dies of the new pair, and is started again with the old one', async () => {
    const start = `setsid ${process.execPath} ${RELOAD_SERVER} ${port()} >/dev/null 2>&1 &`;
    const hook = `if [ $LLAVE_EVENT = renewed ]; then kill -9 $(cat server.pid); else ${start} sleep 0.5; fi`;
    const { code, error, result } = await renew(['--rotate-key', '--deploy-hook', hook, ...prove()]);
    expect(code).toBe(6);
    expect(error).toMatchObject({ code: 'ERR_RENEW_PROOF', params: { reason: 'ECONNREFUSED' } });
    expect(result.aftermath).toMatchObject({ hooks: 'ok', proof: 'ok' });
    await expectOldPair();
  });

  it('the service dies and stays dead: the old pair is in place, and that it is not served is said', async () => {
    const { code, error, result } = await renew(['--deploy-hook', 'kill -9 $(cat server.pid)', ...prove()]);
    expect(code).toBe(6);
    expect(error).toMatchObject({ code: 'ERR_RENEW_NOT_RESTORED', params: { first: 'ERR_RENEW_PROOF' } });
    expect(result.aftermath.files).toEqual([
      { path: 'server.crt', holds: 'old' },
      { path: 'server.key', holds: 'old' },
    ]);
    expect(result.aftermath.proof).toBe('ERR_RENEW_PROOF');
    expect(read('server.crt')).toBe(credential.cert);
  });

  it('llave is killed while the hook runs: the next run finishes', async () => {
    spawnSync(node, [runFile, 'renew', '--deploy-hook', `kill -9 $PPID; sleep 1`, ...prove()], { cwd: folder });
    expect(read('.llave-renew/server.crt/journal.json')).toContain('"deploying"');
    const { code, result } = await renew(['--deploy-hook', RELOAD, ...prove()]);
    expect({ code, action: result.action, recovery: result.recovery }).toEqual({
      code: 0,
      action: 'recovered',
      recovery: 'finished',
    });
    expect((await served()).trim()).toBe(read('server.crt').trim());
    expect(read('server.crt')).not.toBe(credential.cert);
  });

  it('llave is killed while the hook runs, and the next run cannot finish: it undoes', async () => {
    spawnSync(node, [runFile, 'renew', '--deploy-hook', `kill -9 $PPID; sleep 1`, ...prove()], { cwd: folder });
    const bare = await renew([]);
    expect(bare).toMatchObject({ code: 3, error: { code: 'ERR_RENEW_UNFINISHED' } });
    const { code, error } = await renew(['--deploy-hook', 'true', ...prove()]);
    expect({ code, error: error.code }).toEqual({ code: 6, error: 'ERR_RENEW_PROOF' });
    await expectOldPair();
  });
});

describe('a failure before the writing leaves everything as it is', { timeout: 60_000 }, () => {
  const untouched = async (args: readonly string[], exit: number, code: string, env = {}) => {
    const { code: got, error } = await renew([...args, '--deploy-hook', 'touch hook-ran', ...prove()], env);
    expect({ exit: got, code: error?.code }).toEqual({ exit, code });
    await expectOldPair();
    expect(readdirSync(folder)).not.toContain('hook-ran');
    return error;
  };

  it('the command prints rubbish, nothing, or fails', async () => {
    await untouched(['--issue-command', 'echo rubbish'], 3, 'ERR_RENEW_SOURCE_OUTPUT');
    await untouched(['--issue-command', 'true'], 3, 'ERR_RENEW_SOURCE_OUTPUT');
    await untouched(['--issue-command', 'head -c 100000 /dev/urandom'], 3, 'ERR_RENEW_SOURCE_OUTPUT');
    const error = await untouched(['--issue-command', 'echo quota exceeded >&2; exit 7'], 3, 'ERR_RENEW_SOURCE_FAILED');
    expect(error.params).toMatchObject({ reason: 'exit 7', output: 'quota exceeded' });
    await untouched(['--issue-command', 'sleep 600', '--issue-timeout', '1s'], 3, 'ERR_RENEW_SOURCE_FAILED');
  });

  it('the command gives a certificate for another key', async () => {
    writePair(folder, await testCertificate(), 'other');
    await untouched(['--issue-command', 'cat other.crt'], 3, 'ERR_RENEW_ISSUED_KEY');
  });

  it('the command gives the certificate that is there already', async () => {
    await untouched(['--issue-command', 'cat server.crt'], 3, 'ERR_RENEW_ISSUED_SAME');
  });

  it.skipIf(!peer('openssl'))(
    'the command gives other names, an expired certificate, a shorter one, a false chain',
    async () => {
      const sign = (extensions: string, days: string) =>
        `cat > csr; printf '${extensions}' > ext; openssl x509 -req -in csr -signkey server.key ${days} -extfile ext`;
      const names = 'subjectAltName=DNS:localhost,IP:127.0.0.1,IP:::1';
      const error = await untouched(
        ['--issue-command', sign('subjectAltName=DNS:example.org', '-days 90')],
        3,
        'ERR_RENEW_ISSUED_NAMES',
      );
      expect(error.params.missing).toContain('localhost');
      await untouched(['--issue-command', sign(names, '-days 0')], 3, 'ERR_RENEW_ISSUED_VALIDITY');
      await untouched(['--issue-command', sign(names, '-days 1')], 3, 'ERR_RENEW_ISSUED_SHORTER');
      writePair(folder, await testCertificate({ commonName: 'Stranger' }), 'stranger');
      await untouched(['--issue-command', `${sign(names, '-days 90')}; cat stranger.crt`], 3, 'ERR_RENEW_ISSUED_CHAIN');
    },
  );

  it('an encrypted key and the wrong passphrase', async () => {
    const { createPrivateKey } = await import('node:crypto');
    const key = createPrivateKey(credential.key).export({
      type: 'pkcs8',
      format: 'pem',
      cipher: 'aes-256-cbc',
      passphrase: 'right',
    });
    const plain = credential.key;
    credential = { ...credential, key: String(key) };
    writeFileSync(join(folder, 'server.key'), key);
    const wrong = await renew(['--passphrase-env', 'SECRET'], { SECRET: 'wrong' });
    expect(wrong).toMatchObject({ code: 3, error: { code: 'ERR_KEY_PASSPHRASE_WRONG' } });
    const right = await renew(['--rotate-key', '--passphrase-env', 'SECRET', '--deploy-hook', 'echo "[$SECRET]"'], {
      SECRET: 'right',
    });
    expect(right.code).toBe(0);
    expect(read('server.key')).toContain('BEGIN ENCRYPTED PRIVATE KEY');
    expect(createPrivateKey({ key: read('server.key'), passphrase: 'right' }).asymmetricKeyType).toBe('ec');
    expect(read('server.key')).not.toBe(plain);
    const hook = right.result.steps.find(({ step }: { step: string }) => step === 'deploy');
    expect(hook.detail[0].output).toEqual(['[]']);
  });

  it('a clock that runs behind what was seen before', async () => {
    mkdirSync(join(folder, '.llave-renew/server.crt'), { recursive: true, mode: 0o700 });
    const seen = new Date(Date.now() + 3_600_000).toISOString();
    writeFileSync(join(folder, '.llave-renew/server.crt/state.json'), JSON.stringify({ seen }));
    await untouched([], 3, 'ERR_RENEW_CLOCK');
  });

  it('another renewal that does not end', async () => {
    const { takeLock } = await import('../../src/renewal/state/lock.ts');
    const { openStateFolder, stateFolder } = await import('../../src/renewal/state/folder.ts');
    const state = stateFolder(join(folder, 'server.crt'));
    openStateFolder(state);
    const lock = await takeLock(state, 0);
    try {
      const error = await untouched(['--lock-wait', '0'], 4, 'ERR_RENEW_LOCKED');
      expect(error.params.pid).toBe(process.pid);
    } finally {
      lock.release();
    }
  });

  it('a state folder that somebody else may write to is not trusted', async () => {
    mkdirSync(join(folder, '.llave-renew/server.crt'), { recursive: true });
    chmodSync(join(folder, '.llave-renew'), 0o777);
    await untouched([], 4, 'ERR_OUTPUT_NOT_WRITABLE');
  });
});

const canMount = process.getuid?.() === 0 && peer('unshare') !== undefined;

/** Runs llave on a small file system of its own, which is gone with the process. */
function onSmallDisk(size: string, prepare: string, args: readonly string[]) {
  const script = `set -e; mkdir disk; mount -t tmpfs -o size=${size} none disk; cp -p server.crt server.key disk; cd disk
    ${prepare}
    rc=0; "$@" > ../out 2> ../err || rc=$?
    echo "$rc" > ../rc; cp -p server.crt server.key ..; ls -aR > ../left`;
  const run = spawnSync('unshare', ['-m', 'sh', '-c', script, 'sh', node, runFile, 'renew', '--json', ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect(run.stderr).toBe('');
  return { code: Number(read('rc')), json: JSON.parse(read('out')) };
}

describe.skipIf(!canMount)('a disk that does not take it', { timeout: 60_000 }, () => {
  const FILL = 'head -c 100M /dev/zero > filler 2>/dev/null || true';

  it('is full before: exit 4, nothing changed', async () => {
    const { code, json } = onSmallDisk('256k', FILL, ['--rotate-key']);
    expect({ code, error: json.error?.code }).toEqual({ code: 4, error: 'ERR_OUTPUT_NO_SPACE' });
    await expectOldPair();
  });

  it.each(['80k', '84k', '88k', '92k', '96k', '100k', '104k', '108k', '112k', '120k'])(
    'fills up on the way (%s): all or nothing',
    async (size) => {
      const { code, json } = onSmallDisk(size, 'true', ['--rotate-key']);
      if (code === 0) return;
      expect({ code, error: json.error?.code }).toEqual({ code: 4, error: 'ERR_OUTPUT_NO_SPACE' });
      await expectOldPair();
    },
  );

  it('is filled by the hook: there is room left for putting back', async () => {
    const { code, json } = onSmallDisk('1m', 'true', ['--rotate-key', '--deploy-hook', `${FILL}; exit 1`]);
    expect(code).toBe(6);
    expect(json.result.certificates[0].error.code).toBe('ERR_RENEW_HOOK');
    await expectOldPair();
  });

  it('is read-only: exit 4', async () => {
    const { code, json } = onSmallDisk('1m', 'mount -o remount,ro .', ['--rotate-key']);
    expect({ code, error: json.error?.code }).toEqual({ code: 4, error: 'ERR_OUTPUT_NOT_WRITABLE' });
    await expectOldPair();
  });
});
