import type { Certificate } from '../../../pki/parse/certificate.ts';
import { type VerifyInput, verifyChain } from '../../../pki/verify/index.ts';
import { certificatesIn } from '../../facts/pem.ts';
import { defineProbe, type ProbeContext } from '../../probe.ts';
import { authorities, chainInput, parsed } from './chain.ts';

const CERTIFICATE_FILE = /\.(crt|pem|cer|der)$/i;
const MOST_FILES = 50;

/** Whether a chain that leads nowhere is made whole by a certificate that lies here, or is known to another store. */
export const completionProbe = defineProbe({
  yields: 'cert.completion',
  stage: 'battery',
  separates: ['cert.path'],
  connects: false,
  needs: ['request', 'tls.handshake', 'cert.trust'],
  reads: ['cert.path'],
  when: ({ 'cert.path': path }) => path?.state === 'failed',
  async run({ request, 'tls.handshake': session, 'cert.trust': trust }, { system }) {
    const input = await chainInput(request, session, trust);
    if (!input) return { failure: { code: 'NO_CERTIFICATE' } };
    const files = await certificateFiles(system);
    const completing = files.find(({ issuers }) => issuers.length > 0 && holds(input, { intermediates: issuers }));
    const all = files.flatMap(({ issuers }) => issuers);
    const root = files.find(
      ({ roots }) => roots.length > 0 && holds({ ...input, anchors: [] }, { intermediates: all, anchors: roots }),
    );
    const sent = new Set(session.chain.map(({ fingerprint256 }) => fingerprint256));
    return {
      value: {
        intermediateFile: completing?.path ?? '',
        missing: (completing?.issuers ?? [])
          .filter(({ fingerprint256 }) => !sent.has(fingerprint256))
          .map(({ subject }) => subject.toString()),
        rootFile: root?.path ?? '',
        knownTo:
          trust.source !== 'default' && holds(input, { anchors: await authorities('default') })
            ? 'default'
            : holds(input, { anchors: await authorities('system') })
              ? 'system'
              : '',
      },
    };
  },
});

/** Whether the chain is valid with more certificates to build it from. */
function holds(input: VerifyInput, more: Pick<Partial<VerifyInput>, 'intermediates' | 'anchors'>): boolean {
  return verifyChain({
    ...input,
    intermediates: [...(input.intermediates ?? []), ...(more.intermediates ?? [])],
    anchors: [...input.anchors, ...(more.anchors ?? [])],
  }).ok;
}

interface CertificateFile {
  readonly path: string;
  readonly issuers: readonly Certificate[];
  readonly roots: readonly Certificate[];
}

async function certificateFiles(system: ProbeContext['system']): Promise<CertificateFile[]> {
  const names = (await system.list('.')).filter((name) => CERTIFICATE_FILE.test(name)).slice(0, MOST_FILES);
  return await Promise.all(
    names.map(async (path) => {
      const facts = await system.readFile(path).then(
        ({ bytes }) => certificatesIn(bytes),
        () => [],
      );
      const of = (self: boolean) => parsed(facts.filter((one) => one.selfSigned === self).map(({ der }) => der));
      return { path, issuers: of(false), roots: of(true) };
    }),
  );
}
