import type { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { tappedTlsConnect } from '../../../tls/tap/tapped-connect.ts';
import type { TcpFailure } from '../../evidence/tcp.ts';
import type { Glance } from '../../evidence/tls.ts';
import type { ProbeContext } from '../../probe.ts';
import { attempt } from '../tcp/attempt.ts';

const MOST_NAMES = 10;
/** What is left for the handshake even if the connection took nearly all the time. */
const LEAST_MS = 100;

/** One connection and one handshake, to see whether TLS answers there and whether its certificate is for `servername`. */
export async function glance(
  address: string,
  port: number,
  servername: string,
  context: ProbeContext,
): Promise<{ readonly value: Glance } | { readonly failure: TcpFailure }> {
  const begin = performance.now();
  const outcome = await attempt(address, port, context, { shared: true });
  if ('failure' in outcome) return outcome;
  const connection = await tappedTlsConnect({
    ...{ address, port, socket: outcome.socket, identity: servername, signal: context.signal },
    ...(isIP(servername) === 0 ? { serverName: servername } : {}),
    timeoutMs: Math.max(LEAST_MS, context.timeoutMs - (performance.now() - begin)),
  });
  const { wire } = connection.observe();
  const leaf = connection.socket?.getPeerX509Certificate();
  connection.close();
  const tls = wire.notTls === undefined && (wire.serverHello !== undefined || wire.alerts.length > 0);
  const covers = leaf !== undefined && isFor(leaf, servername);
  return { value: { address, port, connectMs: outcome.value.connectMs, tls, covers, names: namesOf(leaf) } };
}

function isFor(leaf: X509Certificate, name: string): boolean {
  return (isIP(name) === 0 ? leaf.checkHost(name, { subject: 'never' }) : leaf.checkIP(name)) !== undefined;
}

function namesOf(leaf: X509Certificate | undefined): string[] {
  const names = (leaf?.subjectAltName ?? '').split(', ').map((name) => name.replace(/^[\w ]+:/, ''));
  return names.filter((name) => name !== '').slice(0, MOST_NAMES);
}
