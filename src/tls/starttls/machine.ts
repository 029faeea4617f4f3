import { STARTTLS_SCRIPTS, type StarttlsProtocol } from './protocols.ts';
import { PreambleTooLong, ServerInput, type StarttlsNames, type StarttlsOutcome } from './script.ts';

/** What follows from what the server said so far. */
export interface StarttlsStep {
  /** To be sent now; may be empty. */
  send: Buffer;
  /** Undefined while the server has to say more. */
  outcome?: StarttlsOutcome | { kind: 'too-long' } | undefined;
}

/**
 * Talks a server into TLS: bytes in, bytes out, and in the end an outcome. No I/O and no clock; it reads at most
 * `MAX_PREAMBLE_BYTES`, so banners without end come out as `too-long`.
 */
export class StarttlsMachine {
  private readonly input = new ServerInput();
  private readonly script;

  constructor(protocol: StarttlsProtocol, names: StarttlsNames) {
    this.script = STARTTLS_SCRIPTS[protocol](this.input, names);
  }

  /** What is to be sent before the server has said anything. */
  start(): StarttlsStep {
    return this.run();
  }

  /** Takes in what the server said. */
  push(chunk: Uint8Array): StarttlsStep {
    this.input.feed(chunk);
    return this.run();
  }

  /** What came after the last byte that the outcome needed: nothing should, before our ClientHello. */
  rest(): Buffer {
    return this.input.rest();
  }

  private run(): StarttlsStep {
    const out: Buffer[] = [];
    try {
      for (;;) {
        const { done, value } = this.script.next();
        if (done) return { send: Buffer.concat(out), outcome: value };
        if (value === undefined) return { send: Buffer.concat(out) };
        out.push(value);
      }
    } catch (error) {
      if (!(error instanceof PreambleTooLong)) throw error;
      return { send: Buffer.concat(out), outcome: { kind: 'too-long' } };
    }
  }
}
