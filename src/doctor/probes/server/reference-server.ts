import type { CertificateFacts } from '../../facts/certificate.ts';
import { asFailure } from '../../failure.ts';
import { defineProbe } from '../../probe.ts';

const LOOPBACK = '127.0.0.1';

/** Starts the reference server with the files of this directory on a free loopback port; it ends with the diagnosis. */
export const referenceServerProbe = defineProbe({
  yields: 'local.server',
  stage: 'quick',
  goal: true,
  connects: false,
  needs: ['request', 'files.key', 'files.cert'],
  reads: [],
  when: ({ request }) => request.mode === 'here',
  async run({ 'files.key': key, 'files.cert': cert }, { system, live }) {
    const { startChatServer } = await import('../../../chat/server/server.ts');
    try {
      const credential = {
        key: (await system.readFile(key.path)).bytes.toString('latin1'),
        cert: (await system.readFile(cert.path)).bytes.toString('latin1'),
      };
      const server = await startChatServer({ version: 'doctor', host: LOOPBACK, port: 0, credential });
      live.put('local.server', server, () => void server.close());
      return { value: { address: LOOPBACK, port: server.port, servername: nameOf(cert.chain[0]) } };
    } catch (error) {
      return { failure: asFailure(error) };
    }
  },
});

/** A name that the certificate is for, this machine's own before others. */
function nameOf(leaf: CertificateFacts | undefined): string {
  const names = [...(leaf?.dnsNames ?? []), ...(leaf?.ipAddresses ?? [])];
  const own = names.find((name) => name === 'localhost' || name === LOOPBACK);
  return own ?? names.find((name) => !name.includes('*')) ?? names[0]?.replace('*', 'www') ?? 'localhost';
}
