import { X509Certificate } from 'node:crypto';
import { createServer, type Server as NetServer } from 'node:net';
import { createServer as createTlsServer, type Server } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { baseline, type ProofRequest, prove } from '../../../src/renewal/prove/prove.ts';
import { parseProveTarget, servernameFor } from '../../../src/renewal/prove/target.ts';
import { systemNetwork } from '../../../src/runtime/network.ts';
import { testCertificate } from '../../support/certificates.ts';

const old = await testCertificate();
const fresh = await testCertificate();
const oldLeaf = new X509Certificate(old.cert);
const freshLeaf = new X509Certificate(fresh.cert);
const open: NetServer[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

async function listen<T extends NetServer>(server: T, host = '127.0.0.1'): Promise<number> {
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return (server.address() as { port: number }).port;
}

/** Time for a few handshakes on a busy machine; where no proof comes about, the test lasts as long. */
const request = (targets: string[], timeoutMs = 2000, network = systemNetwork): ProofRequest => ({
  targets: targets.map((text) => parseProveTarget(text)!),
  timeoutMs,
  network,
});

/** A server that shows these certificates in turn, the last one for ever. */
function serverOf(...shown: { key: string; cert: string }[]): Server {
  let count = 0;
  const server = createTlsServer(shown[0]!, (socket) => socket.on('error', () => {}));
  server.on('connection', () => {
    count += 1;
    const next = shown[Math.min(count, shown.length - 1)]!;
    queueMicrotask(() => server.setSecureContext(next));
  });
  server.on('tlsClientError', () => {});
  return server;
}

describe('prove', () => {
  it('waits until the new certificate is shown three times in a row', async () => {
    const port = await listen(serverOf(old, fresh, old, fresh));
    const [proof] = await prove(request([`127.0.0.1:${port}`], 20_000), freshLeaf);
    expect(proof).toMatchObject({ target: `127.0.0.1:${port}`, address: '127.0.0.1' });
    expect(proof!.connections).toBeGreaterThanOrEqual(4);
  });

  it('gives up with the serial that is shown', async () => {
    const port = await listen(serverOf(old));
    await expect(prove(request([`127.0.0.1:${port}`]), freshLeaf)).rejects.toMatchObject({
      code: 'ERR_RENEW_PROOF',
      params: { reason: 'OTHER_CERTIFICATE', served: oldLeaf.serialNumber, expected: freshLeaf.serialNumber },
    });
  });

  it('gives up with the reason where nobody answers, or nobody speaks TLS', async () => {
    const closed = createServer();
    const port = await listen(closed);
    closed.close();
    await expect(prove(request([`127.0.0.1:${port}`]), freshLeaf)).rejects.toMatchObject({
      params: { reason: 'ECONNREFUSED' },
    });
    const plain = await listen(createServer((socket) => socket.end('hello\n')));
    await expect(prove(request([`127.0.0.1:${plain}`]), freshLeaf)).rejects.toMatchObject({
      params: { reason: expect.stringMatching(/^ERR_SSL|CLOSED|ECONNRESET/) },
    });
    const silent = await listen(createServer(() => {}));
    await expect(prove(request([`127.0.0.1:${silent}`]), freshLeaf)).rejects.toMatchObject({
      params: { reason: 'TIMEOUT' },
    });
  });

  it('looks at every address; one that did not answer before need not answer now', async () => {
    const network = {
      ...systemNetwork,
      lookup: async () => [
        { address: '127.0.0.1', family: 4 as const },
        { address: '127.0.0.2', family: 4 as const },
      ],
    };
    const port = await listen(serverOf(fresh));
    const asked = request([`chat.test:${port}`], 2000, network);
    await expect(prove(asked, freshLeaf)).rejects.toMatchObject({
      params: { address: '127.0.0.2', reason: 'ECONNREFUSED' },
    });
    const before = await baseline(asked, oldLeaf);
    expect(before.map(({ address, sight }) => [address, 'failure' in sight])).toEqual([
      ['127.0.0.1', false],
      ['127.0.0.2', true],
    ]);
    expect(await prove({ ...asked, timeoutMs: 20_000 }, freshLeaf, before)).toMatchObject([{ address: '127.0.0.1' }]);
    const second = serverOf(old);
    open.push(second);
    await new Promise<void>((resolve) => second.listen(port, '127.0.0.2', resolve));
    await expect(prove(asked, freshLeaf, await baseline(asked, oldLeaf))).rejects.toMatchObject({
      params: { address: '127.0.0.2', reason: 'OTHER_CERTIFICATE' },
    });
  });

  it('fails with the name where that is not known', async () => {
    const network = {
      ...systemNetwork,
      lookup: () => Promise.reject(Object.assign(new Error(), { code: 'ENOTFOUND' })),
    };
    await expect(prove(request(['chat.test:443'], 200, network), freshLeaf)).rejects.toMatchObject({
      params: { reason: 'ENOTFOUND' },
    });
  });
});

describe('parseProveTarget', () => {
  it.each([
    ['localhost:443', 'localhost', 443],
    ['192.0.2.1:8443', '192.0.2.1', 8443],
    ['[::1]:12345', '::1', 12345],
    ['[fe80::1%eth0]:1', 'fe80::1%eth0', 1],
  ])('%s', (text, host, port) => expect(parseProveTarget(text)).toEqual({ input: text, host, port }));

  it.each(['', 'localhost', ':443', 'a:0', 'a:65536', '::1:443', '[::1]', '[x]:1', 'https://a:1', 'a b:1'])(
    'refuses "%s"',
    (text) => expect(parseProveTarget(text)).toBeUndefined(),
  );
});

describe('servernameFor', () => {
  it('is the host if the certificate covers it, else a name of the certificate, never an address', async () => {
    const { cert } = await testCertificate({
      commonName: 'x',
      hosts: ['*.example.org', 'chat.example.org', '127.0.0.1'],
    });
    const leaf = new X509Certificate(cert);
    expect(servernameFor('www.example.org', leaf)).toBe('www.example.org');
    expect(servernameFor('127.0.0.1', leaf)).toBe('chat.example.org');
    expect(servernameFor('localhost', leaf)).toBe('chat.example.org');
    const { cert: bare } = await testCertificate({ hosts: ['127.0.0.1'] });
    expect(servernameFor('127.0.0.1', new X509Certificate(bare))).toBeUndefined();
  });
});
