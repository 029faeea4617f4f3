import { node, runFile } from '../../support/paths.ts';
import { selfSigned } from '../certificates.ts';
import { scenario } from '../scenario.ts';

const PORT = 12345;
const broken = (cause: string) => ({ status: 'broken', cause }) as const;
const degraded = (cause: string) => ({ status: 'degraded', cause }) as const;
const healthy = { status: 'healthy', cause: null } as const;

/** The faults of our own server: its CA is trusted, so that the fault alone shows. */
function served(
  fault: string,
  expect: ReturnType<typeof broken | typeof degraded> | typeof healthy,
  extra: readonly string[] = [],
) {
  return scenario({
    name: `serve-${fault}`,
    expect,
    ...(expect.cause === null ? { finds: [fault] } : {}),
    async setUp({ server, v4, folder }) {
      await selfSigned(folder);
      await server.serve(PORT, node, runFile, 'serve', '--fault', fault, '--fault-ca', 'fault-ca.crt');
      return [`${v4}:${PORT}`, '--ca', 'fault-ca.crt', ...extra];
    },
  });
}

export default [
  served('cert-not-yet-valid', broken('cert-not-yet-valid')),
  served('cert-root-untrusted', broken('cert-root-untrusted')),
  served('cert-unknown-ca', broken('cert-unknown-ca')),
  served('cert-missing-intermediate', broken('cert-missing-intermediate')),
  served('cert-path-length', broken('cert-path-length')),
  served('cert-name-constraint', broken('cert-name-constraint')),
  served('cert-ip-san', broken('cert-ip-san')),
  served('cert-eku', broken('cert-eku')),
  served('cert-weak-key', broken('cert-weak-key')),
  served('cert-weak-signature', broken('cert-weak-signature')),
  served('cert-key-usage', degraded('cert-key-usage')),
  served('cert-ca-as-leaf', degraded('cert-ca-as-leaf')),
  served('cert-v1', degraded('cert-v1'), ['--servername', 'localhost']),
  served('cert-validity-too-long', degraded('cert-validity-too-long')),
  served('cert-wrong-order', degraded('cert-wrong-order')),
  served('cert-pool-mixed', degraded('cert-pool-mixed')),
  served('cert-extra', healthy),
  served('cert-root-sent', healthy),
];
