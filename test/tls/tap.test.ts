import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { join } from 'node:path';
import tls from 'node:tls';
import { describe, expect, it, vi } from 'vitest';
import { type TappedTlsOptions, tappedTlsConnect } from '../../src/tls/tap/tapped-connect.ts';
import { type CredentialFiles, opensslCredential } from '../support/openssl-credential.ts';
import { type OpensslServer, opensslServer } from '../support/openssl-server.ts';
import { peer } from '../support/peers.ts';
import { tcpPeer } from '../support/tcp-peer.ts';
import { tempDir } from '../support/temp-dir.ts';

const hasOpenssl = peer('openssl') !== undefined;
const make = (...args: Parameters<typeof opensslCredential>): CredentialFiles =>
  hasOpenssl ? opensslCredential(...args) : undefined!;

const root = make('ec@P-256', { commonName: 'Test Root', isCa: true });
const intermediate = make('ec@P-256', { commonName: 'Test Intermediate', isCa: true, issuer: root });
const leaf = make('rsa:2048', { issuer: intermediate });
const client = make('ec@P-256', { commonName: 'client', issuer: root });
const stranger = make('ec@P-256', { commonName: 'stranger' });
const wrongUse = make('ec@P-256', {
  commonName: 'server',
  issuer: root,
  extra: ['-addext', 'extendedKeyUsage=serverAuth'],
});
const pemOf = ({ key, cert }: CredentialFiles) => ({ key: readFileSync(key), cert: readFileSync(cert) });
const derOf = ({ pem }: CredentialFiles) => new X509Certificate(pem).raw.toString('base64');

/** The chain in the wrong order: leaf, root, intermediate. */
const shuffled = join(tempDir(), 'chain.pem');
if (hasOpenssl) writeFileSync(shuffled, root.pem + intermediate.pem);

function connect(port: number, options: Partial<TappedTlsOptions> = {}) {
  return tappedTlsConnect({ address: '127.0.0.1', port, timeoutMs: 20_000, serverName: 'localhost', ...options });
}

async function withServer<T>(args: readonly string[], use: (server: OpensslServer) => Promise<T>): Promise<T> {
  const server = await opensslServer(...args);
  try {
    return await use(server);
  } finally {
    await server.stop();
  }
}

describe.skipIf(!hasOpenssl)('a handshake as it was on the wire', () => {
  const serving = [...(leaf?.args ?? []), '-cert_chain', shuffled];

  it.each([
    ['TLSv1.3', 'TLS_AES_128_GCM_SHA256'],
    ['TLSv1.3', 'TLS_AES_256_GCM_SHA384'],
    ['TLSv1.3', 'TLS_CHACHA20_POLY1305_SHA256'],
    ['TLSv1.3', 'TLS_AES_128_CCM_SHA256'],
    ['TLSv1.3', 'TLS_AES_128_CCM_8_SHA256'],
    ['TLSv1.2', 'ECDHE-RSA-AES128-GCM-SHA256'],
  ] as const)('%s with %s: chain in the order sent, CA names, scheme, group, ALPN', async (version, cipher) => {
    const suites =
      version === 'TLSv1.3'
        ? ['-tls1_3', '-ciphersuites', cipher, '-cipher', 'ALL:@SECLEVEL=0']
        : ['-tls1_2', '-cipher', cipher];
    const asking = ['-verify', '1', '-CAfile', root.cert, '-alpn', 'llave-chat/1'];
    await withServer([...serving, ...suites, ...asking], async ({ port }) => {
      const connection = await connect(port, {
        tls: { ciphers: `${cipher}:DEFAULT:@SECLEVEL=0`, ALPNProtocols: ['x', 'llave-chat/1'], ecdhCurve: 'P-384' },
      });
      const { wire, secure, tlsFault } = connection.observe();
      expect(tlsFault).toBeUndefined();
      expect(secure).toBe(true);
      expect(wire.version?.name).toBe(version);
      expect(wire.cipherSuite?.name).toBe(connection.socket!.getCipher().standardName);
      expect(wire.certificates.map(({ der }) => der)).toEqual([leaf, root, intermediate].map(derOf));
      expect(wire.signatureScheme?.name).toBe('rsa_pss_rsae_sha256');
      expect(wire.group?.name).toBe('secp384r1');
      expect(wire.alpn).toBe('llave-chat/1');
      expect(
        wire.certificateRequest?.authorities.map((name) => Buffer.from(name, 'base64').toString('latin1')),
      ).toEqual([expect.stringContaining('Test Root')]);
      expect(wire.certificateRequest?.signatureSchemes).toContain(0x0804);
      expect(wire.clientCertificates).toEqual([]);
      expect(wire).toMatchObject({ serverFinished: true, clientFinished: true, alerts: [], malformed: undefined });
      expect(wire.clientHello).toMatchObject({ serverName: 'localhost', alpn: ['x', 'llave-chat/1'] });
      connection.close();
    });
  });

  it('tells what we sent as client certificate', async () => {
    await withServer([...serving, '-Verify', '1', '-CAfile', root.cert], async ({ port }) => {
      const connection = await connect(port, { tls: pemOf(client) });
      const { wire, tlsFault } = await connection.linger({ ms: 60_000, untilAccepted: true });
      expect(wire.clientCertificates?.map(({ der }) => der)).toEqual([derOf(client)]);
      expect(wire.clientSignatureScheme?.name).toBe('ecdsa_secp256r1_sha256');
      expect(wire.tickets.length).toBeGreaterThan(0);
      expect(tlsFault).toBeUndefined();
      connection.close();
    });
  });

  it('was retried with another key share', async () => {
    await withServer([...serving, '-groups', 'P-521'], async ({ port }) => {
      const connection = await connect(port);
      const { wire, secure } = connection.observe();
      expect(secure).toBe(true);
      expect(wire.helloRetryRequest?.group).toBe(25);
      expect(wire.group?.name).toBe('secp521r1');
      expect(wire.clientHello?.keyShares).not.toContain(25);
      expect(wire.certificates).toHaveLength(3);
      connection.close();
    });
  });

  it.each(['-tls1_2', '-tls1_3'])('staples an OCSP response (%s)', async (version) => {
    const staple = join(tempDir(), 'ocsp.der');
    writeFileSync(staple, Buffer.from('30030a0106', 'hex'));
    await withServer([...serving, version, '-status_file', staple], async ({ port }) => {
      const connection = await connect(port, { tls: { requestOCSP: true } });
      const stapled = Buffer.from('30030a0106', 'hex').toString('base64');
      expect(connection.observe().wire.certificates.map(({ ocspResponse }) => ocspResponse)).toEqual([
        stapled,
        undefined,
        undefined,
      ]);
      connection.close();
    });
  });

  it('goes on being opened after the server has changed its keys', async () => {
    await withServer([...serving], async ({ port, child }) => {
      const connection = await connect(port);
      await connection.linger({ ms: 60_000, untilAccepted: true });
      const messages = () => connection.observe().wire.serverMessages;
      child.stdin!.write('k\n');
      // s_server takes what it reads at once for one line.
      await vi.waitFor(() => expect(messages()).toContain(24), 20_000);
      child.stdin!.write('hello after the change\n');
      const [data] = await once(connection.socket!, 'data');
      expect(data.toString()).toContain('hello after');
      expect(connection.observe().wire).toMatchObject({ applicationBytes: 23, sealedRecords: 0 });
      connection.close();
    });
  });

  it('has no key material in it', async () => {
    await withServer(serving, async ({ port }) => {
      const connection = await connect(port);
      const { keyLog } = connection as unknown as { keyLog: string[] };
      const secrets = keyLog.map((line) => line.trim().split(' ').at(-1)!);
      expect(secrets.length).toBeGreaterThan(3);
      const text = JSON.stringify(connection.observe());
      expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
      connection.close();
    });
  });
});

describe.skipIf(!hasOpenssl)('a client certificate that the server does not accept', () => {
  const requiring = [...(leaf?.args ?? []), '-Verify', '1', '-verify_return_error', '-CAfile', root?.cert ?? ''];

  it.each([
    ['none', undefined, '-tls1_3', 116, true],
    ['none', undefined, '-tls1_2', 40, false],
    ['of another CA', stranger, '-tls1_3', 48, true],
    ['of another CA', stranger, '-tls1_2', 48, false],
    ['for servers only', wrongUse, '-tls1_3', 43, true],
  ] as const)('%s (%s, %s): alert %i', async (_what, credential, version, number, late) => {
    await withServer([...requiring, version], async ({ port }) => {
      const connection = await connect(port, { tls: credential ? pemOf(credential) : {} });
      const { wire, secure, tlsFault } = await connection.linger({ ms: 10_000, untilAccepted: true });
      expect(secure).toBe(late);
      expect(wire.certificateRequest).toBeDefined();
      expect(wire.alerts).toMatchObject([
        { from: 'server', number, protected: late, phase: late ? 'after-finished' : 'handshake' },
      ]);
      expect(tlsFault?.alert).toBe(number);
      connection.close();
    });
  });
});

describe.skipIf(!hasOpenssl)('what Node makes of the certificate', () => {
  it('tells an untrusted chain and a wrong name apart, both at once', async () => {
    await withServer(leaf.args, async ({ port }) => {
      const connection = await connect(port, { identity: 'other.example' });
      expect(connection.observe().authorization).toMatchObject({
        chain: 'failed',
        chainFault: { code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', message: expect.stringContaining('first certificate') },
        identity: 'failed',
        identityFault: { code: 'ERR_TLS_CERT_ALTNAME_INVALID' },
      });
      connection.close();
    });
  });

  it('is content with the right chain and name, also by address', async () => {
    await withServer([...leaf.args, '-cert_chain', shuffled], async ({ port }) => {
      const connection = await connect(port, { serverName: undefined, tls: { ca: root.pem } });
      const { authorization, wire } = connection.observe();
      expect(authorization).toEqual({ chain: 'ok', identity: 'ok' });
      expect(wire.clientHello?.serverName).toBeUndefined();
      connection.close();
    });
  });
});

describe('a peer that lets no handshake come about', () => {
  async function failing(serve: (socket: net.Socket) => void, options: Partial<TappedTlsOptions> = {}) {
    const { port, close } = await tcpPeer(serve, { allowHalfOpen: true });
    const connection = await connect(port, options);
    const observation = connection.observe();
    expect(observation.secure).toBe(false);
    expect(connection.socket).toBeUndefined();
    close();
    return observation;
  }
  const onHello = (reply: (socket: net.Socket) => void) => (socket: net.Socket) => {
    socket.once('data', () => reply(socket));
  };

  it('FIN', async () => {
    const seen = await failing(onHello((socket) => socket.end()));
    expect(seen).toMatchObject({ end: 'fin', bytesIn: 0, tlsFault: { code: 'ECONNRESET' } });
  });

  it('RST', async () => {
    const seen = await failing(onHello((socket) => socket.resetAndDestroy()));
    expect(seen).toMatchObject({ end: 'rst', bytesIn: 0, fault: { code: 'ECONNRESET' } });
  });

  it('silence', async () => {
    const seen = await failing((socket) => socket.resume(), { timeoutMs: 1000 });
    expect(seen).toMatchObject({ end: 'timeout', bytesIn: 0 });
  });

  it('an alert in the clear, then FIN', async () => {
    const seen = await failing(onHello((socket) => socket.end(Buffer.from('15030300020228', 'hex'))));
    expect(seen.tlsFault?.alert).toBe(40);
    expect(seen.wire.alerts).toMatchObject([{ number: 40, from: 'server', phase: 'before-server-hello' }]);
  });

  it('plain text', async () => {
    const seen = await failing(onHello((socket) => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n')));
    expect(seen.tlsFault?.code).toBe('ERR_SSL_WRONG_VERSION_NUMBER');
    expect(Buffer.from(seen.firstBytes, 'hex').toString()).toMatch(/^HTTP/);
    expect(seen.wire.notTls).toEqual({ reason: 'content-type', offset: 0 });
  });

  it('an echo of our own hello', async () => {
    const seen = await failing((socket) => socket.pipe(socket));
    expect(seen.tlsFault?.code).toBe('ERR_SSL_UNEXPECTED_MESSAGE');
  });

  it('nobody is there', async () => {
    const { port, close } = await tcpPeer(() => {});
    close();
    const seen = (await connect(port)).observe();
    expect(seen).toMatchObject({ connected: false, secure: false, end: 'error', fault: { code: 'ECONNREFUSED' } });
    expect(seen.wire.clientHello).toBeUndefined();
  });

  it('an option that Node does not take is an observation', async () => {
    const seen = await failing((socket) => socket.resume(), { tls: { ciphers: 'nonsense' } });
    expect(seen.tlsFault?.code).toMatch(/NO_CIPHER_MATCH|CRYPTO_OPERATION_FAILED/);
  });
});

describe.skipIf(!hasOpenssl)('a connection that was taken over', () => {
  async function nodeServer(options: tls.TlsOptions, serve: (socket: tls.TLSSocket) => void) {
    const server = tls.createServer({ ...pemOf(leaf), ...options }, serve);
    server.on('tlsClientError', () => {});
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return { server, port: (server.address() as net.AddressInfo).port };
  }

  it('is used instead of a new one, and goes on to be used in the application protocol', async () => {
    const { server, port } = await nodeServer({}, (socket) => {
      socket.on('error', () => {});
      socket.write('* hello\n');
      socket.pipe(socket);
    });
    const socket = net.connect({ host: '127.0.0.1', port });
    await once(socket, 'connect');
    const connection = await connect(port, { socket });
    const { wire, secure } = await connection.linger({ ms: 60_000, untilAccepted: true });
    expect([secure, wire.alerts]).toEqual([true, []]);
    const stream = connection.socket!.setEncoding('utf8');
    let text = '';
    stream.on('data', (chunk: string) => {
      text += chunk;
    });
    stream.write('echo me\n');
    while (text !== '* hello\necho me\n') await once(stream, 'data');
    connection.close();
    server.close();
    await once(server, 'close');
  });

  it('a Node server says no to a client certificate by closing, after the handshake', async () => {
    const { server, port } = await nodeServer({ requestCert: true, ca: root.pem }, () => {});
    const connection = await connect(port, { tls: pemOf(stranger) });
    const seen = await connection.linger({ ms: 10_000 });
    expect(seen).toMatchObject({ secure: true, end: 'fin' });
    connection.close();
    server.close();
  });

  it('a server that floods is not read further than somebody reads', async () => {
    const { server, port } = await nodeServer({}, (socket) => {
      socket.on('error', () => {});
      const flood = () => {
        while (socket.writable && socket.write(Buffer.alloc(65_536)));
      };
      socket.on('drain', flood);
      flood();
    });
    const connection = await connect(port);
    const seen = await connection.linger({ ms: 300 });
    expect(seen.bytesIn).toBeLessThan(2_000_000);
    expect(seen.secure).toBe(true);
    connection.close();
    server.close();
  });
});
