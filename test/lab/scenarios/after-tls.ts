import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stunnel } from '../daemons.ts';
import { haproxy, PORT } from '../programs.ts';
import type { Lab, Scenario } from '../scenario.ts';
import { trustedServers } from '../trusted-servers.ts';

// TLS is established, and then the server hangs up: why, no alert says.

const parted = trustedServers('after-tls');
const broken = (cause: string): Scenario['expect'] => ({ status: 'broken', cause });
const NOBODY = '127.0.0.1:1';

/** A Python server with TLS that does this with each session `c`, the `n`th; and what its context has more. */
function python({ server }: Lab, session: string, context = ''): Promise<void> {
  const script = `import socket,ssl,threading,time
t=ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER); t.load_cert_chain("server.crt","server.key")
${context}
def serve(c,n):
    try:
        c=t.wrap_socket(c,server_side=True)
        ${session}
        c.unwrap(); c.close()
    except OSError: pass
s=socket.create_server(("",${PORT})); n=0
while True:
    c,_=s.accept(); n+=1; threading.Thread(target=serve,args=(c,n),daemon=True).start()`;
  return server.serve(PORT, '/usr/bin/python3', '-c', script);
}

export default [
  parted('haproxy-whose-service-is-down', broken('peer-closes'), ['haproxy'], async (lab) => {
    const [key, cert] = ['server.key', 'server.crt'].map((name) => readFileSync(join(lab.folder, name), 'utf8'));
    writeFileSync(join(lab.folder, 'both.pem'), `${cert}${key}`);
    await haproxy(lab, `listen l\n  bind :${PORT} ssl crt {folder}/both.pem\n  retries 0\n  server one ${NOBODY}\n`);
  }),
  parted('stunnel-whose-service-is-down', broken('peer-closes'), ['stunnel4'], (lab) =>
    stunnel(lab, `connect = ${NOBODY}\ncert = ${lab.folder}/server.crt\nkey = ${lab.folder}/server.key`),
  ),
  parted('python-ends-a-session-of-tls12', broken('peer-closes'), ['python3'], (lab) =>
    python(lab, 'pass', 't.maximum_version=ssl.TLSVersion.TLSv1_2'),
  ),
  parted('the-first-session-alone', { status: 'degraded', cause: 'peer-closes' }, ['python3'], (lab) =>
    python(lab, 'if n>1: c.recv(1)'),
  ),
  // The program itself looks for a certificate, when TLS is done with it.
  parted('no-client-certificate', broken('tls-client-cert-required'), ['python3'], (lab) =>
    python(
      lab,
      'if c.getpeercert(): c.recv(1)',
      't.verify_mode=ssl.CERT_OPTIONAL; t.load_verify_locations("server.crt")',
    ),
  ),
  parted('other-application-protocol', broken('tls-alpn'), ['python3'], (lab) =>
    python(lab, 'if c.selected_alpn_protocol()=="h2": c.recv(1)', 't.set_alpn_protocols(["h2"])'),
  ),
  parted('healthy-says-the-time-and-hangs-up', { status: 'healthy', cause: null }, ['python3'], (lab) =>
    python(lab, 'c.sendall(b"Sat Nov 28 12:00:00 2026\\r\\n")'),
  ),
] satisfies readonly Scenario[];
