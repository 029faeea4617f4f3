import type { Socket } from 'node:net';
import { tapFirstBytes } from '../server/hello-tap.ts';
import { listenDeaf } from './deaf-listener.ts';
import { defineFault, type Fault } from './fault.ts';

/** Answers whatever comes first with these bytes, and ends. */
function answers(reply: string): Fault['make'] {
  return () => ({ accepted: (raw) => void raw.once('data', () => raw.end(reply)) });
}

/** Speaks first, as servers of other protocols do, and stays. */
function speaksFirst(greeting: string): Fault['make'] {
  return () => ({
    accepted: (raw) => {
      raw.write(greeting);
      raw.resume().on('end', () => raw.end());
    },
  });
}

/** Whoever is here first is served; the others wait until it has gone. */
function oneAtATime(): (raw: Socket, next: () => void) => void {
  const waiting: { raw: Socket; next: () => void }[] = [];
  let busy = false;
  const serve = ({ raw, next }: { raw: Socket; next: () => void }): void => {
    busy = true;
    raw.once('close', () => {
      busy = false;
      for (let first = waiting.shift(); first; first = waiting.shift()) if (!first.raw.destroyed) return serve(first);
    });
    next();
  };
  return (raw, next) => {
    if (busy) waiting.push({ raw, next });
    else serve({ raw, next });
  };
}

const PROXY_HEADER = /^PROXY (TCP4|TCP6|UNKNOWN)[^\r\n]{0,100}\r\n/;

/** Faults of what speaks on the port, below TLS. */
export const PEER_FAULTS: readonly Fault[] = [
  defineFault('tcp-backlog-full', () => ({ bind: listenDeaf })),
  defineFault('tcp-reset-on-accept', () => ({ accepted: (raw) => void raw.resetAndDestroy() })),
  defineFault('tcp-single-accept', () => ({ accepted: oneAtATime() })),
  defineFault('peer-silent', () => ({ accepted: (raw) => void raw.resume().on('end', () => raw.end()) })),
  defineFault('peer-closes', () => ({ accepted: (raw) => void raw.once('data', () => raw.end()) })),
  defineFault(
    'peer-http',
    answers('HTTP/1.1 400 Bad Request\r\nServer: plain\r\nContent-Length: 0\r\nConnection: close\r\n\r\n'),
  ),
  defineFault('peer-starttls', speaksFirst('220 mail.example ESMTP ready\r\n')),
  defineFault('peer-ssh', speaksFirst('SSH-2.0-OpenSSH_9.2p1\r\n')),
  defineFault('peer-plaintext', () => ({ accepted: (raw) => void raw.pipe(raw) })),
  defineFault('peer-garbage', answers('\x01\x80\xfe\x00\x13garbage\x00\xff')),
  defineFault('peer-proxy-protocol', () => ({
    accepted: (raw, next) =>
      void raw.once('data', (chunk: Buffer) => {
        const header = PROXY_HEADER.exec(chunk.toString('latin1'))?.[0];
        if (header === undefined) return void raw.destroy();
        raw.pause();
        if (chunk.length > header.length) raw.unshift(chunk.subarray(header.length));
        next();
      }),
  })),
  defineFault('tls-reset-after-hello', () => ({
    accepted: (raw) => tapFirstBytes(raw, () => raw.resetAndDestroy()),
  })),
  defineFault('tls-slow', () => ({
    accepted: (raw, next) => {
      const timer = setTimeout(next, SLOW_MS);
      raw.once('close', () => clearTimeout(timer));
    },
  })),
];

/** Longer than any healthy handshake, shorter than the patience of most clients. */
const SLOW_MS = 2_000;
