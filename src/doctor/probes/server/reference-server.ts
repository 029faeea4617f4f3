import { isAppError } from '../../../errors/app-error.ts';
import type { CertificateFacts } from '../../facts/certificate.ts';
import { asFailure } from '../../failure.ts';
import { defineProbe } from '../../probe.ts';
import { readPairFiles } from '../files/pkcs12.ts';

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
  async run({ request, 'files.cert': cert }, context) {
    const { startChatServer } = await import('../../../chat/server/server.ts');
    try {
      const credential = await readPairFiles(request, context);
      const { minVersion, maxVersion, ciphers } = request;
      const tls = {
        ...(minVersion ? { minVersion } : {}),
        ...(maxVersion ? { maxVersion } : {}),
        ...(ciphers === undefined ? {} : { ciphers }),
      };
      const server = await startChatServer({ version: 'doctor', host: LOOPBACK, port: 0, credential, tls });
      context.live.put('local.server', server, () => void server.close());
      return { value: { address: LOOPBACK, port: server.port, servername: nameOf(cert.chain[0]) } };
    } catch (error) {
      const params = isAppError(error, 'ERR_SERVE_SETTINGS') ? error.params : {};
      return { failure: { ...asFailure(error), ...params } };
    }
  },
});

/** A name that the certificate is for, this machine's own before others. */
function nameOf(leaf: CertificateFacts | undefined): string {
  const names = [...(leaf?.dnsNames ?? []), ...(leaf?.ipAddresses ?? [])];
  const own = names.find((name) => name === 'localhost' || name === LOOPBACK);
  return own ?? names.find((name) => !name.includes('*')) ?? names[0]?.replace('*', 'www') ?? 'localhost';
}
