import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { issued, opensslPair, selfSigned } from '../certificates.ts';
import { apache, dovecot, lighttpd, redis, stunnel } from '../daemons.ts';
import { CA, hierarchy, make, openssl } from '../openssl-ca.ts';
import { gnutls, haproxy, nginx, nodeTls, PORT, sServer } from '../programs.ts';
import { type Lab, type Scenario, scenario } from '../scenario.ts';

const DAY = 86_400_000;
const expect = { status: 'healthy', cause: null } as const;
const FILES = 'ssl_certificate {folder}/server.crt; ssl_certificate_key {folder}/server.key;';

/** A server that is well, self-signed and trusted unless the set-up says otherwise. */
function healthy(
  name: string,
  needs: readonly string[],
  serve: (lab: Lab) => Promise<unknown>,
  args?: readonly string[],
) {
  return scenario({
    name: `healthy-${name}`,
    expect,
    needs,
    async setUp(lab) {
      await selfSigned(lab.folder);
      await serve(lab);
      return [`${lab.v4}:${PORT}`, '--ca', 'server.crt', ...(args ?? [])];
    },
  });
}

const both = (folder: string, ...names: readonly string[]) =>
  writeFileSync(join(folder, 'both.pem'), names.map((name) => readFileSync(join(folder, name), 'utf8')).join(''));

const ASYNCIO = `import asyncio, ssl
context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
context.load_cert_chain("server.crt", "server.key")
async def echo(reader, writer):
    while data := await reader.read(4096):
        writer.write(data)
    writer.close()
async def main():
    server = await asyncio.start_server(echo, "0.0.0.0", ${PORT}, ssl=context)
    await server.serve_forever()
asyncio.run(main())`;

export default [
  healthy('stunnel', ['stunnel4', 'socat'], async (lab) => {
    await lab.server.serve(PORT + 1, 'socat', `TCP-LISTEN:${PORT + 1},fork`, 'EXEC:cat');
    await stunnel(
      lab,
      `connect = 127.0.0.1:${PORT + 1}\ncert = ${lab.folder}/server.crt\nkey = ${lab.folder}/server.key`,
    );
  }),
  healthy('lighttpd', ['lighttpd'], async (lab) => {
    const files = 'ssl.pemfile = "{folder}/server.crt"\nssl.privkey = "{folder}/server.key"';
    await lighttpd(lab, `server.modules = ("mod_openssl")\nssl.engine = "enable"\n${files}`);
  }),
  healthy('apache', ['apache2'], (lab) =>
    apache(lab, 'SSLEngine on\nSSLCertificateFile {folder}/server.crt\nSSLCertificateKeyFile {folder}/server.key'),
  ),
  healthy('python-asyncio', ['python3'], ({ server }) => server.serve(PORT, '/usr/bin/python3', '-c', ASYNCIO)),
  healthy('redis', ['redis-server'], (lab) =>
    redis(
      lab,
      ...['--port', '0', '--tls-port', String(PORT), '--tls-auth-clients', 'no'],
      ...['--tls-cert-file', 'server.crt', '--tls-key-file', 'server.key', '--tls-ca-cert-file', 'server.crt'],
    ),
  ),
  healthy('socat', ['socat'], ({ server }) =>
    server.serve(
      PORT,
      ...['socat', `OPENSSL-LISTEN:${PORT},fork,reuseaddr,cert=server.crt,key=server.key,verify=0`, 'EXEC:cat'],
    ),
  ),
  healthy('ncat', ['ncat'], ({ server }) =>
    server.serve(
      PORT,
      ...[
        'ncat',
        '-lk',
        String(PORT),
        '--ssl',
        '--ssl-cert',
        'server.crt',
        '--ssl-key',
        'server.key',
        '-e',
        '/bin/cat',
      ],
    ),
  ),
  healthy('dovecot-starttls', ['dovecot'], (lab) => dovecot(lab), ['--starttls', 'imap']),
  healthy('no-session-tickets', ['openssl'], ({ server }) => sServer(server, ['-no_ticket', '-num_tickets', '0'])),
  healthy('gnutls-tls12', ['gnutls-serv'], ({ server }) => gnutls(server, 'NORMAL:-VERS-ALL:+VERS-TLS1.2')),
  healthy('alpn-server', ['nginx'], (lab) => nginx(lab, `http { server { listen ${PORT} ssl http2; ${FILES} } }`), [
    '--alpn',
    'h2',
  ]),
  healthy('alpn-not-asked', [], ({ server }) =>
    nodeTls(server, `{ key: read('server.key'), cert: read('server.crt'), ALPNProtocols: ['h2'] }`),
  ),
  healthy('nginx-optional-client-certificate', ['nginx'], (lab) =>
    nginx(
      lab,
      `http { server { listen ${PORT} ssl; ${FILES} ssl_verify_client optional_no_ca; ssl_client_certificate {folder}/server.crt; } }`,
    ),
  ),
  healthy('haproxy-ends-tls', ['haproxy'], async (lab) => {
    both(lab.folder, 'server.crt', 'server.key');
    await haproxy(
      lab,
      `frontend f\n  mode http\n  bind :${PORT} ssl crt {folder}/both.pem alpn h2,http/1.1\n  http-request return status 200\n`,
    );
  }),
  ...(
    [
      ['ed25519', ['ed25519']],
      ['p521', ['ec', '-pkeyopt', 'ec_paramgen_curve:P-521']],
      ['rsa-pss', ['rsa-pss', '-pkeyopt', 'rsa_keygen_bits:2048']],
    ] as const
  ).map(([name, newkey]) =>
    scenario({
      name: `healthy-openssl-${name}`,
      expect,
      needs: ['openssl'],
      async setUp({ server, v4, folder }) {
        opensslPair(folder, newkey);
        await sServer(server);
        return [`${v4}:${PORT}`, '--ca', 'server.crt'];
      },
    }),
  ),
  scenario({
    name: 'healthy-many-names',
    expect,
    needs: ['openssl'],
    async setUp({ server, v4, folder }) {
      await issued(folder, { hosts: [...Array.from({ length: 800 }, (_, n) => `host-${n}.chat.lab`), v4] });
      await sServer(server);
      return [`${v4}:${PORT}`, '--ca', 'ca.crt'];
    },
  }),
  scenario({
    name: 'healthy-v6-alone-by-name',
    expect,
    needs: ['openssl', 'dnsmasq'],
    async setUp({ server, v4, v6, folder }) {
      await issued(folder);
      const words = ['--no-daemon', '--no-resolv', '--no-hosts', '--local=/lab/', `--listen-address=${v4}`];
      await server.serve(53, 'dnsmasq', ...words, `--host-record=chat.lab,${v6}`);
      await sServer(server);
      return [`chat.lab:${PORT}`, '--ca', 'ca.crt'];
    },
  }),
  // The root is old enough to have been signed by an older one, which has expired since: everybody has the new one.
  scenario({
    name: 'healthy-cross-signed-by-an-expired-root',
    expect,
    needs: ['openssl'],
    async setUp({ server, v4, folder }) {
      hierarchy(folder);
      make(folder, { name: 'old', subject: '/O=Acme/CN=Acme Root of Old', extensions: CA });
      const signed = ['-CA', 'old.crt', '-CAkey', 'old.key', '-CAcreateserial', '-days', '30', '-out', 'cross.crt'];
      openssl(folder, 'x509', '-req', '-in', 'root.csr', '-extfile', 'root.cnf', '-extensions', 'e', ...signed);
      both(folder, 'inter.crt', 'cross.crt');
      await sServer(server, ['-cert_chain', 'both.pem']);
      const later = new Date(Date.now() + 60 * DAY).toISOString();
      return [`${v4}:${PORT}`, '--ca', 'root.crt', '--at', later];
    },
  }),
] as Scenario[];
