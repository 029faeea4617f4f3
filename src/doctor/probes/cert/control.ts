import { isIP } from 'node:net';
import { tappedTlsConnect } from '../../../tls/tap/tapped-connect.ts';
import { certificateFacts } from '../../facts/certificate.ts';
import { asFailure } from '../../failure.ts';
import { defineProbe } from '../../probe.ts';
import { controlAddress } from '../tcp/sample.ts';

const MOST = 4;

/** The certificate of the host of `--control`: whoever signs for both stands between us and both. */
export const certControlProbe = defineProbe({
  yields: 'cert.control',
  stage: 'battery',
  separates: ['cert.path', 'cert.name'],
  connects: true,
  timeoutMs: 1200,
  needs: ['request', 'tls.handshake'],
  reads: [],
  when: ({ request }) => request.control !== undefined,
  async run({ request }, context) {
    const control = await controlAddress(request.control ?? '', context);
    if (control === undefined) return { failure: { code: 'NO_ADDRESS' } };
    const { timeoutMs, signal, network } = context;
    const { host, address, port } = control;
    try {
      const socket = await network.connect({ address, port, timeoutMs, signal });
      const connection = await tappedTlsConnect({
        ...{ address, port, socket, timeoutMs, signal, identity: host },
        ...(isIP(host) === 0 ? { serverName: host } : {}),
      });
      const leaf = connection.socket?.getPeerX509Certificate();
      const { certificates } = connection.observe().wire;
      connection.close();
      if (leaf === undefined) return { failure: { code: 'NO_CERTIFICATE' } };
      const covers = isIP(host) === 0 ? leaf.checkHost(host, { subject: 'never' }) : leaf.checkIP(host);
      const chain = certificates.slice(0, MOST).map(({ der }) => certificateFacts(Buffer.from(der, 'base64')));
      return { value: { host, address, chain, covers: covers !== undefined } };
    } catch (error) {
      return { failure: asFailure(error) };
    }
  },
});
