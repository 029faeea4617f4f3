import { unwatchFile, watchFile } from 'node:fs';

/** The files of one pair. */
export interface CredentialFiles {
  readonly key: string;
  readonly cert: string;
}

/**
 * Calls `changed` with the index of a pair when one of its files was replaced or written. Looks at the files instead of asking
 * the kernel, since that works for renames, symbolic links that are switched, and network file systems alike.
 * @returns stops watching
 */
export function watchCredentialFiles(
  pairs: readonly CredentialFiles[],
  changed: (index: number) => void,
  intervalMs = 500,
): () => void {
  const stops = pairs.flatMap(({ key, cert }, index) => {
    // Key and certificate are replaced one after the other: a pair is looked at once both are quiet.
    let settled: NodeJS.Timeout | undefined;
    const listener = (): void => {
      clearTimeout(settled);
      settled = setTimeout(changed, intervalMs, index).unref();
    };
    return [key, cert].map((file) => {
      watchFile(file, { interval: intervalMs, persistent: false }, listener);
      return () => unwatchFile(file, listener);
    });
  });
  return () => {
    for (const stop of stops) stop();
  };
}
