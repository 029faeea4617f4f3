import { certificatesIn } from '../../facts/pem.ts';
import { asFailure } from '../../failure.ts';
import { defineProbe } from '../../probe.ts';

/** The server's certificate file. */
export const certificateFileProbe = defineProbe({
  yields: 'files.cert',
  stage: 'quick',
  connects: false,
  needs: ['request'],
  reads: [],
  when: ({ request }) => request.mode !== 'target',
  async run({ request }, { system }) {
    const path = request.certFile;
    try {
      const { bytes, mode, uid } = await system.readFile(path);
      if (bytes.length === 0) return { failure: { code: 'EMPTY', path } };
      const chain = certificatesIn(bytes);
      if (chain.length === 0) return { failure: { code: 'NO_CERTIFICATE', path } };
      return { value: { path, mode: mode.toString(8).padStart(3, '0'), uid, chain } };
    } catch (error) {
      return { failure: { ...asFailure(error), path } };
    }
  },
});
