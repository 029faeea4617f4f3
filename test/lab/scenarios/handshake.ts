import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { testCertificate } from '../../support/certificates.ts';
import { issued, selfSigned, writePair } from '../certificates.ts';
import { BACKEND, blunt, gnutls, haproxy, middle, nginx, nodeTls, PORT, sServer } from '../programs.ts';
import { type Lab, scenario } from '../scenario.ts';

const openssl = ['openssl'];
const python3 = ['openssl', 'python3'];

/** A scenario whose server is self-signed and trusted. */
function fault(
  name: string,
  needs: readonly string[],
  serve: (lab: Lab) => Promise<void>,
  args: readonly string[] = [],
) {
  const cause = name.replace(/--.*$/, '');
  return scenario({
    name,
    expect: { status: 'broken', cause },
    needs,
    async setUp(lab) {
      await selfSigned(lab.folder);
      await serve(lab);
      return [`${lab.v4}:${PORT}`, '--ca', 'server.crt', ...args];
    },
  });
}

/** A scenario in which a client certificate of another kind is shown to a server that wants one. */
function client(
  name: string,
  needs: readonly string[],
  serve: (lab: Lab) => Promise<void>,
  certificate: (folder: string) => Promise<void>,
) {
  return scenario({
    name,
    expect: { status: 'broken', cause: name.replace(/--.*$/, '') },
    needs,
    async setUp(lab) {
      const ca = await testCertificate({ commonName: 'Lab Root', isCa: true });
      writePair(lab.folder, ca, 'ca');
      writePair(lab.folder, await testCertificate({ hosts: [lab.v4], issuer: ca }));
      made.set(lab.folder, ca);
      await certificate(lab.folder);
      await serve(lab);
      return [`${lab.v4}:${PORT}`, '--ca', 'ca.crt', '--cert', 'client.crt', '--key', 'client.key'];
    },
  });
}

type Credential = Awaited<ReturnType<typeof testCertificate>>;
const made = new Map<string, Credential>();
const DAY = 86_400_000;
const SERVER_AUTH = '1.3.6.1.5.5.7.3.1';
const CLIENT_AUTH = '1.3.6.1.5.5.7.3.2';

const stranger = async (folder: string) => {
  const other = await testCertificate({ commonName: 'Other Root', isCa: true });
  writePair(folder, await testCertificate({ commonName: 'client', issuer: other, usages: [CLIENT_AUTH] }), 'client');
};
const serverOne = async (folder: string) =>
  writePair(
    folder,
    await testCertificate({ commonName: 'client', issuer: made.get(folder)!, usages: [SERVER_AUTH] }),
    'client',
  );
const outdated = async (folder: string) => {
  const times = { notBefore: new Date(Date.now() - 90 * DAY), notAfter: new Date(Date.now() - 2 * DAY) };
  const usages = [CLIENT_AUTH];
  writePair(
    folder,
    await testCertificate({ commonName: 'client', issuer: made.get(folder)!, usages, ...times }),
    'client',
  );
};

const demanding = ({ server }: Lab) => sServer(server, ['-Verify', '1', '-verify_return_error', '-CAfile', 'ca.crt']);
const demanding12 = ({ server }: Lab) =>
  sServer(server, ['-tls1_2', '-Verify', '1', '-verify_return_error', '-CAfile', 'ca.crt']);
const demandingNode = ({ server }: Lab) =>
  nodeTls(server, `{ key: read('server.key'), cert: read('server.crt'), ca: read('ca.crt'), requestCert: true }`);

const behind = (mode: string, argument?: string) => async (lab: Lab) => {
  await sServer(lab.server, [], BACKEND);
  await middle(lab.server, mode, argument);
};

export default [
  fault('tls-version-too-new', openssl, ({ server }) => sServer(server, ['-tls1_3']), ['--max-version', 'TLSv1.2']),
  fault(
    'tls-version-too-new--nginx',
    ['nginx'],
    (lab) =>
      nginx(
        lab,
        `http { server { listen ${PORT} ssl; ssl_protocols TLSv1.3; ssl_certificate {folder}/server.crt; ssl_certificate_key {folder}/server.key; } }`,
      ),
    ['--max-version', 'TLSv1.2'],
  ),
  fault('tls-version-too-old--for-us', openssl, ({ server }) => sServer(server, ['-tls1_2']), [
    '--min-version',
    'TLSv1.3',
  ]),
  fault('tls-no-shared-cipher', openssl, ({ server }) =>
    sServer(server, ['-tls1_2', '-cipher', 'ECDHE-RSA-CAMELLIA256-SHA384:ECDHE-ECDSA-CAMELLIA256-SHA384']),
  ),
  fault('tls-no-shared-cipher--tls13', openssl, ({ server }) =>
    sServer(server, ['-tls1_3', '-ciphersuites', 'TLS_AES_128_CCM_8_SHA256']),
  ),
  fault('tls-no-shared-cipher--gnutls', ['gnutls-serv'], ({ server }) =>
    gnutls(server, 'NORMAL:-VERS-ALL:+VERS-TLS1.2:-CIPHER-ALL:+CAMELLIA-256-GCM:+CAMELLIA-256-CBC'),
  ),
  fault('tls-no-shared-group', openssl, ({ server }) =>
    sServer(server, ['-tls1_2', '-cipher', 'ECDHE', '-groups', 'brainpoolP512r1']),
  ),
  fault('tls-no-shared-group--gnutls', ['gnutls-serv'], ({ server }) =>
    gnutls(server, 'NORMAL:-VERS-ALL:+VERS-TLS1.3:-GROUP-ALL:+GROUP-FFDHE8192:+GROUP-FFDHE6144'),
  ),
  fault('tls-no-shared-signature', openssl, ({ server }) =>
    sServer(server, ['-tls1_2', '-sigalgs', 'RSA+SHA1:ECDSA+SHA1', '-cipher', 'ECDHE:@SECLEVEL=0']),
  ),
  fault('tls-server-keyless', openssl, ({ server }) => sServer(server, ['-nocert'])),
  fault('tls-server-keyless--node', [], ({ server }) => nodeTls(server, '{}')),
  fault('tls-internal-error', ['python3'], ({ server }) => blunt(server, '-', '15030300020250', 'fin')),
  fault('tls-stalled', ['python3'], ({ server }) => blunt(server, '-', '160303007a0200007603', 'open')),
  fault('tls-reset-after-hello', ['python3'], ({ server }) => blunt(server, '-', '-', 'rst')),
  fault('tls-corrupted', python3, behind('flip', '900')),
  fault('tls-hello-intolerant', python3, behind('single-read')),
  // Node's hello may arrive whole, coalesced on its way: then only --deep, which sends one in pieces, can know.
  scenario({
    name: 'tls-hello-intolerant--deep',
    expect: { status: 'degraded', cause: 'tls-hello-intolerant' },
    needs: python3,
    async setUp(lab) {
      await selfSigned(lab.folder);
      await nodeTls(lab.server, `{ key: read('server.key'), cert: read('server.crt') }`, BACKEND);
      await middle(lab.server, 'single-read');
      return [`${lab.v4}:${PORT}`, '--ca', 'server.crt', '--max-version', 'TLSv1.2', '--deep'];
    },
  }),
  fault('tls-alpn', openssl, ({ server }) => sServer(server, ['-alpn', 'chat/1']), ['--alpn', 'h2']),
  fault(
    'tls-alpn--node',
    [],
    ({ server }) => nodeTls(server, `{ key: read('server.key'), cert: read('server.crt'), ALPNProtocols: ['chat/1'] }`),
    ['--alpn', 'h2'],
  ),
  fault('tls-legacy--renegotiation', ['gnutls-serv'], ({ server }) =>
    gnutls(server, 'NORMAL:-VERS-ALL:+VERS-TLS1.2:%DISABLE_SAFE_RENEGOTIATION'),
  ),
  client('tls-client-cert-untrusted', openssl, demanding, stranger),
  client('tls-client-cert-untrusted--tls12', openssl, demanding12, stranger),
  client('tls-client-cert-untrusted--node', [], demandingNode, stranger),
  client('tls-client-cert-eku', openssl, demanding, serverOne),
  client('tls-client-cert-expired', openssl, demanding, outdated),
  client('tls-client-cert-expired--node', [], demandingNode, outdated),
  scenario({
    name: 'tls-sni-unknown--nginx',
    expect: { status: 'broken', cause: 'tls-sni-unknown' },
    needs: ['nginx'],
    async setUp(lab) {
      await selfSigned(lab.folder);
      await nginx(
        lab,
        `http { server { listen ${PORT} ssl default_server; ssl_reject_handshake on; }
           server { listen ${PORT} ssl; server_name chat.lab; ssl_certificate {folder}/server.crt; ssl_certificate_key {folder}/server.key; } }`,
      );
      return [`wrong.lab:${PORT}`, '--address', lab.v4, '--ca', 'server.crt'];
    },
  }),
  scenario({
    name: 'tls-sni-unknown--haproxy',
    expect: { status: 'broken', cause: 'tls-sni-unknown' },
    needs: ['haproxy'],
    async setUp(lab) {
      await issued(lab.folder);
      const { readFileSync } = await import('node:fs');
      const part = (name: string) => readFileSync(join(lab.folder, name), 'utf8');
      writeFileSync(join(lab.folder, 'both.pem'), part('server.crt') + part('server.key'));
      await haproxy(
        lab,
        `frontend f\n  bind :${PORT} ssl crt {folder}/both.pem strict-sni\n  tcp-request content reject\n`,
      );
      return [`wrong.lab:${PORT}`, '--address', lab.v4, '--ca', 'ca.crt'];
    },
  }),
  scenario({
    name: 'tls-sni-default--nginx',
    expect: { status: 'broken', cause: 'tls-sni-default' },
    needs: ['nginx'],
    async setUp(lab) {
      const ca = await testCertificate({ commonName: 'Lab Root', isCa: true });
      writePair(lab.folder, ca, 'ca');
      writePair(lab.folder, await testCertificate({ hosts: ['default.lab'], issuer: ca }), 'default');
      writePair(lab.folder, await testCertificate({ hosts: ['chat.lab'], issuer: ca }));
      const block = (name: string, file: string, more = '') =>
        `server { listen ${PORT} ssl ${more}; server_name ${name}; ssl_certificate {folder}/${file}.crt; ssl_certificate_key {folder}/${file}.key; }`;
      await nginx(lab, `http { ${block('default.lab', 'default', 'default_server')} ${block('chat.lab', 'server')} }`);
      return [`chat.lab:${PORT}`, '--address', lab.v4, '--servername', 'www.chat.lab', '--ca', 'ca.crt'];
    },
  }),
  scenario({
    name: 'tls-sni-blocked',
    expect: { status: 'broken', cause: 'tls-sni-blocked' },
    needs: python3,
    async setUp(lab) {
      await selfSigned(lab.folder);
      await behind('block', 'chat.lab')(lab);
      return [`chat.lab:${PORT}`, '--address', lab.v4, '--ca', 'server.crt'];
    },
  }),
  scenario({
    name: 'tls-sni-blocked--swallowed',
    expect: { status: 'broken', cause: 'tls-sni-blocked' },
    needs: python3,
    async setUp(lab) {
      await selfSigned(lab.folder);
      await behind('swallow', 'chat.lab')(lab);
      return [`chat.lab:${PORT}`, '--address', lab.v4, '--ca', 'server.crt'];
    },
  }),
  scenario({
    name: 'tls-slow',
    expect: { status: 'degraded', cause: 'tls-slow' },
    needs: python3,
    async setUp(lab) {
      await selfSigned(lab.folder);
      await behind('delay', '2200')(lab);
      return [`${lab.v4}:${PORT}`, '--ca', 'server.crt'];
    },
  }),
];
