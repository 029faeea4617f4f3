import { type LocalSystem, remembered } from '../../runtime/local-system.ts';
import type { Network } from '../../runtime/network.ts';
import { batched } from './batched.ts';

/** What the kernel keeps changes while we look; files do not, within one run. */
const LIVE = /^\/(proc|sys)\//;

/** A machine whose files, interfaces and settings are read once for a whole run. */
export function steadySystem(system: LocalSystem): LocalSystem {
  const memory = new Map<string, unknown>();
  const once = <T>(key: string, make: () => T): T => remembered({ memory }, key, make);
  const file = <T>(kind: string, path: string, make: (path: string) => Promise<T>): Promise<T> => {
    if (LIVE.test(path)) return make(path);
    const key = `${kind} ${path}`;
    const read = once(key, () => make(path));
    // What failed may have failed for want of descriptors: the next one looks again.
    read.catch(() => memory.delete(key));
    return read;
  };
  const live = batched(system.readText);
  return {
    ...system,
    memory,
    env: (name) => once(`env ${name}`, () => system.env(name)),
    hostname: () => once('hostname', () => system.hostname()),
    interfaces: () => once('interfaces', () => system.interfaces()),
    interfaceAddresses: () => once('interfaceAddresses', () => system.interfaceAddresses()),
    // The kernel makes its tables anew for each reader, which takes long where there are many sockets.
    readText: (path) => file('text', path, live),
    readFile: (path) => file('file', path, system.readFile),
    list: (path) => file('list', path, system.list),
    modifiedAt: (path) => file('modified', path, system.modifiedAt),
  };
}

/** A network whose resolvers are asked for once for a whole run. */
export function steadyNetwork(network: Network): Network {
  let resolvers: Promise<readonly string[]> | undefined;
  return {
    ...network,
    resolvers: () => {
      resolvers ??= network.resolvers();
      return resolvers;
    },
  };
}
