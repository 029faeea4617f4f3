import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { llave, startLlave } from '../support/llave.ts';
import { peer } from '../support/peers.ts';
import { runPeer } from '../support/run-peer.ts';
import { tempDir } from '../support/temp-dir.ts';

const PYTHON = peer('python3');

/** The seed's client as its own notes want it: the certificate trusted by name, the host name checked. */
const CLIENT = `
import socket, ssl, sys
context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
context.load_verify_locations('server.crt')
assert context.check_hostname and context.verify_mode == ssl.CERT_REQUIRED
with socket.create_connection(('127.0.0.1', int(sys.argv[1]))) as raw:
    with context.wrap_socket(raw, server_hostname=sys.argv[2]) as tls:
        print(tls.version(), tls.recv(200).decode().strip())
`;

test.skipIf(PYTHON === undefined)(
  'Python accepts the three-step certificate of `llave serve`, and no other name',
  async () => {
    const cwd = tempDir();
    await llave(['genkey'], { cwd });
    await llave(['csr', '-s', '/C=CO/O=UTP/CN=chat.example.org', '-H', 'chat.example.org'], { cwd });
    await llave(['selfsign'], { cwd });
    writeFileSync(join(cwd, 'client.py'), CLIENT);
    const server = startLlave(['serve', '--port', '0', '--log-format', 'json'], { cwd });
    const [, port] = await server.waitFor(/"port":(\d+)/);
    const right = runPeer(PYTHON!, ['client.py', port!, 'chat.example.org'], '', cwd);
    expect(right.stderr).toBe('');
    expect(right.stdout).toMatch(/^TLSv1\.3 \* llave\/\S+ send your name\s*$/);
    const wrong = runPeer(PYTHON!, ['client.py', port!, 'other.example.org'], '', cwd);
    expect(wrong.status).not.toBe(0);
    expect(wrong.stderr).toContain('Hostname mismatch');
    await server.stop();
  },
);
