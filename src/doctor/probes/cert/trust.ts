import { remembered } from '../../../runtime/local-system.ts';
import { certificatesIn } from '../../facts/pem.ts';
import { asFailure } from '../../failure.ts';
import { defineProbe } from '../../probe.ts';

/** Whom to trust: the files of `--ca`, or the server's own self-signed certificate where it is ours, or the usual authorities. */
export const trustProbe = defineProbe({
  yields: 'cert.trust',
  stage: 'quick',
  connects: false,
  needs: ['request'],
  reads: ['files.cert'],
  async run({ request, 'files.cert': own }, { system }) {
    const files = request.caFiles;
    if (files.length > 0) {
      try {
        const all = await Promise.all(files.map((path) => system.readFile(path)));
        const anchors = remembered(system, 'cert.trust', () => all.flatMap(({ bytes }) => certificatesIn(bytes)));
        return { value: { source: 'flag', files, anchors } };
      } catch (error) {
        return { failure: asFailure(error) };
      }
    }
    if (own?.state === 'ok' && own.value.chain[0]?.selfSigned) {
      return { value: { source: 'own', files: [own.value.path], anchors: own.value.chain.slice(0, 1) } };
    }
    return { value: { source: 'default', files: [], anchors: [] } };
  },
});
