import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ChildPeer, startPeer } from './child-peer.ts';
import { atEndOfFile } from './end-of-file.ts';
import { freePort, portOpen } from './ports.ts';

const masters = new Set<ChildPeer>();

// A master that is killed leaves its workers behind: it is asked to end.
atEndOfFile(() => {
  for (const { child } of masters) child.kill('SIGTERM');
});

/** A TLS server that we did not write, with its certificate in a folder. */
export interface TlsService {
  readonly port: number;
  stop(): Promise<void>;
  readonly config: string;
  readonly pidfile: string;
}

function master(program: string, args: readonly string[]): () => Promise<void> {
  const peer = startPeer(program, args);
  masters.add(peer);
  const gone = new Promise<void>((resolve) => peer.child.once('exit', () => resolve()));
  void gone.then(() => masters.delete(peer));
  return async () => {
    peer.child.kill('SIGTERM');
    await gone;
  };
}

/** nginx with two workers on `server.crt` and `server.key` of a folder. */
export async function startNginx(program: string, folder: string): Promise<TlsService> {
  const port = await freePort();
  const config = join(folder, 'nginx.conf');
  const pidfile = join(folder, 'nginx.pid');
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${folder}/tmp-${name};`,
  );
  writeFileSync(
    config,
    `daemon off; user root; worker_processes 2; pid ${pidfile}; error_log ${folder}/error.log;
events { worker_connections 256; }
http { access_log off; ${temporary.join(' ')}
  server { listen 127.0.0.1:${port} ssl; ssl_certificate server.crt; ssl_certificate_key server.key;
    location / { return 200 ok; } } }\n`,
  );
  const stop = master(program, ['-c', config]);
  await portOpen(port);
  return { port, stop, config, pidfile };
}

/** haproxy in master-worker mode on `site.pem` of a folder, which holds certificate and key. */
export async function startHaproxy(program: string, folder: string): Promise<TlsService> {
  const port = await freePort();
  const config = join(folder, 'haproxy.cfg');
  const pidfile = join(folder, 'haproxy.pid');
  chmodSync(join(folder, 'site.pem'), 0o600);
  writeFileSync(
    config,
    `global
  stats socket ${folder}/admin.sock mode 600 level admin expose-fd listeners
defaults
  mode http
  timeout connect 5s
  timeout client 5s
  timeout server 5s
frontend tls
  bind 127.0.0.1:${port} ssl crt ${folder}/site.pem
  http-request return status 200\n`,
  );
  const stop = master(program, ['-W', '-f', config, '-p', pidfile]);
  await portOpen(port);
  return { port, stop, config, pidfile };
}
