/** What a load process can be asked for: a name, and its parameters. */
export type Actions = Readonly<Record<string, (parameters: never) => unknown>>;

/** Answers the questions of the parent process, one after another, until it goes. */
export function answer(actions: Actions): void {
  let last: Promise<void> = Promise.resolve();
  process.on('message', ({ id, action, parameters }: { id: number; action: string; parameters: never }) => {
    last = last.then(async () => {
      const result = await (actions[action] as Actions[string])(parameters);
      process.send?.({ id, result: result ?? null });
    });
  });
  process.on('disconnect', () => process.exit());
}
