import { afterAll } from 'vitest';
import { endFile } from './support/end-of-file.ts';

// The environment of whoever runs the tests must not decide what the tests see.
for (const name of [
  'NODE_EXTRA_CA_CERTS',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'HTTPS_PROXY',
  'https_proxy',
  'NO_PROXY',
  'no_proxy',
  'LLAVE_LANG',
  'LC_ALL',
  'LC_MESSAGES',
  'LANG',
  'FORCE_COLOR',
]) {
  delete process.env[name];
}
process.env.NO_COLOR = '1';

afterAll(endFile);
