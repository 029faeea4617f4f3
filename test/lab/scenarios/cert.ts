import { issued, opensslPair, selfSigned } from '../certificates.ts';
import { type Lab, scenario } from '../scenario.ts';

const PORT = 12345;
const DAY = 86_400_000;
const broken = (cause: string) => ({ status: 'broken', cause }) as const;
const ago = (days: number) => new Date(Date.now() - days * DAY);
const needs = ['openssl'];

async function serve({ server }: Lab): Promise<void> {
  await server.serve(
    PORT,
    'openssl',
    's_server',
    '-accept',
    String(PORT),
    '-key',
    'server.key',
    '-cert',
    'server.crt',
    '-quiet',
  );
}

export default [
  scenario({
    name: 'cert-expired',
    expect: broken('cert-expired'),
    needs,
    async setUp(lab) {
      await issued(lab.folder, { notBefore: ago(400), notAfter: ago(35) });
      await serve(lab);
      return [`${lab.v4}:${PORT}`, '--ca', 'ca.crt'];
    },
  }),
  scenario({
    name: 'cert-expired-self-signed',
    expect: broken('cert-expired'),
    needs,
    async setUp(lab) {
      await selfSigned(lab.folder, { notBefore: ago(400), notAfter: ago(35) });
      await serve(lab);
      return [`${lab.v4}:${PORT}`, '--ca', 'server.crt'];
    },
  }),
  scenario({
    name: 'cert-self-signed',
    expect: broken('cert-self-signed'),
    needs,
    async setUp(lab) {
      await selfSigned(lab.folder);
      await serve(lab);
      return [`${lab.v4}:${PORT}`];
    },
  }),
  scenario({
    name: 'cert-self-signed-other-is-trusted',
    expect: broken('cert-self-signed'),
    needs,
    async setUp(lab) {
      await issued(lab.folder);
      await selfSigned(lab.folder);
      await serve(lab);
      return [`${lab.v4}:${PORT}`, '--ca', 'ca.crt'];
    },
  }),
  scenario({
    name: 'cert-unknown-ca',
    expect: broken('cert-unknown-ca'),
    needs,
    async setUp(lab) {
      await issued(lab.folder);
      await serve(lab);
      return [`${lab.v4}:${PORT}`];
    },
  }),
  scenario({
    name: 'cert-hostname',
    expect: broken('cert-hostname'),
    needs,
    async setUp(lab) {
      await issued(lab.folder, { hosts: ['other.example.org', 'www.example.org'] });
      await serve(lab);
      return [`${lab.v4}:${PORT}`, '--ca', 'ca.crt', '--servername', 'chat.lab'];
    },
  }),
  scenario({
    name: 'cert-hostname-address',
    expect: broken('cert-hostname'),
    needs,
    async setUp(lab) {
      await issued(lab.folder, { hosts: ['chat.lab'] });
      await serve(lab);
      return [`${lab.v4}:${PORT}`, '--ca', 'ca.crt'];
    },
  }),
  scenario({
    name: 'cert-no-san',
    expect: { status: 'degraded', cause: 'cert-no-san' },
    needs,
    async setUp(lab) {
      opensslPair(lab.folder, ['rsa:2048'], ['-addext', 'keyUsage=digitalSignature']);
      await serve(lab);
      return [`${lab.v4}:${PORT}`, '--ca', 'server.crt', '--servername', 'chat.lab'];
    },
  }),
  scenario({
    name: 'cert-expires-soon',
    expect: { status: 'degraded', cause: 'cert-expires-soon' },
    needs,
    async setUp(lab) {
      await issued(lab.folder, { notBefore: ago(80), notAfter: ago(-10) });
      await serve(lab);
      return [`${lab.v4}:${PORT}`, '--ca', 'ca.crt'];
    },
  }),
];
