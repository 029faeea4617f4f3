import { EventEmitter } from 'node:events';
import { MessageChannel, type MessagePort, type Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { type Diagnose, LaneLost } from '../../../src/doctor/fleet/lane.ts';
import { runFleet } from '../../../src/doctor/fleet/pool.ts';
import type { FleetTarget } from '../../../src/doctor/fleet/targets.ts';
import { serveLane, workerLane } from '../../../src/doctor/fleet/worker-lane.ts';

const opened: MessagePort[] = [];
/** How often a lane said that its worker is gone. */
let lost = 0;
afterEach(() => {
  lost = 0;
  for (const port of opened.splice(0)) port.close();
});

/** A worker whose other end is in this thread: what it says, and its end, come as those of a real one do. */
function worker(diagnose: Diagnose<string>, most = 4) {
  const { port1, port2 } = new MessageChannel();
  opened.push(port1, port2);
  const events = new EventEmitter();
  port1.on('message', (said) => events.emit('message', said));
  const fake = Object.assign(events, {
    postMessage: (target: FleetTarget) => port1.postMessage(target),
    terminate: async () => {
      port2.close();
      return 0;
    },
  });
  return { worker: fake as unknown as Worker, serve: () => serveLane(port2, diagnose, most) };
}

const target = (index: number): FleetTarget => ({ index, line: index + 1, input: `host-${index}:1` });
async function* list(length: number): AsyncGenerator<FleetTarget> {
  for (let index = 0; index < length; index++) yield target(index);
}
const never = new AbortController().signal;
const upper = (sent: string) => sent.toUpperCase();

/** A lane that was begun, and a promise of its first word. */
function begun(made: Worker) {
  const lane = workerLane(made, upper, () => (lost += 1));
  const looked = new Promise<void>((resolve) => lane.begin(resolve));
  return { lane, looked };
}

describe('the lane of a worker', () => {
  it('takes nothing until the worker is ready, and gives what it sent', async () => {
    const { worker: made, serve } = worker(async ({ input }) => `told ${input}`);
    const { lane, looked } = begun(made);
    expect(lane.allowed).toBe(0);
    serve();
    await looked;
    expect(lane.allowed).toBe(4);
    expect(await Promise.all([1, 0].map((index) => lane.diagnose(target(index), never)))).toEqual([
      'TOLD HOST-1:1',
      'TOLD HOST-0:1',
    ]);
    lane.end();
  });

  it('throws what the worker threw, and that it is lost when it ends before it has answered', async () => {
    const { worker: made, serve } = worker(({ index }) =>
      index === 0 ? Promise.reject(new Error('a bug')) : new Promise(() => {}),
    );
    const { lane, looked } = begun(made);
    serve();
    await looked;
    await expect(lane.diagnose(target(0), never)).rejects.toThrow('a bug');
    const pending = lane.diagnose(target(1), never);
    (made as unknown as EventEmitter).emit('exit', 1);
    await expect(pending).rejects.toBeInstanceOf(LaneLost);
    expect(lane.allowed).toBe(0);
    (made as unknown as EventEmitter).emit('exit', 1);
    expect(lost).toBe(1);
    lane.end();
  });

  it('is not lost when it was told to end', () => {
    const { worker: made } = worker(async () => 'told');
    const { lane } = begun(made);
    lane.end();
    (made as unknown as EventEmitter).emit('exit', 1);
    expect(lost).toBe(0);
  });
});

describe('a long list', () => {
  const options = {
    ...{ concurrency: 3, ordered: true, hosts: () => [], signal: never },
    diagnose: async ({ input }: FleetTarget) => {
      await new Promise(setImmediate);
      return `here ${input}`;
    },
  };
  const run = async (
    length: number,
    helpers: { after: number; start(): ReturnType<typeof workerLane<string, string>>[] },
  ) => {
    const found: string[] = [];
    for await (const { diagnosis } of runFleet(list(length), { ...options, helpers })) found.push(diagnosis);
    return found;
  };

  it('gets helpers after so many targets, keeps its order, and never more at a time than was asked for', async () => {
    let [now, most, there] = [0, 0, 0];
    const { worker: made, serve } = worker(async ({ input }) => {
      most = Math.max(most, ++now);
      there += 1;
      await new Promise(setImmediate);
      now -= 1;
      return `there ${input}`;
    }, 3);
    const start = () => {
      serve();
      return [
        workerLane(
          made,
          (sent: string) => sent,
          () => (lost += 1),
        ),
      ];
    };
    const found = await run(400, { after: 20, start });
    expect(found.map((text) => text.split(' ')[1])).toEqual(
      Array.from({ length: 400 }, (_, index) => `host-${index}:1`),
    );
    expect(there).toBeGreaterThan(0);
    expect(most).toBeLessThanOrEqual(3);
  });

  it('does without helpers as long as it is short', async () => {
    const found = await run(20, {
      after: 21,
      start: () => {
        throw new Error('not for twenty');
      },
    });
    expect(found).toHaveLength(20);
  });

  it('loses nothing when a helper ends in the middle', async () => {
    const { worker: made, serve } = worker(() => new Promise(() => {}));
    const start = () => {
      serve();
      return [workerLane(made, upper, () => (lost += 1))];
    };
    made.on('message', () => {
      // It is ready: what it is given from now on it will never answer.
      setTimeout(() => (made as unknown as EventEmitter).emit('error', new Error('out of memory')), 0);
    });
    expect(await run(200, { after: 5, start })).toEqual(
      Array.from({ length: 200 }, (_, index) => `here host-${index}:1`),
    );
    expect(lost).toBe(1);
  });
});
