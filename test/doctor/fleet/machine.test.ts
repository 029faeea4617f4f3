import { describe, expect, it } from 'vitest';
import { steadyNetwork, steadySystem } from '../../../src/doctor/fleet/machine.ts';
import { type LocalSystem, openLocalSystem } from '../../../src/runtime/local-system.ts';
import { systemNetwork } from '../../../src/runtime/network.ts';

async function counting() {
  const reads: string[] = [];
  const failing = new Set<string>();
  const system: LocalSystem = {
    ...(await openLocalSystem()),
    readText: async (path) => {
      reads.push(path);
      return 'text';
    },
    readFile: async (path) => {
      reads.push(path);
      if (failing.delete(path)) throw Object.assign(new Error('too many open files'), { code: 'EMFILE' });
      return { bytes: Buffer.from('x'), mode: 0o600, uid: 0 };
    },
  };
  return { system: steadySystem(system), reads, failing };
}

describe('a machine for many diagnoses', () => {
  it('reads a file once, and what the kernel keeps each time', async () => {
    const { system, reads } = await counting();
    for (let time = 0; time < 3; time++) {
      await system.readText('/etc/hosts');
      await system.readFile('ca.crt');
      await system.readText('/proc/net/snmp');
    }
    expect(reads.sort()).toEqual(['/etc/hosts', '/proc/net/snmp', '/proc/net/snmp', '/proc/net/snmp', 'ca.crt']);
  });

  it('reads again what could not be read', async () => {
    const { system, failing } = await counting();
    failing.add('ca.crt');
    await expect(system.readFile('ca.crt')).rejects.toThrow('too many');
    expect((await system.readFile('ca.crt')).mode).toBe(0o600);
  });

  it('asks once for the resolvers', async () => {
    let asked = 0;
    const network = steadyNetwork({ ...systemNetwork, resolvers: async () => [`${++asked}`] });
    expect([await network.resolvers(), await network.resolvers()]).toEqual([['1'], ['1']]);
  });
});
