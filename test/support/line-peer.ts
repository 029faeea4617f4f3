import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls';

/** A peer that speaks dialect `line` by hand: sends what it is told, waits for lines that match. */
export class LinePeer {
  readonly lines: string[] = [];
  #rest = '';
  #wake = new Set<() => void>();
  #closed = false;

  private constructor(readonly socket: TLSSocket) {
    socket.setEncoding('utf8');
    socket.on('data', (text: string) => {
      const parts = (this.#rest + text).split('\n');
      this.#rest = parts.pop() as string;
      this.lines.push(...parts);
      this.#notify();
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      this.#closed = true;
      this.#notify();
    });
  }

  /** Connects, and enters if a name is given. */
  static async connect(port: number, name?: string, options: ConnectionOptions = {}): Promise<LinePeer> {
    const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false, ...options });
    await new Promise((resolve, reject) => socket.once('secureConnect', resolve).once('error', reject));
    const peer = new LinePeer(socket);
    if (name !== undefined) {
      peer.send(name);
      await peer.waitFor(new RegExp(`^\\* you are ${name} in `));
    }
    return peer;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Sends lines. */
  send(...lines: string[]): void {
    this.socket.write(lines.map((line) => `${line}\n`).join(''));
  }

  /** The first line from `from` on that matches. @throws Error with what came, if the connection ends before */
  async waitFor(pattern: RegExp, from = 0): Promise<string> {
    for (;;) {
      const line = this.lines.slice(from).find((one) => pattern.test(one));
      if (line !== undefined) return line;
      if (this.#closed) throw new Error(`closed without ${pattern}; lines: ${JSON.stringify(this.lines.slice(-20))}`);
      await this.#change();
    }
  }

  /** Waits until the server has closed. */
  async waitForClose(): Promise<void> {
    while (!this.#closed) await this.#change();
  }

  close(): void {
    this.socket.destroy();
  }

  #change(): Promise<void> {
    return new Promise((resolve) => this.#wake.add(resolve));
  }

  #notify(): void {
    const waiting = [...this.#wake];
    this.#wake.clear();
    for (const resolve of waiting) resolve();
  }
}
