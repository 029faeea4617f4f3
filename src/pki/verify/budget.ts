/** What one question may cost before the search ends; ample for any honest set of certificates. */
export const VERIFY_LIMITS = {
  /** Intermediates of one path. */
  maxPathLength: 64,
  /** Paths that are validated. */
  maxPaths: 256,
  /** Certificates that a diagnosis follows upward. */
  maxDiagnosedLength: 256,
  /** Paths that are looked at only to find out why there is no valid one. */
  maxDiagnosedPaths: 32,
  /** Certificates put on top of paths that are looked at for a diagnosis only. */
  maxDiagnosedSteps: 2_000,
  /** CRL issuers off the path whose own paths are looked for while one is looked for. */
  maxNestedSearches: 4,
  /** Certificates put on top of a path during the search. */
  maxSteps: 20_000,
  /** Signature checks, weighted by the size of the key. */
  maxSignatureCost: 600,
  /** Name constraint comparisons of one path. */
  maxNameComparisons: 1 << 18,
} as const;

/** What is left of the limits for one question. */
export class Budget {
  #paths: number = VERIFY_LIMITS.maxPaths;
  #steps: number = VERIFY_LIMITS.maxSteps;
  #signatures: number = VERIFY_LIMITS.maxSignatureCost;
  /** Whether anything was refused for want of budget. */
  exhausted = false;

  path(): boolean {
    return this.#take(--this.#paths >= 0);
  }

  /** From here on only what a diagnosis needs, but that much in any case. */
  diagnoseOnly(): void {
    this.#paths = VERIFY_LIMITS.maxDiagnosedPaths;
    this.#steps = VERIFY_LIMITS.maxDiagnosedSteps;
    this.#signatures += VERIFY_LIMITS.maxDiagnosedLength;
  }

  step(): boolean {
    return this.#take(--this.#steps >= 0);
  }

  /** A signature check by a key of this many bits. */
  signature(bits: number): boolean {
    this.#signatures -= bits > 4096 ? (bits / 4096) ** 2 : 1;
    return this.#take(this.#signatures >= 0);
  }

  #take(granted: boolean): boolean {
    if (!granted) this.exhausted = true;
    return granted;
  }
}
