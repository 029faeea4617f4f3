import { isIP } from 'node:net';
import type { ClockWitness } from '../../evidence/local.ts';
import { asFailure } from '../../failure.ts';
import { defineProbe, type ProbeContext } from '../../probe.ts';

const HEAD_BYTES = 4096;

/** The Date header of the server, where a certificate is not valid now: one of the two clocks may be wrong. */
export const clockProbe = defineProbe({
  yields: 'local.clock',
  stage: 'battery',
  separates: ['cert.path'],
  connects: true,
  timeoutMs: 1200,
  needs: ['target', 'request', 'tcp.path', 'tls.handshake'],
  reads: [],
  when: ({ request, 'tls.handshake': { chain } }) =>
    chain.some(({ notBefore, notAfter }) => request.at < notBefore || request.at > notAfter),
  async run({ target, 'tcp.path': path }, context) {
    try {
      const reply = await requestHead(path.address, path.port, target.servername, context);
      const date = Date.parse(/^date:\s*(.+)$/im.exec(reply)?.[1] ?? '');
      if (Number.isNaN(date)) return { failure: { code: 'NO_DATE' } };
      return { value: witness(new Date(date), context.clock.now()) };
    } catch (error) {
      return { failure: asFailure(error) };
    }
  },
});

function witness(date: Date, now: Date): ClockWitness {
  return { date: date.toISOString(), aheadSeconds: Math.round((date.getTime() - now.getTime()) / 1000) };
}

/** The answer to a HEAD request over TLS; certificates are not judged here. */
async function requestHead(address: string, port: number, name: string, context: ProbeContext): Promise<string> {
  const { network, timeoutMs, signal } = context;
  const { connectTls } = await import('../../../tls/tls-connect.ts');
  const socket = await network.connect({ address, port, timeoutMs, signal });
  const tls = connectTls({ socket, rejectUnauthorized: false, ...(isIP(name) === 0 ? { servername: name } : {}) });
  try {
    return await new Promise<string>((resolve, reject) => {
      let text = '';
      const finish = () => resolve(text);
      signal.addEventListener('abort', finish, { once: true });
      tls.setTimeout(timeoutMs, finish);
      tls.once('secureConnect', () => tls.write(`HEAD / HTTP/1.0\r\nHost: ${name}\r\n\r\n`));
      tls.on('data', (chunk: Buffer) => {
        text += chunk.toString('latin1');
        if (text.includes('\r\n\r\n') || text.length > HEAD_BYTES) finish();
      });
      tls.once('end', finish);
      tls.on('error', reject);
    });
  } finally {
    tls.destroy();
  }
}
