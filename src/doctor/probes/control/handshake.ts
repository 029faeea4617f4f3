import type { TLSSocket } from 'node:tls';
import { asFailure } from '../../failure.ts';
import { defineProbe, type ProbeContext } from '../../probe.ts';
import { withTimeout } from '../../timeout.ts';
import { clientOptions } from '../tls/client-options.ts';

const LOOPBACK = '127.0.0.1';
const NAME = 'localhost';
const DAY_MS = 86_400_000;
/** What the reference server speaks; a client that is held below it has nothing to compare with. */
const TOO_OLD: readonly string[] = ['TLSv1', 'TLSv1.1'];

/**
 * The same exchange, with the same options, against the reference server in this process: a handshake, the certificate, and
 * the server's first line. It says whether this machine's own TLS works, so that a failure elsewhere is one of elsewhere.
 */
export const controlHandshakeProbe = defineProbe({
  yields: 'control.handshake',
  stage: 'battery',
  separates: ['tls.handshake', 'cert.path', 'chat.exchange'],
  connects: true,
  needs: ['request', 'cert.trust'],
  reads: ['tls.handshake'],
  when: (
    { request }, // Among many targets, those that work are the control.
  ) => request.mode === 'target' && !request.crowded && !TOO_OLD.includes(request.maxVersion ?? ''),
  async run({ request, 'cert.trust': trust }, context) {
    const begin = performance.now();
    try {
      const { port, ca, stop } = await referenceServer(context);
      try {
        const options = await clientOptions({ ...request, alpn: [] }, trust, context);
        const socket = await context.network.connect({ ...context, address: LOOPBACK, port });
        const { connect } = await import('node:tls');
        // Its own authority for this one connection: a context that is shared has another one.
        const { secureContext: _, ...rest } = options as { secureContext?: unknown };
        const tls = connect({ ...rest, ca, socket, servername: NAME });
        const greeting = await withTimeout(greetingOf(tls), context.timeoutMs, context.signal);
        const protocol = tls.getProtocol() ?? '';
        tls.destroy();
        return { value: { protocol, greeting, ms: Math.round((performance.now() - begin) * 100) / 100 } };
      } finally {
        stop();
      }
    } catch (error) {
      return { failure: asFailure(error) };
    }
  },
});

/** Starts the server with a certificate of its own, which only this connection trusts. */
async function referenceServer({ clock }: ProbeContext) {
  const { startChatServer } = await import('../../../chat/server/server.ts');
  const { dnsName, ecKey, KEY_USAGE, makeCertificate, PURPOSE } = await import(
    '../../../chat/faults/make-certificate.ts'
  );
  const now = clock.now().getTime();
  const { key, cert } = makeCertificate({
    commonName: NAME,
    key: ecKey(),
    notBefore: new Date(now - DAY_MS),
    notAfter: new Date(now + DAY_MS),
    ca: false,
    keyUsage: [KEY_USAGE.digitalSignature],
    purposes: [PURPOSE.serverAuth],
    alternativeNames: [dnsName(NAME)],
  });
  const credential = { key: key.export({ type: 'pkcs8', format: 'pem' }) as string, cert };
  const server = await startChatServer({ version: 'control', host: LOOPBACK, port: 0, credential });
  return { port: server.port, ca: cert, stop: () => void server.close() };
}

/** The server's first line, once its certificate was verified. */
async function greetingOf(tls: TLSSocket): Promise<string> {
  return await new Promise<string>((resolve, reject) => {
    tls.once('error', reject);
    tls.once('data', (data: Buffer) => resolve(data.toString('utf8').split('\n')[0] ?? ''));
    tls.once('close', () => reject(Object.assign(new Error('closed'), { code: 'CLOSED' })));
  });
}
