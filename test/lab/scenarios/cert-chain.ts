import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ocspRequest } from '../../../src/pki/ocsp/request.ts';
import { ocspCa } from '../../support/ocsp.ts';
import { opensslPair } from '../certificates.ts';
import { CA, hierarchy, LEAF, make, openssl } from '../openssl-ca.ts';
import { type Lab, scenario } from '../scenario.ts';

const PORT = 12345;
const broken = (cause: string) => ({ status: 'broken', cause }) as const;
const degraded = (cause: string) => ({ status: 'degraded', cause }) as const;
const healthy = { status: 'healthy', cause: null } as const;
const needs = ['openssl'];

async function serve({ server, v4 }: Lab, ...words: readonly string[]): Promise<string> {
  const files = ['-key', 'server.key', '-cert', 'server.crt', '-quiet'];
  await server.serve(PORT, 'openssl', 's_server', '-accept', String(PORT), ...files, ...words);
  return `${v4}:${PORT}`;
}

/** Nothing but what the client knows stays in the folder. */
function forget(lab: Lab, ...names: readonly string[]): void {
  for (const name of names) rmSync(join(lab.folder, name));
}

function pem(lab: Lab, words: readonly string[]): void {
  opensslPair(lab.folder, ['rsa:2048'], words);
}

export default [
  scenario({
    name: 'cert-missing-intermediate-file-is-here',
    expect: broken('cert-missing-intermediate'),
    needs,
    async setUp(lab) {
      hierarchy(lab.folder);
      return [await serve(lab), '--ca', 'root.crt'];
    },
  }),
  scenario({
    name: 'cert-missing-intermediate-by-key-identifier',
    expect: broken('cert-missing-intermediate'),
    needs,
    async setUp(lab) {
      hierarchy(lab.folder, ['authorityKeyIdentifier=keyid,issuer:always']);
      forget(lab, 'inter.crt');
      return [await serve(lab), '--ca', 'root.crt'];
    },
  }),
  scenario({
    name: 'cert-missing-intermediate-by-address',
    expect: broken('cert-missing-intermediate'),
    needs,
    async setUp(lab) {
      hierarchy(lab.folder, ['authorityInfoAccess=caIssuers;URI:http://ca.lab/inter.crt']);
      forget(lab, 'inter.crt', 'root.crt');
      return [await serve(lab)];
    },
  }),
  scenario({
    name: 'cert-unknown-ca-intermediate-sent',
    expect: broken('cert-unknown-ca'),
    needs,
    async setUp(lab) {
      hierarchy(lab.folder);
      return [await serve(lab, '-cert_chain', 'inter.crt')];
    },
  }),
  scenario({
    name: 'cert-unknown-ca-another-is-trusted',
    expect: broken('cert-unknown-ca'),
    needs,
    async setUp(lab) {
      make(lab.folder, { name: 'other', subject: '/O=Elsewhere/CN=Public Trust', extensions: CA });
      make(lab.folder, { name: 'root', subject: '/O=Acme/CN=Acme Root', extensions: CA });
      make(lab.folder, { name: 'server', subject: '/CN=chat.lab', issuer: 'root', extensions: LEAF });
      forget(lab, 'root.crt');
      return [await serve(lab), '--ca', 'other.crt'];
    },
  }),
  scenario({
    name: 'cert-root-untrusted-openssl',
    expect: broken('cert-root-untrusted'),
    needs,
    async setUp(lab) {
      hierarchy(lab.folder);
      openssl(
        lab.folder,
        'crl2pkcs7',
        '-nocrl',
        '-certfile',
        'inter.crt',
        '-certfile',
        'root.crt',
        '-out',
        'chain.p7b',
      );
      openssl(lab.folder, 'pkcs7', '-print_certs', '-in', 'chain.p7b', '-out', 'chain.txt');
      return [await serve(lab, '-cert_chain', 'chain.txt')];
    },
  }),
  scenario({
    name: 'cert-not-yet-valid-by-the-clock',
    expect: broken('cert-not-yet-valid'),
    needs,
    async setUp(lab) {
      pem(lab, []);
      return [await serve(lab), '--ca', 'server.crt', '--at', '2020-01-01T00:00:00Z'];
    },
  }),
  scenario({
    name: 'cert-revoked',
    expect: broken('cert-revoked'),
    needs,
    async setUp(lab) {
      const { folder } = lab;
      make(folder, { name: 'root', subject: '/CN=Acme Root', extensions: CA });
      make(folder, { name: 'server', subject: '/CN=chat.lab', issuer: 'root', extensions: LEAF });
      writeFileSync(join(folder, 'index.txt'), '');
      writeFileSync(
        join(folder, 'ca.cnf'),
        '[ca]\ndefault_ca=c\n[c]\ndatabase=index.txt\ndefault_md=sha256\ndefault_crl_days=30\n',
      );
      const ca = ['ca', '-config', 'ca.cnf', '-cert', 'root.crt', '-keyfile', 'root.key'];
      openssl(folder, ...ca, '-revoke', 'server.crt', '-crl_reason', 'keyCompromise');
      openssl(folder, ...ca, '-gencrl', '-out', 'ca.crl');
      return [await serve(lab), '--ca', 'root.crt', '--crl', 'ca.crl'];
    },
  }),
  scenario({
    name: 'healthy-not-in-the-crl',
    expect: { status: 'healthy', cause: null },
    needs,
    async setUp(lab) {
      const { folder } = lab;
      make(folder, { name: 'root', subject: '/CN=Acme Root', extensions: CA });
      make(folder, { name: 'server', subject: '/CN=chat.lab', issuer: 'root', extensions: LEAF });
      writeFileSync(join(folder, 'index.txt'), '');
      writeFileSync(
        join(folder, 'ca.cnf'),
        '[ca]\ndefault_ca=c\n[c]\ndatabase=index.txt\ndefault_md=sha256\ndefault_crl_days=30\n',
      );
      openssl(
        folder,
        ...['ca', '-config', 'ca.cnf', '-cert', 'root.crt', '-keyfile', 'root.key', '-gencrl', '-out', 'ca.crl'],
      );
      return [await serve(lab), '--ca', 'root.crt', '--crl', 'ca.crl'];
    },
  }),
  scenario({
    name: 'healthy-long-chain',
    expect: { status: 'healthy', cause: null },
    needs,
    async setUp(lab) {
      hierarchy(lab.folder);
      return [await serve(lab, '-cert_chain', 'inter.crt'), '--ca', 'root.crt'];
    },
  }),
  scenario({
    name: 'cert-must-staple',
    expect: degraded('cert-must-staple'),
    needs,
    async setUp(lab) {
      pem(lab, ['-addext', 'tlsfeature=status_request', '-addext', 'subjectAltName=DNS:chat.lab']);
      return [await serve(lab), '--ca', 'server.crt', '--servername', 'chat.lab'];
    },
  }),
  scenario({
    name: 'cert-serial-zero',
    expect: { status: 'healthy', cause: null },
    finds: ['cert-serial'],
    needs,
    async setUp(lab) {
      pem(lab, ['-addext', 'subjectAltName=DNS:chat.lab', '-set_serial', '0']);
      return [await serve(lab), '--ca', 'server.crt', '--servername', 'chat.lab'];
    },
  }),
  scenario({
    name: 'cert-wildcard-part-of-a-label',
    expect: degraded('cert-wildcard'),
    needs,
    async setUp(lab) {
      pem(lab, ['-addext', 'subjectAltName=DNS:ch*.example.lab']);
      return [await serve(lab), '--ca', 'server.crt', '--servername', 'chat.example.lab'];
    },
  }),
  scenario({
    name: 'healthy-wildcard',
    expect: { status: 'healthy', cause: null },
    needs,
    async setUp(lab) {
      pem(lab, ['-addext', 'subjectAltName=DNS:*.example.lab']);
      return [await serve(lab), '--ca', 'server.crt', '--servername', 'chat.example.lab'];
    },
  }),
  scenario({
    name: 'cert-key-usage-gnutls',
    expect: degraded('cert-key-usage'),
    needs: ['openssl', 'nginx'],
    async setUp({ server, v4, folder }) {
      const usage = ['basicConstraints=CA:FALSE', 'keyUsage=critical,keyEncipherment', `subjectAltName=IP:${v4}`];
      make(folder, { name: 'server', subject: '/CN=chat.lab', extensions: usage, newkey: ['rsa:2048'] });
      writeFileSync(
        join(folder, 'nginx.conf'),
        `pid ${folder}/nginx.pid; error_log ${folder}/error.log; daemon off; user root; events {}
         http { access_log off; server { listen ${PORT} ssl; ssl_certificate ${folder}/server.crt; ssl_certificate_key ${folder}/server.key; } }`,
      );
      await server.serve(PORT, 'nginx', '-c', join(folder, 'nginx.conf'), '-p', folder);
      return [`${v4}:${PORT}`, '--ca', 'server.crt'];
    },
  }),
  scenario({
    name: 'cert-pool-mixed-behind-haproxy',
    expect: degraded('cert-pool-mixed'),
    needs: ['openssl', 'haproxy'],
    async setUp({ server, v4, folder }) {
      make(folder, { name: 'root', subject: '/CN=Acme Root', extensions: CA });
      for (const [index, name] of ['one', 'two'].entries()) {
        make(folder, { name, subject: '/CN=chat.lab', issuer: 'root', extensions: LEAF });
        const files = ['-key', `${name}.key`, '-cert', `${name}.crt`, '-quiet'];
        await server.serve(9001 + index, 'openssl', 's_server', '-accept', String(9001 + index), ...files);
      }
      writeFileSync(
        join(folder, 'haproxy.cfg'),
        `defaults\n mode tcp\n timeout connect 5s\n timeout client 30s\n timeout server 30s\nlisten l\n bind ${v4}:${PORT}\n balance roundrobin\n server a 127.0.0.1:9001\n server b 127.0.0.1:9002\n`,
      );
      await server.serve(PORT, 'haproxy', '-f', 'haproxy.cfg', '-db');
      return [`${v4}:${PORT}`, '--ca', 'root.crt'];
    },
  }),
  scenario({
    name: 'cert-missing-intermediate-fetched',
    expect: broken('cert-missing-intermediate'),
    needs: [...needs, 'python3'],
    async setUp(lab) {
      hierarchy(lab.folder, [`authorityInfoAccess=caIssuers;URI:http://${lab.v4}:8080/inter.cer`]);
      openssl(lab.folder, 'x509', '-in', 'inter.crt', '-outform', 'DER', '-out', 'inter.cer');
      forget(lab, 'inter.crt');
      await lab.server.serve(8080, 'python3', '-m', 'http.server', '8080');
      return [await serve(lab), '--ca', 'root.crt', '--fetch'];
    },
  }),
  scenario({
    name: 'cert-missing-intermediate-two-of-them-fetched',
    expect: broken('cert-missing-intermediate'),
    needs: [...needs, 'python3'],
    async setUp(lab) {
      const { folder, v4 } = lab;
      const at = (name: string) => `authorityInfoAccess=caIssuers;URI:http://${v4}:8080/${name}.cer`;
      make(folder, { name: 'root', subject: '/CN=Root of all', extensions: CA });
      make(folder, { name: 'upper', subject: '/CN=A1', issuer: 'root', extensions: CA });
      make(folder, { name: 'lower', subject: '/CN=B2', issuer: 'upper', extensions: [...CA, at('upper')] });
      make(folder, { name: 'server', subject: '/CN=chat.lab', issuer: 'lower', extensions: [...LEAF, at('lower')] });
      for (const name of ['upper', 'lower'])
        openssl(folder, 'x509', '-in', `${name}.crt`, '-outform', 'DER', '-out', `${name}.cer`);
      forget(lab, 'upper.crt', 'lower.crt');
      await lab.server.serve(8080, 'python3', '-m', 'http.server', '8080');
      return [await serve(lab), '--ca', 'root.crt', '--fetch'];
    },
  }),
  scenario({
    name: 'cert-revoked-says-the-responder',
    expect: broken('cert-revoked'),
    needs,
    async setUp(lab) {
      return [await revokedByOcsp(lab), '--ca', 'ca.crt', '--servername', 'localhost', '--fetch'];
    },
  }),
  scenario({
    name: 'healthy-revoked-but-nobody-asked',
    expect: healthy,
    needs,
    async setUp(lab) {
      return [await revokedByOcsp(lab), '--ca', 'ca.crt', '--servername', 'localhost'];
    },
  }),
  scenario({
    name: 'healthy-responder-out-of-reach',
    expect: healthy,
    needs,
    async setUp(lab) {
      ocspCa(`authorityInfoAccess=OCSP;URI:http://${lab.v4}:9/`, lab.folder);
      return [await serveLeaf(lab), '--ca', 'ca.crt', '--servername', 'localhost', '--fetch'];
    },
  }),
  scenario({
    name: 'cert-revoked-says-the-staple',
    expect: broken('cert-revoked'),
    needs,
    async setUp(lab) {
      stapledResponse(lab, '261101120000Z,keyCompromise');
      const target = await serveLeaf(lab, '-status_file', 'response.der');
      return [target, '--ca', 'ca.crt', '--servername', 'localhost'];
    },
  }),
  scenario({
    name: 'healthy-must-staple-and-stapled',
    expect: healthy,
    needs,
    async setUp(lab) {
      stapledResponse(lab, '', 'tlsfeature=status_request');
      const target = await serveLeaf(lab, '-status_file', 'response.der');
      return [target, '--ca', 'ca.crt', '--servername', 'localhost'];
    },
  }),
  scenario({
    name: 'cert-must-staple-useless-staple',
    expect: degraded('cert-must-staple'),
    needs,
    async setUp(lab) {
      stapledResponse(lab, '', 'tlsfeature=status_request', 'impostor');
      const target = await serveLeaf(lab, '-status_file', 'response.der', '-tls1_2');
      return [target, '--ca', 'ca.crt', '--servername', 'localhost'];
    },
  }),
];

function serveLeaf({ server, v4 }: Lab, ...words: readonly string[]): Promise<string> {
  const files = ['-key', 'leaf.key', '-cert', 'leaf.crt', '-quiet'];
  return server
    .serve(PORT, 'openssl', 's_server', '-accept', String(PORT), ...files, ...words)
    .then(() => `${v4}:${PORT}`);
}

/** A leaf that its authority revoked, as its OCSP responder says. */
async function revokedByOcsp(lab: Lab): Promise<string> {
  const ca = ocspCa(`authorityInfoAccess=OCSP;URI:http://${lab.v4}:8888/`, lab.folder);
  ca.answer(ocspRequest(ca.certificate('leaf'), ca.certificate('ca')), { revoked: '261101120000Z,keyCompromise' });
  const files = ['-index', 'index.txt', '-CA', 'ca.crt', '-rsigner', 'ca.crt', '-rkey', 'ca.key', '-ndays', '1'];
  await lab.server.serve(8888, 'openssl', 'ocsp', '-port', '8888', ...files);
  return serveLeaf(lab);
}

/** A response that openssl's server staples, in response.der. */
function stapledResponse(lab: Lab, revoked: string, extensions = '', signer = 'ca'): void {
  const ca = ocspCa(extensions, lab.folder);
  ca.answer(ocspRequest(ca.certificate('leaf'), ca.certificate('ca')), { revoked, signer });
}
