import type { TLSSocket } from 'node:tls';
import type { TappedConnection } from '../../../tls/tap/tapped-connect.ts';
import type { TcpPath } from '../../evidence/tcp.ts';
import type { ProbeContext } from '../../probe.ts';

/** A TLS 1.3 server's no to a client certificate comes after the handshake: so long we wait for it at least, in milliseconds. */
const LINGER_MS = 250;
/** However far away or slow the server is, it is not waited for any longer. */
const LONGEST_LINGER_MS = 1500;
/** What is kept of the first application bytes. */
const GREETING_BYTES = 4096;
const NO_WORDS = Buffer.alloc(0);

/** What a server did with a session before anybody had asked it for something. */
export interface Parting {
  /** Its first application bytes, as text. */
  readonly greeting: string;
  /** It ended the session, and had said nothing. */
  readonly hungUp: boolean;
}

/**
 * What the server says after our last word comes a round trip later, and from a slow server about as late as its part of
 * the handshake did. Amid other diagnoses it is this machine that is slow.
 */
export function lingerMs(connection: TappedConnection, { connectMs }: TcpPath, { crowded }: ProbeContext): number {
  const { handshakeMs = 0 } = connection.observe();
  return Math.min(LONGEST_LINGER_MS, Math.max(LINGER_MS, 2 * connectMs, crowded ? 0 : 1.5 * handshakeMs));
}

/** Waits for the server's first words, its late refusal or its goodbye, whichever comes first. */
export async function linger(connection: TappedConnection, ms: number): Promise<Parting> {
  const { socket } = connection;
  if (!socket) return { greeting: '', hungUp: false };
  const words = firstWords(socket);
  await Promise.race([words.heard, connection.linger({ ms })]);
  const { kept, ended } = words.stop();
  const { end, wire } = connection.observe();
  const silent = kept.length === 0 && wire.applicationBytes === 0;
  return { greeting: kept.toString('utf8'), hungUp: silent && (ended || end === 'fin' || end === 'rst') };
}

function firstWords(socket: TLSSocket) {
  let kept = NO_WORDS;
  let ended = false;
  let tell = () => {};
  const heard = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const keep = (chunk: Buffer) => {
    kept = Buffer.concat([kept, chunk]).subarray(0, GREETING_BYTES);
    tell();
  };
  const close = () => {
    ended = true;
    tell();
  };
  socket.on('data', keep).once('end', close);
  const stop = () => {
    socket.pause();
    socket.removeListener('data', keep).removeListener('end', close);
    return { kept, ended };
  };
  return { heard, stop };
}
