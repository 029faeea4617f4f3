import { EventEmitter } from 'node:events';
import type { Server } from 'node:net';
import { expect, test } from 'vitest';
import { type Bind, binding, listen } from '../../../src/chat/server/listen.ts';

/** A server whose system refuses some addresses. */
function machine(refusals: Record<string, string>): { bind: Bind; tried: string[] } {
  const tried: string[] = [];
  const server = Object.assign(new EventEmitter(), {
    listen({ host }: { host: string }, done: () => void) {
      tried.push(host);
      const code = refusals[host];
      queueMicrotask(() => (code ? server.emit('error', Object.assign(new Error(code), { code })) : done()));
    },
    address: () => ({ address: tried.at(-1), port: 7, family: '' }),
  });
  return { bind: binding(server as unknown as Server), tried };
}

test.each(['EAFNOSUPPORT', 'EADDRNOTAVAIL'])('without IPv6 (%s) all addresses means those of IPv4', async (code) => {
  const { bind, tried } = machine({ '::': code });
  expect(await listen(bind, '::', 7)).toMatchObject({ address: '0.0.0.0', port: 7 });
  expect(tried).toEqual(['::', '0.0.0.0']);
});

test.each([
  ['::', { '::': 'EADDRINUSE' }, 'ERR_SERVE_PORT_IN_USE'],
  ['::', { '::': 'EAFNOSUPPORT', '0.0.0.0': 'EADDRINUSE' }, 'ERR_SERVE_PORT_IN_USE'],
  ['127.0.0.1', { '127.0.0.1': 'EACCES' }, 'ERR_SERVE_PORT_PRIVILEGED'],
  ['192.0.2.1', { '192.0.2.1': 'EADDRNOTAVAIL' }, 'ERR_SERVE_ADDRESS_NOT_LOCAL'],
  ['no.such.host', { 'no.such.host': 'ENOTFOUND' }, 'ERR_SERVE_ADDRESS_NOT_LOCAL'],
  ['::1', { '::1': 'EAFNOSUPPORT' }, 'ERR_SERVE_LISTEN'],
])('listening on %s where %j is %s', async (host, refusals, code) => {
  await expect(listen(machine(refusals).bind, host, 7)).rejects.toMatchObject({ code, params: { port: 7 } });
});
