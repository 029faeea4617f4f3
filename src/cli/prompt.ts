/** Asks a person at the terminal, line by line. */
export interface Asker {
  /** The answer without its line break; undefined where the person broke off (Ctrl-C, Ctrl-D). */
  ask(question: string): Promise<string | undefined>;
  close(): void;
}

/** Opens the terminal for questions, which appear on stderr; close it when done. */
export async function openAsker(): Promise<Asker> {
  const { createInterface } = await import('node:readline');
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  let closed = false;
  const end = new Promise<undefined>((resolve) => {
    const finish = () => {
      closed = true;
      resolve(undefined);
    };
    lines.once('close', finish);
    lines.once('SIGINT', finish);
  });
  return {
    ask: async (question) => {
      if (closed) return undefined;
      const answer = new Promise<string>((resolve) => {
        lines.question(`${question} `, resolve);
      });
      return Promise.race([answer, end]);
    },
    close: () => lines.close(),
  };
}
