import type { ChatResults, SoakResult } from './result.ts';

/** The chapter of docs/benchmarks.md on the chat server. */
export function renderChat({ soak, sideBySide }: ChatResults): string[] {
  return [
    '## The chat server under load',
    '',
    ...renderSoak(soak),
    'Servers side by side, one after another, with the same clients: how many of the connections that were tried lived and were',
    'served, what one costs the server while it is idle, and how fast lines of one member reach the others of a room.',
    '',
    '| server | connections held | memory for each | lines delivered a second | of all |',
    '|---|---:|---:|---:|---:|',
    ...sideBySide.map(
      ({ server, tried, held, endedAt, perConnectionKiB, deliveredPerSecond, deliveredPercent, listeners }) =>
        `| ${server} | ${held} of ${tried}${endedAt === undefined ? '' : `; it ended when ${endedAt} came`} | ${perConnectionKiB} KiB | ${deliveredPerSecond} (${listeners} listeners) | ${deliveredPercent} % |`,
    ),
    '',
  ];
}

const mark = (kept: boolean): string => (kept ? '✓' : '✗');

function renderMemory({ memory, boundMiB, afterBoundMiB, heapAfterBoundMiB }: SoakResult): string[] {
  const { before, connected, peak, after, heapAfter, again, perConnectionKiB } = memory;
  const atMost = `at most ${peak} MiB (bound ${boundMiB} MiB ${mark(peak <= boundMiB)})`;
  const heap =
    heapAfter === undefined
      ? ''
      : `, of which V8 holds ${heapAfter} MiB (bound ${heapAfterBoundMiB} MiB ${mark(heapAfter <= heapAfterBoundMiB)})`;
  return [
    `| memory of the server | ${before} MiB at first, ${connected} MiB with all connected, ${atMost} |`,
    `| after everyone has gone | ${after} MiB (bound ${afterBoundMiB} MiB ${mark(after <= afterBoundMiB)})${heap} |`,
    ...(again === undefined ? [] : [`| with as many connected a second time | ${again} MiB |`]),
    `| memory of one connection | ${perConnectionKiB} KiB |`,
  ];
}

function renderSoak(result: SoakResult): string[] {
  const { crowd, rude, rudeClients, reconnects, limited, eventLoopP99Ms, load } = result;
  const happened = Object.entries(limited).filter(([, n]) => n > 0);
  return [
    `${crowd.connected} members, with the default limits, while ${rudeClients} others do what they should not (${rude.halfHandshakes} half`,
    `handshakes, ${rude.garbageConnections} connections with garbage, endless lines of ${Math.round(rude.endlessLineBytes / 2 ** 20)} MiB, single bytes, ${rude.floodLines} lines`,
    `of flood, members who never read) and one address connects ${reconnects.reconnects} times (${Math.round(reconnects.reconnects / reconnects.seconds)} a second).`,
    '',
    '| | |',
    '|---|---|',
    `| members who behave | ${crowd.behaved}, ${crowd.dropped} of them disconnected |`,
    `| messages to their rooms | ${crowd.messages} in ${crowd.seconds.toFixed(1)} s |`,
    `| due to members who behave | ${crowd.expected} |`,
    `| delivered, each once and in order | ${crowd.delivered} (lost ${crowd.lost}, twice ${crowd.duplicated}, out of order ${crowd.misordered}) |`,
    `| receipts that counted too few | ${crowd.receiptsLow} |`,
    `| members that vanished and came back | ${crowd.vanished} times |`,
    ...renderMemory(result),
    `| delay of the event loop, 99th percentile | ${eventLoopP99Ms} ms (load average of the machine ${load}, ${crowd.connected} clients included) |`,
    `| limits that took effect | ${happened.map(([name, n]) => `${name} ${n}`).join(', ') || 'none'} |`,
    '',
  ];
}
