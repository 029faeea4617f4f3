import { randomInt } from 'node:crypto';
import type { NatsConnection } from '@nats-io/transport-node';
import { AppError } from '../../errors/app-error.ts';
import type { Backplane } from './backplane.ts';
import { decodeFrame, encodeFrame, type Frame } from './frames.ts';
import { Mesh } from './mesh.ts';
import { connectNats, type NatsOptions, whyNot } from './nats-connect.ts';

/** A backplane that runs over NATS, and how to set it going once somebody listens to it. */
export interface NatsBackplane {
  readonly backplane: Backplane;
  /** Connects. Returns when the servers that answer are known, or when it is clear that NATS cannot be reached now. @throws AppError ERR_SERVE_BACKPLANE */
  start(): Promise<void>;
}

const TICK_MS = 50;
/** How long a newcomer listens for servers that are there already, once its own sign of life came back. */
const LISTEN_MS = 400;
const START_MS = 3_000;
const FLUSH_MS = 1_000;
const AGAIN_MS = 1_000;
/** Letters and digits of a server's id that tell the time of its start, and that are left to chance. */
const ID_TIME = 9;
const ID_CHANCE = 7;

/** Makes a backplane over NATS; nothing is connected before `start`. */
export function natsBackplane(options: NatsOptions): NatsBackplane {
  const id = serverId();
  const everyone = `${options.prefix}.all`;
  const subjectOf = (server: string): string => `${options.prefix}.one.${server}`;
  let connection: NatsConnection | undefined;
  let closing = false;
  let timer: NodeJS.Timeout | undefined;

  // What is published while the connection is down would pile up in the client, and come too late in any case.
  let up = false;
  const publish = (subject: string, frame: Frame): void => {
    if (up) connection?.publish(subject, encodeFrame(frame));
  };
  const wire = {
    all: (frame: Frame) => publish(everyone, frame),
    one: (to: string, frame: Frame) => publish(subjectOf(to), frame),
    async close() {
      closing = true;
      clearInterval(timer);
      if (up) await Promise.race([connection?.flush().catch(() => {}), pause(FLUSH_MS)]);
      await connection?.close().catch(() => {});
    },
  };
  const mesh = new Mesh(id, wire, () => performance.now());
  const setUp = (now: boolean): void => {
    up = now;
    mesh.setWire(now);
  };

  async function open(): Promise<void> {
    const opened = await connectNats(options, `llave ${id}`);
    connection = opened;
    for (const subject of [everyone, subjectOf(id)]) {
      opened.subscribe(subject, {
        callback: (error, message) => {
          if (!error) mesh.receive(decodeFrame(message.data));
        },
      });
    }
    void watch(opened);
    setUp(true);
  }

  async function watch(opened: NatsConnection): Promise<void> {
    for await (const { type } of opened.status()) {
      if (type === 'disconnect' || type === 'staleConnection') setUp(false);
      else if (type === 'reconnect') setUp(true);
    }
  }

  async function keepTrying(): Promise<void> {
    while (!closing) {
      try {
        if (!connection) await open();
        await connection?.closed();
      } catch {
        // Not there yet: members are told at the start that other servers are out of reach.
      }
      setUp(false);
      connection = undefined;
      if (!closing) await pause(AGAIN_MS);
    }
  }

  /** Waits until the others are known. */
  async function settled(): Promise<void> {
    const started = performance.now();
    while (performance.now() - started < START_MS) {
      await pause(TICK_MS);
      if (mesh.settled && performance.now() - started >= LISTEN_MS) return;
    }
  }

  return {
    backplane: mesh,
    async start() {
      try {
        await open();
      } catch (error) {
        const reason = whyNot(error);
        if (reason) throw new AppError('ERR_SERVE_BACKPLANE', { reason });
      }
      void keepTrying();
      timer = setInterval(() => mesh.tick(), TICK_MS);
      if (connection) await settled();
    },
  };
}

/** The id of a server that starts now: it begins with the time, so that the eldest sorts first. */
function serverId(): string {
  const time = Date.now().toString(36).padStart(ID_TIME, '0').slice(-ID_TIME);
  return time + Array.from({ length: ID_CHANCE }, () => randomInt(36).toString(36)).join('');
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
