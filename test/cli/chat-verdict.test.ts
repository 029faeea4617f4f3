import { beforeAll, describe, expect, test } from 'vitest';
import { type TestCredential, testCertificate } from '../support/certificates.ts';
import { llave, llaveJson } from '../support/llave.ts';
import { expectSchema } from '../support/schema.ts';
import { type Serving, startServe } from '../support/serve.ts';

let credential: TestCredential;

beforeAll(async () => {
  credential = await testCertificate();
});

describe('a connection that fails ends in the verdict of doctor', () => {
  let gone: Serving;
  const talk = (...args: readonly string[]) =>
    llave(['chat', `localhost:${gone.port}`, '--ca', 'server.crt', ...args], { cwd: gone.cwd });

  beforeAll(async () => {
    gone = await startServe(credential);
    await gone.stop();
  });

  test('with the cause, its first fix, and the command for more, in the language of the run', async () => {
    const { code, stdout, stderr } = await talk();
    expect({ code, stdout }).toEqual({ code: 5, stdout: '' });
    expect(stderr).toMatch(/nothing listens on port \d+ .*\[tcp-refused\]/);
    expect(stderr).toMatch(/^ {6}\$ \S/m);
    expect(stderr).toContain(`llave doctor localhost:${gone.port} --ca server.crt`);
    expect((await talk('--lang', 'es')).stderr).toContain('cómo se averiguó');
  });

  test('in JSON as a parameter of the same error', async () => {
    const { code, json } = await llaveJson(['chat', `localhost:${gone.port}`], { cwd: gone.cwd });
    expectSchema(json);
    expect({ code, error: json.error }).toMatchObject({
      code: 5,
      error: { code: 'ERR_CHAT_CONNECT', params: { reason: 'ECONNREFUSED', cause: 'tcp-refused' } },
    });
  });

  test('not with --quiet', async () => {
    const { code, stderr } = await talk('--quiet');
    expect(code).toBe(5);
    expect(stderr).not.toContain('tcp-refused');
  });

  test('a certificate that is not trusted is explained; one that nobody asks about is not the reason', async () => {
    const server = await startServe(credential);
    const target = () => `localhost:${server.port}`;
    const { json } = await llaveJson(['chat', target()], { cwd: server.cwd });
    expect(json.error).toMatchObject({ code: 'ERR_CHAT_CERTIFICATE', params: { cause: 'cert-self-signed' } });
    const insecure = await llaveJson(['chat', `localhost:${gone.port}`, '--insecure'], { cwd: gone.cwd });
    expect(insecure.json.error?.params.cause).toBe('tcp-refused');
    const pinned = await llaveJson(['chat', target(), '--pin', `sha256/${'A'.repeat(43)}=`], { cwd: server.cwd });
    expect(pinned.json.error).toMatchObject({ code: 'ERR_CHAT_PIN' });
    expect(pinned.json.error?.params.cause).toBeUndefined();
  });
});
