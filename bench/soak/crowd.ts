// A load process: the members of the rooms, those who behave and check what they get, and those who vanish.
import { answer } from './answers.ts';
import { type Client, each, open, pause } from './client.ts';

/** Who comes. */
export interface CrowdOptions {
  readonly port: number;
  readonly clients: number;
  readonly rooms: number;
  /** Of them, how many are cut off now and then and come back. */
  readonly vanishing: number;
}

/** What is said. */
export interface TalkOptions {
  readonly messagesPerRoom: number;
  /** Between two messages of a room, ms. */
  readonly every: number;
}

/** What the crowd saw. */
export interface CrowdReport {
  readonly connected: number;
  readonly behaved: number;
  readonly messages: number;
  readonly expected: number;
  readonly delivered: number;
  readonly lost: number;
  readonly duplicated: number;
  readonly misordered: number;
  /** Members that behave and were disconnected all the same. */
  readonly dropped: number;
  /** Receipts that counted fewer than the members who behave. */
  readonly receiptsLow: number;
  readonly vanished: number;
  readonly seconds: number;
}

interface Member {
  readonly name: string;
  readonly room: number;
  readonly place: number;
  client: Client;
  next: number;
  delivered: number;
  duplicated: number;
  misordered: number;
}

const MESSAGE = /^<[^>]+> #(\d+) /;
const PADDING = 'x'.repeat(80);
/** Below what a server takes from one address. */
const PER_ADDRESS = 200;

let options: CrowdOptions;
const rooms: Member[][] = [];
const passing: Member[] = [];

async function enter(name: string, room: number, address: string): Promise<Client | undefined> {
  const client = await open(options.port, address);
  if (!client) return undefined;
  const welcome = client.waitFor(new RegExp(`^(\\* you are \\S+ in room${room} |! )`));
  client.send(name, `/join room${room}`);
  return (await welcome)?.startsWith('* you') ? client : undefined;
}

const addressOf = (index: number): string => `127.0.1.${1 + Math.floor(index / PER_ADDRESS)}`;

async function gather(given: CrowdOptions): Promise<{ connected: number }> {
  options = given;
  for (let room = 0; room < given.rooms; room += 1) rooms.push([]);
  let connected = 0;
  await each(given.clients, 40, async (index) => {
    const room = index % given.rooms;
    const name = `member${index}`;
    const client = await enter(name, room, addressOf(index));
    if (!client) return;
    connected += 1;
    const vanishes = index >= given.clients - given.vanishing;
    const there = vanishes ? passing : (rooms[room] as Member[]);
    const member: Member = {
      name,
      room,
      place: there.length,
      client,
      next: 1,
      delivered: 0,
      duplicated: 0,
      misordered: 0,
    };
    there.push(member);
    if (!vanishes) client.onLine = (line) => check(member, line);
  });
  return { connected };
}

/** Who says message `n` of a room: everyone in turn, so that everyone knows what to expect. */
const speakerOf = (room: number, n: number): Member => {
  const members = rooms[room] as Member[];
  return members[n % members.length] as Member;
};

function due(member: Member): number {
  while (speakerOf(member.room, member.next) === member) member.next += 1;
  return member.next;
}

function check(member: Member, line: string): void {
  const n = Number(MESSAGE.exec(line)?.[1] ?? Number.NaN);
  if (Number.isNaN(n)) return;
  const expected = due(member);
  if (n < expected) member.duplicated += 1;
  else {
    member.delivered += 1;
    if (n > expected) member.misordered += 1;
    member.next = n + 1;
  }
}

async function talk({ messagesPerRoom, every }: TalkOptions): Promise<CrowdReport> {
  let receiptsLow = 0;
  let vanished = 0;
  let talking = true;
  const began = performance.now();
  const vanish = Promise.all(
    passing.map(async (member, place) => {
      // One after the other goes, and each comes back at once.
      for (let turn = 0; talking; turn += 1) {
        await pause(every * (1 + ((place + turn) % passing.length)));
        if (!talking) return;
        member.client.socket.destroy();
        vanished += 1;
        const back = await enter(`${member.name}.${turn}`, member.room, addressOf(options.clients - 1));
        if (back) member.client = back;
      }
    }),
  );
  await Promise.all(
    rooms.map(async (members, room) => {
      for (let n = 1; n <= messagesPerRoom; n += 1) {
        const { client } = speakerOf(room, n);
        if (client.closed) continue;
        const receipt = client.waitFor(/^\+ /);
        client.send(`#${n} ${PADDING}`);
        const heard = Number((await receipt)?.split(' ')[2] ?? 0);
        if (heard < members.length - 1) receiptsLow += 1;
        await pause(every);
      }
    }),
  );
  talking = false;
  const behaved = rooms.flat();
  const whole = (member: Member): boolean => due(member) > messagesPerRoom || member.client.closed;
  for (let waited = 0; waited < 60_000 && !behaved.every(whole); waited += 20) await pause(20);
  const seconds = (performance.now() - began) / 1000;
  await vanish;
  const sum = (of: (member: Member) => number): number => behaved.reduce((total, member) => total + of(member), 0);
  const own = rooms.map((members) => members.length * messagesPerRoom - messagesPerRoom);
  const expected = own.reduce((total, n) => total + n, 0);
  const delivered = sum((member) => member.delivered);
  return {
    connected: behaved.length + passing.length,
    behaved: behaved.length,
    messages: messagesPerRoom * rooms.length,
    expected,
    delivered,
    lost: expected - delivered,
    duplicated: sum((member) => member.duplicated),
    misordered: sum((member) => member.misordered),
    dropped: behaved.filter(({ client }) => client.closed).length,
    receiptsLow,
    vanished,
    seconds,
  };
}

async function leave(): Promise<void> {
  for (const { client } of [...rooms.flat(), ...passing]) client.socket.destroy();
}

answer({ gather, talk, leave });
