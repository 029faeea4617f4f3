import { certificatesIn } from '../../facts/pem.ts';
import { defineProbe } from '../../probe.ts';

const CERTIFICATE_FILE = /\.(crt|pem|cer|der)$/i;
const MOST_FILES = 50;

/** The certificate files in the current directory: perhaps the one that the server shows lies here. */
export const besideProbe = defineProbe({
  yields: 'files.beside',
  stage: 'battery',
  separates: ['cert.path'],
  connects: false,
  needs: [],
  reads: [],
  async run(_seen, { system }) {
    const names = (await system.list('.')).filter((name) => CERTIFICATE_FILE.test(name)).slice(0, MOST_FILES);
    const files = await Promise.all(
      names.map(async (path) => {
        const chain = await system.readFile(path).then(
          ({ bytes }) => certificatesIn(bytes),
          () => [],
        );
        return { path, fingerprints: chain.map(({ fingerprint256 }) => fingerprint256) };
      }),
    );
    return { value: { files: files.filter(({ fingerprints }) => fingerprints.length > 0) } };
  },
});
