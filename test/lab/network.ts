import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { tempDir } from '../support/temp-dir.ts';
import { Machine } from './machine.ts';
import type { Lab } from './scenario.ts';

const V4 = { client: '10.77.0.1', server: '10.77.0.2' };
const V6 = { client: 'fd77::1', server: 'fd77::2' };
let made = 0;

function ip(...words: string[]): void {
  const { status, stderr } = spawnSync('ip', words, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`ip ${words.join(' ')}: ${stderr}`);
}

function hasCarrier(name: string): boolean {
  return / state UP /.test(spawnSync('ip', ['-n', name, 'link', 'show', 'eth0'], { encoding: 'utf8' }).stdout);
}

/** Two namespaces joined by a cable, for the time of one scenario. */
export async function withLab<T>(use: (lab: Lab) => Promise<T>): Promise<T> {
  made += 1;
  const id = `llv${process.pid % 100_000}x${made}`;
  const folder = tempDir();
  const client = new Machine(`${id}c`, folder);
  const server = new Machine(`${id}s`, folder);
  try {
    ip('netns', 'add', client.name);
    ip('netns', 'add', server.name);
    ip('-n', client.name, 'link', 'add', 'eth0', 'type', 'veth', 'peer', 'name', 'eth0', 'netns', server.name);
    for (const [machine, end] of [
      [client, 'client'],
      [server, 'server'],
    ] as const) {
      ip('-n', machine.name, 'link', 'set', 'lo', 'up');
      ip('-n', machine.name, 'addr', 'add', `${V4[end]}/24`, 'dev', 'eth0');
      // nodad: an address that is still being probed cannot be used.
      ip('-n', machine.name, 'addr', 'add', `${V6[end]}/64`, 'dev', 'eth0', 'nodad');
      ip('-n', machine.name, 'link', 'set', 'eth0', 'up');
      // No resolver unless the scenario starts one, at the server's address.
      mkdirSync(`/etc/netns/${machine.name}`, { recursive: true });
      writeFileSync(
        `/etc/netns/${machine.name}/resolv.conf`,
        `nameserver ${V4.server}\noptions timeout:1 attempts:1\n`,
      );
      writeFileSync(`/etc/netns/${machine.name}/hosts`, '127.0.0.1 localhost\n::1 localhost\n');
    }
    // The kernel announces the carrier a little later; until then programs do not see the interface as running.
    for (const { name } of [client, server]) while (!hasCarrier(name)) await pause(10);
    return await use({ client, server, v4: V4.server, v6: V6.server, folder });
  } finally {
    for (const machine of [client, server]) {
      machine.stop();
      spawnSync('ip', ['netns', 'del', machine.name]);
      rmSync(`/etc/netns/${machine.name}`, { recursive: true, force: true });
    }
  }
}
