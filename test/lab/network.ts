import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { tempDir } from '../support/temp-dir.ts';
import { Machine } from './machine.ts';
import type { Lab } from './scenario.ts';

/** The addresses of the one cable, and those behind a router. */
const CABLE = { client: ['10.77.0.1', 'fd77::1'], server: ['10.77.0.2', 'fd77::2'] } as const;
const ROUTED = { client: CABLE.client, server: ['10.78.0.2', 'fd78::2'] } as const;
/** The router's addresses on either side. */
const GATEWAY = { client: ['10.77.0.254', 'fd77::fe'], server: ['10.78.0.254', 'fd78::fe'] } as const;
let made = 0;

function ip(...words: string[]): void {
  const { status, stderr } = spawnSync('ip', words, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`ip ${words.join(' ')}: ${stderr}`);
}

function hasCarrier(name: string): boolean {
  return / state UP /.test(spawnSync('ip', ['-n', name, 'link', 'show', 'eth0'], { encoding: 'utf8' }).stdout);
}

/** A cable between two namespaces. */
function connect(a: string, aEnd: string, b: string, bEnd: string): void {
  ip('-n', a, 'link', 'add', aEnd, 'type', 'veth', 'peer', 'name', bEnd, 'netns', b);
}

function address(name: string, device: string, [v4, v6]: readonly [string, string]): void {
  ip('-n', name, 'addr', 'add', `${v4}/24`, 'dev', device);
  // nodad: an address that is still being probed cannot be used.
  ip('-n', name, 'addr', 'add', `${v6}/64`, 'dev', device, 'nodad');
  ip('-n', name, 'link', 'set', device, 'up');
}

function makeRouter(router: Machine, client: Machine, server: Machine): void {
  connect(client.name, 'eth0', router.name, 'eth0');
  connect(router.name, 'eth1', server.name, 'eth0');
  address(router.name, 'eth0', GATEWAY.client);
  address(router.name, 'eth1', GATEWAY.server);
  router.run('sysctl', '-qw', 'net.ipv4.ip_forward=1', 'net.ipv6.conf.all.forwarding=1');
}

/** Two namespaces joined by a cable, or by a router, for the time of one scenario. */
export async function withLab<T>(use: (lab: Lab) => Promise<T>, routed = false): Promise<T> {
  made += 1;
  const id = `llv${process.pid % 100_000}x${made}`;
  const folder = tempDir();
  const client = new Machine(`${id}c`, folder);
  const server = new Machine(`${id}s`, folder);
  const router = routed ? new Machine(`${id}r`, folder) : undefined;
  const machines = [client, server, ...(router ? [router] : [])];
  const addresses = routed ? ROUTED : CABLE;
  try {
    for (const { name } of machines) {
      ip('netns', 'add', name);
      ip('-n', name, 'link', 'set', 'lo', 'up');
    }
    if (router) makeRouter(router, client, server);
    else connect(client.name, 'eth0', server.name, 'eth0');
    for (const [machine, end] of [
      [client, 'client'],
      [server, 'server'],
    ] as const) {
      address(machine.name, 'eth0', addresses[end]);
      if (router) for (const gateway of GATEWAY[end]) ip('-n', machine.name, 'route', 'add', 'default', 'via', gateway);
      // No resolver unless the scenario starts one, at the server's address.
      mkdirSync(`/etc/netns/${machine.name}`, { recursive: true });
      writeFileSync(
        `/etc/netns/${machine.name}/resolv.conf`,
        `nameserver ${addresses.server[0]}\noptions timeout:1 attempts:1\n`,
      );
      writeFileSync(`/etc/netns/${machine.name}/hosts`, '127.0.0.1 localhost\n::1 localhost\n');
    }
    // The kernel announces the carrier a little later; until then programs do not see the interface as running.
    for (const { name } of machines) while (!hasCarrier(name)) await pause(10);
    const [v4, v6] = addresses.server;
    return await use({ client, server, v4, v6, folder, ...(router ? { router } : {}) });
  } finally {
    for (const machine of machines) {
      machine.stop();
      spawnSync('ip', ['netns', 'del', machine.name]);
      rmSync(`/etc/netns/${machine.name}`, { recursive: true, force: true });
    }
  }
}
