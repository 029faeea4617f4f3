import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { peer } from '../../../support/peers.ts';
import { type AcceptsClient, askAtOnce } from './client.ts';

/** `ssl.create_default_context` as it is since Python 3.13, whatever the version. */
const CLIENT = `
import socket, ssl, sys
context = ssl.create_default_context(cafile=sys.argv[1])
context.verify_flags |= ssl.VERIFY_X509_STRICT | 0x80000
for line in sys.stdin.read().splitlines():
    port, host = line.split(' ')
    try:
        with socket.create_connection(('127.0.0.1', int(port))) as raw:
            with context.wrap_socket(raw, server_hostname=host):
                print('ok')
    except Exception as error:
        print(str(error).replace('\\n', ' '))
`;

export const python: AcceptsClient = {
  client: 'python',
  peers: ['python3'],
  ask(cases, rootFile, folder) {
    const script = join(folder, 'client.py');
    writeFileSync(script, CLIENT);
    return askAtOnce(cases, peer('python3')!, [script, rootFile]);
  },
};
