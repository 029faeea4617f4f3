/** A file as it was read. */
export interface LocalFile {
  readonly bytes: Buffer;
  /** Permission bits. */
  readonly mode: number;
  readonly uid: number;
}

/** What is larger is no key and no certificate. */
const MAX_FILE_BYTES = 10 * 1024 * 1024;

/** One address of an interface. */
export interface InterfaceAddress {
  readonly name: string;
  readonly address: string;
  /** The length of the prefix that is on the link. */
  readonly length: number;
  readonly loopback: boolean;
}

/** This machine's own tables and files, read-only; handed in, so that tests can stand in for them. */
export interface LocalSystem {
  readonly platform: NodeJS.Platform;
  /** Whether the process has the rights of root. */
  readonly root: boolean;
  hostname(): string;
  /** The addresses of all interfaces, loopback included, without zone. */
  interfaceAddresses(): readonly string[];
  /** The interfaces that are up, with their addresses, loopback included. */
  interfaces(): readonly InterfaceAddress[];
  /** An environment variable. */
  env(name: string): string | undefined;
  /** When a file was last written; undefined where it is absent or cannot be seen. */
  modifiedAt(path: string): Promise<Date | undefined>;
  /** A file of the system as text (below /proc or /etc); undefined where it is absent or unreadable. */
  readText(path: string): Promise<string | undefined>;
  /** A file of the user with its permissions; rejects with Node's error, or with code `TOO_LARGE` above 10 MiB. */
  readFile(path: string): Promise<LocalFile>;
  /** The names in a directory; empty where it cannot be read. */
  list(path: string): Promise<readonly string[]>;
  /** The path of the hosts file. */
  readonly hostsPath: string;
  /** What was made of files that are read once for a whole run; absent where they are read each time. */
  readonly memory?: Map<string, unknown>;
  /** The program that owns a socket, by the inode in /proc/net/tcp; undefined unless it may be seen. */
  ownerOf(inode: number): Promise<{ readonly pid: number; readonly command: string } | undefined>;
}

async function ownerOf(inode: number): Promise<{ pid: number; command: string } | undefined> {
  const { readdir, readlink, readFile } = await import('node:fs/promises');
  const wanted = `socket:[${inode}]`;
  const processes = await readdir('/proc').catch(() => [] as string[]);
  for (const pid of processes) {
    if (!/^\d+$/.test(pid)) continue;
    // Other users' descriptors cannot be listed without privilege: that process is passed over.
    const descriptors = await readdir(`/proc/${pid}/fd`).catch(() => [] as string[]);
    for (const descriptor of descriptors) {
      const link = await readlink(`/proc/${pid}/fd/${descriptor}`).catch(() => '');
      if (link !== wanted) continue;
      const command = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '');
      return { pid: Number(pid), command: command.trim() };
    }
  }
  return undefined;
}

async function readLocalFile(path: string): Promise<LocalFile> {
  const { open } = await import('node:fs/promises');
  const file = await open(path, 'r');
  try {
    const { mode, uid, size } = await file.stat();
    if (size > MAX_FILE_BYTES) throw Object.assign(new Error('too large'), { code: 'TOO_LARGE' });
    return { bytes: await file.readFile(), mode: mode & 0o777, uid };
  } finally {
    await file.close();
  }
}

/** Makes something of files: once for the whole run, where the files themselves are read once. */
export function remembered<T>({ memory }: Pick<LocalSystem, 'memory'>, key: string, make: () => T): T {
  if (memory === undefined) return make();
  if (!memory.has(key)) memory.set(key, make());
  return memory.get(key) as T;
}

/** The machine that llave runs on. */
export async function openLocalSystem(): Promise<LocalSystem> {
  const os = await import('node:os');
  const { readFile, readdir, stat } = await import('node:fs/promises');
  return {
    platform: process.platform,
    root: process.getuid?.() === 0,
    hostname: () => os.hostname(),
    interfaceAddresses: () =>
      Object.values(os.networkInterfaces()).flatMap((rows) => (rows ?? []).map((row) => row.address)),
    interfaces: () =>
      Object.entries(os.networkInterfaces()).flatMap(([name, rows]) =>
        (rows ?? []).map(({ address, cidr, internal }) => ({
          name,
          address,
          length: Number(cidr?.split('/')[1] ?? 0),
          loopback: internal,
        })),
      ),
    env: (name) => process.env[name],
    modifiedAt: (path) =>
      stat(path).then(
        ({ mtime }) => mtime,
        () => undefined,
      ),
    readText: (path) => readFile(path, 'utf8').catch(() => undefined),
    readFile: readLocalFile,
    list: (path) => readdir(path).catch(() => []),
    hostsPath:
      process.platform === 'win32'
        ? `${process.env.SystemRoot ?? 'C:\\Windows'}\\System32\\drivers\\etc\\hosts`
        : '/etc/hosts',
    ownerOf,
  };
}
