import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { connect } from 'node:tls';
import { type AcceptsClient, askEach } from './client.ts';

/** The Node that runs the tests. */
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
          const socket = connect({ host: '127.0.0.1', port, ca, ...name });
          socket.on('error', (error) => resolve(error.message));
          socket.on('secureConnect', () => {
            socket.destroy();
            resolve(undefined);
          });
        }),
    );
  },
};
