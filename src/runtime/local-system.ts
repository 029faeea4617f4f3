/** This machine's own tables and files, read-only; handed in, so that tests can stand in for them. */
export interface LocalSystem {
  readonly platform: NodeJS.Platform;
  /** Whether the process has the rights of root. */
  readonly root: boolean;
  hostname(): string;
  /** The addresses of all interfaces, loopback included, without zone. */
  interfaceAddresses(): readonly string[];
  /** A file of the system as text (below /proc or /etc); undefined where it is absent or unreadable. */
  readText(path: string): Promise<string | undefined>;
  /** The path of the hosts file. */
  readonly hostsPath: string;
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

/** The machine that llave runs on. */
export async function openLocalSystem(): Promise<LocalSystem> {
  const os = await import('node:os');
  const { readFile } = await import('node:fs/promises');
  return {
    platform: process.platform,
    root: process.getuid?.() === 0,
    hostname: () => os.hostname(),
    interfaceAddresses: () =>
      Object.values(os.networkInterfaces()).flatMap((rows) => (rows ?? []).map((row) => row.address)),
    readText: (path) => readFile(path, 'utf8').catch(() => undefined),
    hostsPath:
      process.platform === 'win32'
        ? `${process.env.SystemRoot ?? 'C:\\Windows'}\\System32\\drivers\\etc\\hosts`
        : '/etc/hosts',
    ownerOf,
  };
}
