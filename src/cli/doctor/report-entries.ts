import type { FleetTarget } from '../../doctor/fleet/targets.ts';
import type { ReportEntry } from '../../report/doctor/report.ts';
import type { Told } from './told.ts';

/** Of so many targets a report gets all that was seen; of the rest, verdict and findings. */
const MOST_WHOLE = 500;

/** What the reports of a list of targets are made of, collected while the list is gone through. */
export class ReportEntries {
  readonly #file: string;
  readonly #entries: { readonly index: number; readonly entry: ReportEntry }[] = [];

  /** @param file the list of the targets */
  constructor(file: string) {
    this.#file = file;
  }

  add({ index, line, input }: FleetTarget, told: Told, exitCode: number): void {
    const kept = index < MOST_WHOLE ? told.whole() : told.brief;
    const source = this.#file === '-' ? {} : { source: { file: this.#file, line } };
    this.#entries.push({ index, entry: { target: input, result: kept, exitCode, ...source } });
  }

  /** In the order of the list. */
  all(): ReportEntry[] {
    return this.#entries.sort((a, b) => a.index - b.index).map(({ entry }) => entry);
  }
}
