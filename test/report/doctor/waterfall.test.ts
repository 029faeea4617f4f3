import { describe, expect, it } from 'vitest';
import { waterfall } from '../../../src/report/doctor/html/waterfall.ts';
import { failed, ok, request, session, store, target, tcpFailure } from '../../doctor/evidence.ts';
import { reportEntry } from '../../support/doctor-results.ts';

const at = (ms: number, entry: object) =>
  ({ ...entry, startedAt: new Date(Date.UTC(2026, 10, 22, 12) + ms).toISOString() }) as never;
const connection = (address: string) => ({ address, port: 12345, localAddress: '10.0.0.1', connectMs: 20 });

describe('waterfall', () => {
  it('has the name first, then each address, then what was done to compare, from the beginning of the diagnosis', async () => {
    const { result } = await reportEntry(
      store({
        request: ok('request', request),
        target: ok('target', target),
        'tcp.control@443': at(400, { ...failed('tcp.control', tcpFailure('TIMEOUT', { port: 443 })), ms: 250 }),
        'dns.lookup': at(5, { ...ok('dns.lookup', { addresses: [] }), ms: 30 }),
        'tcp.connect@2001:db8::1': at(40, { ...failed('tcp.connect', tcpFailure('ENETUNREACH')), ms: 1 }),
        'tcp.connect@10.0.0.5': at(41, { ...ok('tcp.connect', connection('10.0.0.5')), ms: 45 }),
        'tcp.path': at(90, ok('tcp.path', { address: '10.0.0.5', family: 4, port: 12345, connectMs: 20 })),
        'tls.handshake': at(91, { ...ok('tls.handshake', session({ handshakeMs: 60 })), ms: 160 }),
        'cert.path': {
          state: 'blocked',
          startedAt: '2026-11-22T12:00:00.000Z',
          ms: 0,
          failure: { code: 'BLOCKED', by: 'x' },
        } as never,
      }),
    );
    const line = waterfall(result);
    const rows = line.groups.map(({ of, address, bars }) => [of, address, bars.map(({ key }) => key)]);
    expect(rows).toEqual([
      ['name', '', ['dns.lookup']],
      ['address', '2001:db8::1', ['tcp.connect@2001:db8::1']],
      ['address', '10.0.0.5', ['tcp.connect@10.0.0.5', 'tls.handshake']],
      ['compare', '', ['tcp.control@443']],
    ]);
    expect(line.groups[2]!.bars[1]).toMatchObject({ lane: 'tls', startMs: 91, ms: 160, measuredMs: 60, failure: null });
    expect(line.groups[1]!.bars[0]).toMatchObject({ lane: 'tcp', failure: 'ENETUNREACH', measuredMs: null });
    expect(line.totalMs).toBe(650);
  });

  it('keeps to what fits a picture, and says how much it left out', async () => {
    const entries = Object.fromEntries(
      [...Array(200).keys()].map((index) => [
        `tcp.connect@10.0.${index}.1`,
        at(index, ok('tcp.connect', connection('x'))),
      ]),
    );
    const { result } = await reportEntry(store({ request: ok('request', request), ...entries }));
    const { groups, leftOut } = waterfall(result);
    expect(groups.flatMap(({ bars }) => bars).length + leftOut).toBe(200);
    expect(leftOut).toBe(140);
  });
});
