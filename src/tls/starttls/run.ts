import type { RawConnection } from '../connection/raw-connection.ts';
import { StarttlsMachine } from './machine.ts';
import type { StarttlsProtocol } from './protocols.ts';
import type { StarttlsOutcome } from './script.ts';

export interface StarttlsOptions {
  protocol: StarttlsProtocol;
  /** The host that is asked for. */
  serverName?: string | undefined;
  /** What we call ourselves (SMTP); `localhost` if it is not given. */
  clientName?: string | undefined;
}

/** How the preamble went. Plain data. */
export interface StarttlsObservation {
  protocol: StarttlsProtocol;
  /** `ended`: the connection ended before there was an outcome. */
  outcome: StarttlsOutcome | { kind: 'too-long' } | { kind: 'ended' };
  bytesOut: number;
  bytesIn: number;
  ms: number;
  /** Bytes that the server sent after its last word in the clear and before our ClientHello (CVE-2011-0411). */
  leftover: number;
}

/** The observation, and the bytes that already belong to TLS. */
export interface StarttlsResult {
  observation: StarttlsObservation;
  rest: Buffer;
}

/** Talks a server into TLS over a connection that is open. Takes over its `onData` until it is done. */
export async function runStarttls(connection: RawConnection, options: StarttlsOptions): Promise<StarttlsResult> {
  const { protocol, serverName = connection.address, clientName = 'localhost' } = options;
  const machine = new StarttlsMachine(protocol, { serverName, clientName });
  const begun = connection.elapsed();
  const outcome = await new Promise<StarttlsObservation['outcome']>((resolve) => {
    const follow = (step: ReturnType<StarttlsMachine['start']>): void => {
      connection.send(step.send);
      if (step.outcome) {
        connection.onData = () => {};
        resolve(step.outcome);
      }
    };
    connection.onData = (chunk) => follow(machine.push(chunk));
    void connection.ended.then(() => resolve({ kind: 'ended' }));
    follow(machine.start());
  });
  const rest = machine.rest();
  return {
    observation: {
      protocol,
      outcome,
      bytesOut: connection.outgoing.total,
      bytesIn: connection.incoming.total - rest.length,
      ms: connection.elapsed() - begun,
      leftover: rest.length,
    },
    rest,
  };
}
