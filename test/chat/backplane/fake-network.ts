import { decodeFrame, encodeFrame, type Frame } from '../../../src/chat/backplane/frames.ts';
import { Mesh } from '../../../src/chat/backplane/mesh.ts';
import type { ChatRecord } from '../../../src/chat/chat-record.ts';
import { ChatHub } from '../../../src/chat/hub.ts';
import { DEFAULT_LIMITS } from '../../../src/chat/limits.ts';
import { jsonCodec, lineCodec } from '../../../src/chat/protocol/codec.ts';

/** Servers in one process, on a network whose time and whose losses the test decides. */
export class FakeNetwork {
  now = 0;
  readonly machines: Machine[] = [];
  /** Frames on their way. Each pair of machines has an order of its own, as with NATS. */
  readonly #queue: { to: Machine; bytes: Uint8Array; from: Machine }[] = [];
  /** Drops a frame when it says so. */
  loses: (frame: Frame, from: Machine, to: Machine) => boolean = () => false;
  /** Which frame comes next, of so many; the first one unless a test shuffles. */
  choose: (n: number) => number = () => 0;

  machine(id: string): Machine {
    const made: Machine = new Machine(id, this);
    this.machines.push(made);
    return made;
  }

  send(from: Machine, to: Machine, frame: Frame): void {
    if (!from.up || !to.up || from.side !== to.side || this.loses(frame, from, to)) return;
    this.#queue.push({ from, to, bytes: encodeFrame(frame) });
  }

  /** Delivers what is on its way, in an order that keeps the order of each pair of machines. */
  flush(): void {
    for (let left = 200_000; this.#queue.length > 0 && left > 0; left -= 1) {
      const heads = this.#queue.filter(
        (one, index) => !this.#queue.some((other, at) => at < index && other.from === one.from && other.to === one.to),
      );
      const next = heads[this.choose(heads.length)] as (typeof heads)[number];
      this.#queue.splice(this.#queue.indexOf(next), 1);
      if (next.to.up) next.to.mesh.receive(decodeFrame(next.bytes));
    }
    if (this.#queue.length > 0) throw new Error('the network does not come to rest');
  }

  /** Lets time pass, with everything that it brings. */
  pass(ms: number): void {
    for (const end = this.now + ms; this.now < end; ) {
      this.now += 50;
      for (const { mesh } of this.machines) mesh.tick();
      this.flush();
    }
  }
}

/** One server of a fake network: real hub, real mesh. */
export class Machine {
  up = true;
  /** Machines of different sides of a partition do not hear each other. */
  side = 0;
  readonly records: ChatRecord[] = [];
  readonly mesh: Mesh;
  readonly hub: ChatHub;
  /** What was delivered in the order of this server, whatever its members are. */
  readonly network: FakeNetwork;

  constructor(id: string, network: FakeNetwork) {
    this.network = network;
    const all = (frame: Frame): void => {
      for (const to of network.machines) network.send(this, to, frame);
    };
    const one = (server: string, frame: Frame): void => {
      const to = network.machines.find(({ mesh }) => mesh.server === server);
      if (to) network.send(this, to, frame);
    };
    this.mesh = new Mesh(id.padStart(16, '0'), { all, one, close: async () => {} }, () => network.now);
    this.hub = new ChatHub('llave/test', (record) => this.records.push(record), false, this.mesh);
  }

  /** Connects to the network, or loses it. */
  wire(up: boolean): void {
    this.up = up;
    this.mesh.setWire(up);
  }

  /** A member that speaks dialect `line` (or JSON) and writes down what it is told. */
  member(name: string, json = false): Person {
    return new Person(this, name, json);
  }
}

/** A member of one machine. */
export class Person {
  readonly lines: string[] = [];
  readonly #session;

  constructor(machine: Machine, name: string, json: boolean) {
    const transport = {
      write: (records: readonly Buffer[]) => {
        this.lines.push(...records.flatMap((record) => record.toString().split('\n').slice(0, -1)));
      },
      pendingBytes: 0,
      pause: () => {},
      resume: () => {},
      end: () => {},
      destroy: () => {},
    };
    const limits = { ...DEFAULT_LIMITS, messagesPerSecond: 1e6, messageBurst: 1e6 };
    this.#session = machine.hub.connect(transport, json ? jsonCodec() : lineCodec(), limits, () => ({}));
    this.send(json ? JSON.stringify({ type: 'name', name }) : name);
  }

  get id(): number {
    return this.#session.id;
  }

  send(...lines: string[]): void {
    this.#session.receive(Buffer.from(lines.map((line) => `${line}\n`).join('')));
  }

  leave(): void {
    this.#session.closed();
  }

  /** Stops the timers of the session. */
  get messages(): string[] {
    return this.lines.filter((line) => line.startsWith('<'));
  }

  get receipts(): string[] {
    return this.lines.filter((line) => line.startsWith('+'));
  }
}

/** Machines that know each other. */
export function together(network: FakeNetwork, ...ids: string[]): Machine[] {
  const machines = ids.map((id) => network.machine(id));
  for (const machine of machines) machine.wire(true);
  network.pass(1_500);
  return machines;
}
