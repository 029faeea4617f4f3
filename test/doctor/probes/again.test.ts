import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer, type SecureContext, type TlsOptions } from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Trust } from '../../../src/doctor/evidence/cert.ts';
import type { Request } from '../../../src/doctor/evidence/request.ts';
import { certificateFacts } from '../../../src/doctor/facts/certificate.ts';
import { steadySystem } from '../../../src/doctor/fleet/machine.ts';
import { LiveConnections } from '../../../src/doctor/live.ts';
import type { ProbeContext } from '../../../src/doctor/probe.ts';
import { AGAIN, certPeerProbe } from '../../../src/doctor/probes/cert/peer.ts';
import { clientOptions } from '../../../src/doctor/probes/tls/client-options.ts';
import { toPem } from '../../../src/files/pem.ts';
import { systemClock } from '../../../src/runtime/clock.ts';
import { openLocalSystem } from '../../../src/runtime/local-system.ts';
import { systemNetwork } from '../../../src/runtime/network.ts';
import { entityOf, certificate as make } from '../../pki/build/certificate.ts';
import { name } from '../../pki/build/der.ts';
import { request, session, target } from '../evidence.ts';

const trust: Trust = { source: 'default', files: [], anchors: [] };

function selfSigned() {
  const self = entityOf(name(['CN', 'localhost']), generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey);
  const span = { notBefore: new Date(Date.now() - 86_400_000), notAfter: new Date(Date.now() + 86_400_000) };
  return { der: make(self, self, { signatureOid: '1.2.840.10045.4.3.2', ...span }), key: self.key };
}

async function serve(options: TlsOptions) {
  const self = selfSigned();
  const cert = toPem('CERTIFICATE', self.der);
  const key = self.key.export({ type: 'pkcs8', format: 'pem' });
  const seen = { connections: 0 };
  const server = createServer({ cert, key, ...options }, (socket) => void socket.on('error', () => {}));
  server.on('connection', () => {
    seen.connections += 1;
  });
  server.on('tlsClientError', () => {});
  onTestFinished(() => void server.close());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { seen, port: (server.address() as AddressInfo).port };
}

async function context(): Promise<ProbeContext> {
  return {
    ...{ network: systemNetwork, system: steadySystem(await openLocalSystem()), clock: systemClock },
    ...{ timeoutMs: 5000, signal: new AbortController().signal, live: new LiveConnections() },
  };
}

async function lookAgain(port: number, group?: { id: number; name: string }) {
  const seen = { request, target: { ...target, port }, 'cert.trust': trust };
  const first = session({ address: '127.0.0.1', greeting: '', wire: { ...session().wire, group } });
  return await certPeerProbe.run(
    { ...seen, 'tls.handshake': first, 'tcp.connect': [] } as never,
    await context(),
    AGAIN,
  );
}

describe('the certificate of the same address the next time', () => {
  it('takes one connection', async () => {
    const { port, seen } = await serve({});
    expect(await lookAgain(port)).toMatchObject({ value: { address: '127.0.0.1', leaf: { commonName: 'localhost' } } });
    expect(seen.connections).toBe(1);
  });

  it('is seen also where the server will have none of the quick groups', async () => {
    const { port, seen } = await serve({ ecdhCurve: 'X448' });
    expect(await lookAgain(port)).toMatchObject({ value: { leaf: { commonName: 'localhost' } } });
    expect(seen.connections).toBe(2);
  });

  it('does not try them where the server chose something else', async () => {
    const { port, seen } = await serve({ ecdhCurve: 'X448' });
    expect(await lookAgain(port, { id: 30, name: 'x448' })).toMatchObject({ value: { address: '127.0.0.1' } });
    expect(seen.connections).toBe(1);
  });
});

describe('settings of OpenSSL that connections share', () => {
  const trusting = (): Trust => ({ source: 'flag', files: ['ca.crt'], anchors: [certificateFacts(selfSigned().der)] });

  it('are the same for what is asked for alike, and never for another trust, other versions or other groups', async () => {
    const [about, own] = [await context(), trusting()];
    const settings = async (asked: Request, trusted: Trust, groups?: string): Promise<SecureContext | undefined> => {
      const options = await clientOptions(asked, trusted, about, groups);
      return 'secureContext' in options ? options.secureContext : undefined;
    };
    const first = await settings(request, trust);
    expect(first).toBeDefined();
    expect(await settings({ ...request, input: 'other:443' }, trust)).toBe(first);
    const others = [
      await settings(request, own),
      await settings(request, trusting()),
      await settings(request, trust, 'P-256'),
      await settings({ ...request, maxVersion: 'TLSv1.2' }, trust),
    ];
    expect(new Set([first, ...others, undefined]).size).toBe(6);
    expect(await settings(request, own)).toBe(others[0]);
  });
});
