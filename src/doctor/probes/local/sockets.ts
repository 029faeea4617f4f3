import { defineProbe } from '../../probe.ts';
import { ESTABLISHED, socketRows } from '../../sockets.ts';

const LISTEN = '0A';

/** What the server's port holds and keeps waiting, where the server is this machine's. */
export const socketsProbe = defineProbe({
  yields: 'local.sockets',
  stage: 'battery',
  separates: ['tls.handshake', 'tcp.path'],
  connects: false,
  needs: ['target', 'local.machine'],
  reads: ['tcp.path', 'tls.handshake'],
  when({ target, 'local.machine': machine, 'tcp.path': path }) {
    const address = path?.state === 'ok' ? path.value.address : path?.state === 'failed' ? path.failure.address : '';
    return target.loopback || machine.addresses.includes(address);
  },
  async run({ target: { port } }, { system }) {
    const rows = (await socketRows(system))?.filter(({ localPort }) => localPort === port);
    if (rows === undefined) return { failure: { code: 'NO_PROC' } };
    // A connection has no inode until somebody accepts it.
    const accepted = rows.filter(({ state, inode }) => state === ESTABLISHED && inode !== 0).length;
    const waiting = rows.filter(({ state, inode }) => state !== LISTEN && inode === 0 && state !== '06').length;
    return { value: { accepted, waiting } };
  },
});
