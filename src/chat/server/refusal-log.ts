import type { AdmissionRefusal } from './admission.ts';
import type { ServerRecord } from './records.ts';

const QUIET_MS = 1_000;
/** Addresses that are remembered: as many as a server has connections by default. */
const ADDRESSES = 4_096;

/** Says of each address at most once a second that it was refused, and how often: whoever floods a server must not flood its log. */
export class RefusalLog {
  readonly #said = new Map<string, { readonly at: number; unsaid: number }>();

  constructor(
    private readonly record: (record: ServerRecord) => void,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** A connection was not let in. */
  note(remote: string, limit: AdmissionRefusal): void {
    // A server that is full refuses everybody.
    const whom = limit === 'connections' ? limit : remote;
    const at = this.now();
    const said = this.#said.get(whom);
    if (said && at - said.at < QUIET_MS) {
      said.unsaid += 1;
      return;
    }
    this.#said.delete(whom);
    this.#said.set(whom, { at, unsaid: 0 });
    const [oldest] = this.#said.keys();
    if (this.#said.size > ADDRESSES && oldest !== undefined) this.#said.delete(oldest);
    this.record({ event: 'refused', remote, limit, times: 1 + (said?.unsaid ?? 0) });
  }
}
