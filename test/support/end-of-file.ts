const tasks: (() => void)[] = [];

/**
 * Has something done at the end of every test file. For modules of test/support, which are loaded once for several files: their own
 * `afterAll` would belong to the first of them alone.
 */
export function atEndOfFile(task: () => void): void {
  tasks.push(task);
}

/** Does it, the latest first, as `afterAll` would; test/setup.ts calls it. */
export function endFile(): void {
  for (const task of tasks.toReversed()) task();
}
