import { DerError, type DerFault, type DerProblem } from '../der/error.ts';

/** Gathers what is wrong with a structure while the rest of it is read. */
export class Problems {
  readonly list: DerProblem[] = [];

  add(fault: DerFault, offset: number, where?: string): void {
    this.list.push(where === undefined ? { fault, offset } : { fault, offset, where });
  }

  /** Runs one step of a parser; a fault in it is noted under `where` and the fallback stands in for its value. */
  attempt<T>(where: string, step: () => T, fallback: T): T {
    try {
      return step();
    } catch (error) {
      this.list.push(problemOf(error, where));
      return fallback;
    }
  }
}

/** The problem that a thrown `DerError` stands for; anything else thrown is a bug and is thrown on. */
export function problemOf(error: unknown, where: string): DerProblem {
  if (!(error instanceof DerError)) throw error;
  return { fault: error.fault, offset: error.offset, where };
}
