import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { ChatHub } from '../hub.ts';
import type { ChatServer } from './server.ts';

/** The metrics of a server, read from it when they are asked for. */
export function chatMetrics(server: ChatServer): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const { hub, gate } = server;

  gauge(registry, 'llave_connections', 'Connections, shaking hands or talking', () => gate.total);
  gauge(registry, 'llave_members', 'Members that have a name', () => hub.rooms.size);
  gauge(registry, 'llave_rooms', 'Rooms that have members', () => hub.rooms.roomCount);
  gauge(registry, 'llave_pending_bytes', 'Bytes that wait for slow readers', () =>
    [...hub.sessions.values()].reduce((sum, { transport }) => sum + transport.pendingBytes, 0),
  );
  counter(registry, 'llave_connections_total', 'Connections that were let in', [], () => [[{}, gate.accepted]]);
  counter(registry, 'llave_handshake_failures_total', 'TLS handshakes that failed', [], () => [
    [{}, gate.failedHandshakes],
  ]);
  counter(
    registry,
    'llave_plaintext_clients_total',
    'Clients that spoke no TLS (peer-plaintext-client)',
    ['kind'],
    () => Object.entries(gate.plaintext).map(([kind, n]) => [{ kind }, n]),
  );
  counter(registry, 'llave_messages_total', 'Messages that members sent', [], () => [[{}, hub.counters.messages]]);
  counter(registry, 'llave_deliveries_total', 'Messages handed to a member each', [], () => [
    [{}, hub.counters.deliveries],
  ]);
  counter(registry, 'llave_undelivered_total', 'Messages that a member went without', [], () => [
    [{}, hub.counters.undelivered],
  ]);
  counter(registry, 'llave_limited_total', 'Times that a limit took effect', ['limit'], () =>
    Object.entries({ ...hub.counters.limited, ...gate.refused }).map(([limit, n]) => [{ limit }, n]),
  );
  backplaneMetrics(registry, hub);
  const expiry: Gauge = new Gauge({
    name: 'llave_certificate_not_after_seconds',
    help: 'End of the validity of each certificate that is served, as Unix time',
    labelNames: ['index'],
    registers: [registry],
    collect() {
      for (const [index, { certificate }] of server.credentials().entries()) {
        expiry.set({ index: String(index) }, Date.parse(certificate.validTo) / 1000);
      }
    },
  });
  return registry;
}

function backplaneMetrics(registry: Registry, hub: ChatHub): void {
  const { backplane, counters } = hub;
  counter(registry, 'llave_claims_total', 'Claims to a name, by what came of them', ['outcome'], () =>
    Object.entries(counters.claims).map(([outcome, n]) => [{ outcome }, n]),
  );
  const { counters: counted } = backplane;
  if (!counted) return;
  gauge(registry, 'llave_backplane_connected', 'Whether the backplane carries', () =>
    backplane.state === 'connected' ? 1 : 0,
  );
  gauge(registry, 'llave_backplane_servers', 'Other servers within reach', () => backplane.servers);
  counter(registry, 'llave_backplane_frames_total', 'What servers said to each other', ['direction'], () => [
    [{ direction: 'in' }, counted.received],
    [{ direction: 'out' }, counted.sent],
  ]);
  counter(registry, 'llave_backplane_rejected_total', 'Frames that were malformed or beyond a limit', [], () => [
    [{}, counted.rejected],
  ]);
  counter(registry, 'llave_backplane_missed_total', 'Operations of other servers that never came', [], () => [
    [{}, counted.missed],
  ]);
}

function gauge(registry: Registry, name: string, help: string, read: () => number): void {
  const made: Gauge = new Gauge({ name, help, registers: [registry], collect: () => made.set(read()) });
}

/** A counter whose value is kept elsewhere. */
function counter(
  registry: Registry,
  name: string,
  help: string,
  labelNames: string[],
  read: () => [Record<string, string>, number][],
): void {
  const made: Counter = new Counter({
    name,
    help,
    labelNames,
    registers: [registry],
    collect() {
      made.reset();
      for (const [labels, value] of read()) made.inc(labels, value);
    },
  });
}
