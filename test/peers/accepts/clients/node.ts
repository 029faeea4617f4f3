import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { connectTls } from '../../../../src/tls/tls-connect.ts';
import { type AcceptsClient, askEach } from './client.ts';

/** The Node that runs the tests, by way of the one thing that keeps it alive: see there. */
export const node: AcceptsClient = {
  client: 'node',
  peers: [],
  ask(cases, rootFile) {
    const ca = readFileSync(rootFile);
    return askEach(
      cases,
      ({ port, host }) =>
        new Promise((resolve) => {
          const name = isIP(host) ? {} : { servername: host };
          const socket = connectTls({ host: '127.0.0.1', port, ca, ...name });
          socket.on('error', (error) => resolve(error.message));
          socket.on('secureConnect', () => {
            socket.destroy();
            resolve(undefined);
          });
        }),
    );
  },
};
