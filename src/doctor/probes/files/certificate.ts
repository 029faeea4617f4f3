import { blockLine, damagedLine, fileKind } from '../../facts/file-kind.ts';
import { certificatesIn } from '../../facts/pem.ts';
import { asFailure } from '../../failure.ts';
import { defineProbe } from '../../probe.ts';
import { openPkcs12 } from './pkcs12.ts';

/** The server's certificate file. */
export const certificateFileProbe = defineProbe({
  yields: 'files.cert',
  stage: 'quick',
  connects: false,
  needs: ['request'],
  reads: [],
  when: ({ request }) => request.mode !== 'target',
  async run({ request }, context) {
    const path = request.certFile;
    try {
      const { bytes, mode, uid } = await context.system.readFile(path);
      const facts = { path, mode: mode.toString(8).padStart(3, '0'), uid };
      if (bytes.length === 0) return { failure: { code: 'EMPTY', path } };
      const store = await openPkcs12(bytes, path, context);
      if (store && 'failure' in store) return store;
      if (store) return { value: { ...facts, chain: certificatesIn(Buffer.from(store.pair.cert)), form: 'pkcs12' } };
      const damaged = damagedLine(bytes, isCertificate);
      if (damaged !== undefined) return { failure: { code: 'PEM_CORRUPT', path, line: damaged } };
      const chain = certificatesIn(bytes);
      if (chain.length === 0) {
        const line = blockLine(bytes, isCertificate);
        // The label is there and the base64 is sound, but the bytes are no certificate.
        if (line !== undefined) return { failure: { code: 'PEM_CORRUPT', path, line } };
        return { failure: { code: 'NO_CERTIFICATE', path, kind: fileKind(bytes) } };
      }
      return { value: { ...facts, chain, form: fileKind(bytes) === 'der' ? 'der' : 'pem' } };
    } catch (error) {
      return { failure: { ...asFailure(error), path } };
    }
  },
});

function isCertificate(kind: string): boolean {
  return kind === 'CERTIFICATE' || kind === 'TRUSTED CERTIFICATE';
}
