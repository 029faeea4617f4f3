// A TLS server that loads server.crt and server.key of its folder when it starts and on SIGHUP, and at no other time. A pair
// that it cannot load is the end of it, as with many servers. Its process id and port are in server.pid and server.port.
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:tls';

const port = Number(process.argv[2] ?? 0);
const pair = () => ({ cert: readFileSync('server.crt'), key: readFileSync('server.key') });
const server = createServer(pair(), (socket) => socket.on('error', () => {}).end());
server.on('tlsClientError', () => {});
process.on('SIGHUP', () => server.setSecureContext(pair()));
server.listen(port, '127.0.0.1', () => {
  writeFileSync('server.pid', String(process.pid));
  writeFileSync('server.port', String(server.address().port));
  process.stdout.write('listening\n');
});
