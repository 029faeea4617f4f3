import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FakeNetwork, type Machine, together } from './fake-network.ts';

let network: FakeNetwork;
beforeEach(() => {
  // Sessions have timers of their own, which have no part in this.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  network = new FakeNetwork();
});
afterEach(() => vi.useRealTimers());

const pair = (): [Machine, Machine] => together(network, 'a', 'b') as [Machine, Machine];

test('two servers are one: entering, messages both ways, receipts, who, rooms, leaving', () => {
  const [a, b] = pair();
  const ana = a.member('ana');
  network.flush();
  const ben = b.member('ben');
  network.flush();
  expect(ben.lines.at(-1)).toBe('* you are ben in lobby with 1 other');
  expect(ana.lines.at(-1)).toBe('* ben joined lobby');
  ana.send('hello');
  network.flush();
  expect([ben.messages, ana.receipts]).toEqual([['<ana> hello'], ['+ 1 1']]);
  ben.send('/who', '/rooms', '/name Bea', 'I am Bea now', '/join dev');
  network.flush();
  expect(ben.lines).toEqual(
    expect.arrayContaining(['* 2 in lobby: ana ben', '* 1 room: lobby(2)', '* you are now Bea', '+ 2 1']),
  );
  expect(ben.lines.at(-1)).toBe('* you are Bea in dev with 0 others');
  expect(ana.lines.slice(-3)).toEqual(['* ben is now Bea', '<Bea> I am Bea now', '* Bea left lobby']);
  ana.send('alone?');
  network.flush();
  expect(ana.receipts.at(-1)).toMatch(/ 0$/);
  ben.leave();
  network.flush();
  ana.send('/rooms');
  network.flush();
  expect(ana.lines.at(-1)).toBe('* 1 room: lobby(1)');
});

test('a name is one person on all servers, without regard to case', () => {
  const [a, b] = pair();
  a.member('ana');
  network.flush();
  const other = b.member('ANA');
  network.flush();
  expect(other.lines.at(-1)).toBe('! name-taken ANA is taken; send another name');
  other.send('eva');
  network.flush();
  expect(other.lines.at(-1)).toBe('* you are eva in lobby with 1 other');
});

test.each([...Array(40).keys()])(
  'one name claimed on three servers at the same moment goes to exactly one (%i)',
  (seed) => {
    const machines = together(network, 'a', 'b', 'c');
    network.choose = shuffled(seed);
    const people = machines.map((machine) => machine.member('ana'));
    network.flush();
    network.pass(200);
    const welcome = people.map((person) => person.lines.at(-1)?.startsWith('* you are ana'));
    expect(welcome.filter(Boolean)).toHaveLength(1);
    expect(people.filter((person) => person.lines.at(-1)?.startsWith('! name-taken'))).toHaveLength(2);
    for (const { hub } of machines) expect(hub.rooms.idOf('ana')).toBeDefined();
  },
);

test.each([...Array(30).keys()])(
  'all members see all messages in the same order, whatever the network does (%i)',
  (seed) => {
    const machines = together(network, 'a', 'b', 'c');
    const listeners = machines.map((machine, i) => machine.member(`listener${i}`));
    const speakers = machines.map((machine, i) => machine.member(`speaker${i}`));
    network.flush();
    network.choose = shuffled(seed);
    for (let n = 0; n < 20; n += 1) {
      for (const [i, speaker] of speakers.entries()) speaker.send(`${i}-${n}`);
      if (n % 5 === 0) network.flush();
    }
    network.flush();
    const [first, ...others] = listeners.map(({ messages }) => messages);
    expect(first).toHaveLength(60);
    for (const other of others) expect(other).toEqual(first);
    for (const { receipts } of speakers)
      expect(receipts.map((line) => line.replace(/^\+ \d+/, ''))).toEqual(Array(20).fill(' 5'));
  },
);

test.each([...Array(30).keys()])(
  'frames get lost: still everyone gets everything, once, in the order of its server (%i)',
  (seed) => {
    const machines = together(network, 'a', 'b', 'c');
    const listeners = machines.map((machine, i) => machine.member(`listener${i}`));
    const speakers = machines.map((machine, i) => machine.member(`speaker${i}`));
    network.flush();
    const random = generator(seed);
    network.loses = () => random() < 0.2;
    for (let n = 0; n < 30; n += 1) {
      for (const [i, speaker] of speakers.entries()) speaker.send(`${i}-${n}`);
      network.pass(100);
    }
    network.loses = () => false;
    network.pass(10_000);
    for (const { messages } of listeners) {
      expect(messages).toHaveLength(90);
      for (const i of speakers.keys()) {
        expect(messages.filter((line) => line.startsWith(`<speaker${i}>`))).toEqual(
          [...Array(30).keys()].map((n) => `<speaker${i}> ${i}-${n}`),
        );
      }
    }
    for (const { receipts } of speakers) expect(receipts).toHaveLength(30);
  },
);

test('cut off: members are told, talk goes on here, receipts say what is not known; healed: what was said comes', () => {
  const [a, b] = pair();
  const ana = a.member('ana');
  const eva = a.member('eva');
  const ben = b.member('ben', true);
  network.flush();
  a.wire(false);
  expect(ana.lines.at(-1)).toMatch(/^\* the other servers are out of reach/);
  ana.send('are you there?', '/who');
  expect(eva.messages).toEqual(['<ana> are you there?']);
  expect(ana.lines.slice(-2)).toEqual(['+ 1 1 ?', '* 2 in lobby: ana eva']);
  network.pass(1_000);
  a.wire(true);
  network.pass(1_500);
  expect(ana.lines.at(-1)).toMatch(/^\* the other servers are within reach again/);
  expect(ben.lines.map((line) => JSON.parse(line)).filter(({ type }) => type === 'message')).toMatchObject([
    { from: 'ana', text: 'are you there?' },
  ]);
  ana.send('back', '/who');
  network.flush();
  expect(ana.lines.slice(-2).sort()).toEqual(['* 3 in lobby: ana eva ben', '+ 2 2']);
});

test('cut off for long: members of the other side leave, and come back with what they said', () => {
  const [a, b] = pair();
  const ana = a.member('ana');
  const ben = b.member('ben');
  network.flush();
  a.wire(false);
  network.pass(6_000);
  expect(ben.lines).toContain('* ana left lobby (connection lost)');
  ana.send('one', 'two');
  ben.send('three');
  network.pass(60_000);
  expect(ben.receipts).toEqual(['+ 1 0']);
  a.wire(true);
  network.pass(2_000);
  expect(ben.messages).toEqual(['<ana> one', '<ana> two']);
  expect(ben.lines.at(-1)).toBe('* ana joined lobby');
  expect(ana.messages).toEqual(['<ben> three']);
});

test('what is kept for those who were cut off has an end, and they are told', () => {
  const [a, b] = pair();
  const ana = a.member('ana');
  const ben = b.member('ben');
  network.flush();
  b.wire(false);
  for (let n = 0; n < 200; n += 1) ana.send('x'.repeat(4000));
  network.pass(10_000);
  b.wire(true);
  network.pass(3_000);
  const told = ben.lines.find((line) => line.includes('lost')) as string;
  const lost = Number(/^\* up to (\d+) messages/.exec(ben.lines.find((line) => line.startsWith('* up to')) ?? '')?.[1]);
  expect(told).toBeDefined();
  expect(lost + ben.messages.length).toBe(200);
  expect(b.mesh.counters.missed).toBe(lost);
});

test('the elder of two claims on both sides of a partition keeps the name; the other is told and gets a number', () => {
  const machines = together(network, 'a', 'b', 'c');
  const [a, b, c] = machines as [Machine, Machine, Machine];
  const carl = c.member('carl');
  network.flush();
  a.side = 1;
  network.pass(10_000);
  vi.setSystemTime(1_000);
  const elder = b.member('ana');
  network.pass(100);
  vi.setSystemTime(2_000);
  const younger = a.member('ana');
  network.pass(100);
  expect(younger.lines.at(-1)).toMatch(/^\* you are ana/);
  a.side = 0;
  network.pass(3_000);
  expect(younger.lines).toContain('* you are now ana-2');
  expect(younger.lines.join()).toContain('another server has had a ana for longer');
  carl.send('/who');
  elder.send('/who');
  network.flush();
  for (const person of [carl, elder])
    expect(person.lines.at(-1)?.split(': ')[1]?.split(' ').sort()).toEqual(['ana', 'ana-2', 'carl']);
  expect(a.records).toContainEqual({ event: 'name-conflict', session: younger.id, name: 'ana' });
});

test('the relay dies without a word: nothing is lost', () => {
  const [a, b, c] = together(network, 'a', 'b', 'c') as [Machine, Machine, Machine];
  const ben = b.member('ben');
  const carl = c.member('carl');
  network.flush();
  a.up = false;
  ben.send('one', 'two', 'three');
  network.pass(10_000);
  expect(carl.messages).toEqual(['<ben> one', '<ben> two', '<ben> three']);
  expect(ben.receipts).toHaveLength(3);
  ben.send('four');
  network.flush();
  expect(ben.receipts.at(-1)).toMatch(/ 1$/);
});

test('a network that swallows everything without a sign is noticed', () => {
  const [a, b] = pair();
  const ana = a.member('ana');
  const eva = a.member('eva');
  b.member('ben');
  network.flush();
  network.loses = () => true;
  ana.send('hello');
  expect(eva.messages).toEqual([]);
  network.pass(3_000);
  expect(eva.messages).toEqual(['<ana> hello']);
  expect(ana.receipts).toEqual(['+ 1 1 ?']);
});

test('a server that says goodbye takes its members along', async () => {
  const [a, b] = pair();
  a.member('ana');
  const ben = b.member('ben');
  network.flush();
  await a.mesh.close();
  network.flush();
  expect(ben.lines.at(-1)).toBe('* ana left lobby (connection lost)');
  ben.send('hello');
  network.flush();
  expect(ben.receipts).toEqual(['+ 1 0']);
});

test('a member that goes while its message is on its way leaves nothing behind', () => {
  const [a, b] = pair();
  const ana = a.member('ana');
  const ben = b.member('ben');
  network.flush();
  ana.send('last words', '/quit');
  network.flush();
  expect(ana.lines.slice(-2)).toEqual(['+ 1 1', '* bye']);
  const gone = a.member('leo');
  gone.leave();
  network.flush();
  ben.send('/who');
  expect(ben.lines.at(-1)).toBe('* 1 in lobby: ben');
  expect(ben.messages).toEqual(['<ana> last words']);
  const again = b.member('leo');
  network.flush();
  expect(again.lines.at(-1)).toMatch(/^\* you are leo/);
});

test.each([...Array(60).keys()])('cuts, losses and partitions at random: then all is well again (%i)', (seed) => {
  const random = generator(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const machines = together(network, 'a', 'b', 'c', 'd');
  const people = machines.flatMap((machine, i) => [0, 1].map((n) => machine.member(`p${i}${n}`)));
  network.pass(200);
  let sent = 0;
  const said = new Map<string, number>();
  for (let step = 0; step < 60; step += 1) {
    const what = random();
    if (what < 0.1) pick(machines).wire(false);
    else if (what < 0.2) pick(machines.filter(({ up }) => !up).concat(machines)).wire(true);
    else if (what < 0.25) pick(machines).side = 1 - pick(machines).side;
    else if (what < 0.3)
      network.loses = network.loses(null as never, null as never, null as never) ? () => false : () => random() < 0.3;
    else if (what < 0.4) pick(people).send(`/name ${pick(['ana', 'ben', 'eva'])}`);
    else {
      const text = `m${sent++}`;
      const person = pick(people);
      said.set(text, people.indexOf(person));
      person.send(text);
    }
    network.pass(pick([0, 50, 500, 3_000, 8_000]));
  }
  network.loses = () => false;
  for (const machine of machines) {
    machine.side = 0;
    if (!machine.up) machine.wire(true);
  }
  network.pass(20_000);
  const rosters = machines.map(({ hub }, i) => {
    const asks = people[i * 2] as (typeof people)[number];
    expect(hub.rooms.size).toBe(2);
    asks.send('/who');
    return asks.lines.at(-1)?.split(': ')[1]?.split(' ').sort();
  });
  expect(new Set(rosters[0]?.map((name) => name.toLowerCase())).size).toBe(people.length);
  for (const roster of rosters) expect(roster).toEqual(rosters[0]);
  // Every message came to everybody else once, whoever was out of reach at the time: nothing here exceeds what is kept.
  for (const [at, person] of people.entries()) {
    const heard = person.messages.map((line) => line.split('> ')[1]);
    expect(heard.sort()).toEqual([...said].flatMap(([text, by]) => (by === at ? [] : [text])).sort());
  }
});

function generator(seed: number): () => number {
  let state = seed * 2_654_435_761 + 1;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 0x9e3779b9) >>> 0;
    return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32;
  };
}

function shuffled(seed: number): (n: number) => number {
  const random = generator(seed);
  return (n) => Math.floor(random() * n);
}
