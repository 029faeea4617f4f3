import { type LocalSystem, remembered } from '../../../runtime/local-system.ts';
import type { CaSetting } from '../../evidence/local.ts';
import { proxySetting } from '../../facts/proxy.ts';
import { defineProbe } from '../../probe.ts';

/** Bundles hold a hundred certificates and more: the first one's label is enough to know what the file is. */
const CERTIFICATE = /-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----/;
const CA_FILES = ['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE'];

/** The environment variables that change how connections are made or judged, and whether what they name exists. */
export const environmentProbe = defineProbe({
  yields: 'local.environment',
  stage: 'quick',
  connects: false,
  needs: ['target'],
  reads: [],
  async run({ target }, { system }) {
    const env = (name: string) => system.env(name);
    const authorities = await Promise.all(
      CA_FILES.flatMap((variable) => {
        const path = env(variable);
        return path === undefined || path === '' ? [] : [setting(variable, path, system)];
      }),
    );
    const verificationOff = env('NODE_TLS_REJECT_UNAUTHORIZED') === '0';
    const proxy = proxySetting(env, target.host, target.port);
    return { value: { proxy, authorities, verificationOff, tlsSettings: tlsSettings(env) } };
  },
});

/** Node's options for TLS, and a configuration of OpenSSL. */
function tlsSettings(env: (name: string) => string | undefined): string[] {
  const options = /--(tls|openssl|enable-fips|force-fips)/.test(env('NODE_OPTIONS') ?? '') ? ['NODE_OPTIONS'] : [];
  return [...options, ...(env('OPENSSL_CONF') ? ['OPENSSL_CONF'] : [])];
}

async function setting(variable: string, path: string, system: LocalSystem): Promise<CaSetting> {
  const problem = await remembered(system, `local.environment ${path}`, () => problemOf(path, system));
  return { variable, path, problem };
}

async function problemOf(path: string, system: LocalSystem): Promise<CaSetting['problem']> {
  try {
    const { bytes } = await system.readFile(path);
    if (bytes.length === 0) return 'empty';
    return CERTIFICATE.test(bytes.toString('latin1')) ? 'none' : 'no-certificate';
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return 'missing';
    // Whatever else went wrong (no descriptor left) is not the file's fault.
    return ['EACCES', 'EPERM', 'EISDIR'].includes(code) ? 'unreadable' : 'none';
  }
}
