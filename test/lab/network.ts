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

/** Runs lines of `ip`, in a namespace where one is named: one process for all of them, because each costs as much as a diagnosis. */
function ip(lines: readonly string[], namespace?: string): void {
  const words = [...(namespace === undefined ? [] : ['-n', namespace]), '-batch', '-'];
  const { status, stderr } = spawnSync('ip', words, { input: lines.join('\n'), encoding: 'utf8' });
  if (status !== 0) throw new Error(`ip ${words.join(' ')}: ${stderr}\n${lines.join('\n')}`);
}

function hasCarrier(name: string): boolean {
  return / state UP /.test(spawnSync('ip', ['-n', name, 'link', 'show', 'eth0'], { encoding: 'utf8' }).stdout);
}

/** A cable between two namespaces. */
function cable(a: string, aEnd: string, b: string, bEnd: string): string {
  return `link add ${aEnd} netns ${a} type veth peer name ${bEnd} netns ${b}`;
}

function address(device: string, [v4, v6]: readonly [string, string]): string[] {
  return [
    `addr add ${v4}/24 dev ${device}`,
    // nodad: an address that is still being probed cannot be used.
    `addr add ${v6}/64 dev ${device} nodad`,
    `link set ${device} up`,
  ];
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
    const cables = router
      ? [cable(client.name, 'eth0', router.name, 'eth0'), cable(router.name, 'eth1', server.name, 'eth0')]
      : [cable(client.name, 'eth0', server.name, 'eth0')];
    ip([...machines.map(({ name }) => `netns add ${name}`), ...cables]);
    if (router) {
      ip(['link set lo up', ...address('eth0', GATEWAY.client), ...address('eth1', GATEWAY.server)], router.name);
      router.run('sysctl', '-qw', 'net.ipv4.ip_forward=1', 'net.ipv6.conf.all.forwarding=1');
    }
    for (const [machine, end] of [
      [client, 'client'],
      [server, 'server'],
    ] as const) {
      const routes = router ? GATEWAY[end].map((gateway) => `route add default via ${gateway}`) : [];
      ip(['link set lo up', ...address('eth0', addresses[end]), ...routes], machine.name);
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
      rmSync(`/etc/netns/${machine.name}`, { recursive: true, force: true });
    }
    // -force: the others go where one was never made.
    spawnSync('ip', ['-force', '-batch', '-'], { input: machines.map(({ name }) => `netns del ${name}`).join('\n') });
  }
}
