/** Asks a person at the terminal, line by line. */
export interface Asker {
  /** The answer without its line break; undefined where the person broke off (Ctrl-C, Ctrl-D). */
  ask(question: string): Promise<string | undefined>;
  close(): void;
}

/** Opens the terminal for questions, which appear on stderr; close it when done. What is typed ahead answers the next ones. */
export async function openAsker(): Promise<Asker> {
  const { createInterface } = await import('node:readline');
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const ahead: string[] = [];
  let waiting: ((answer: string | undefined) => void) | undefined;
  let closed = false;
  const settle = (answer: string | undefined) => {
    const resolve = waiting;
    waiting = undefined;
    resolve?.(answer);
  };
  const finish = () => {
    closed = true;
    settle(undefined);
  };
  lines.on('line', (line) => (waiting === undefined ? ahead.push(line) : settle(line)));
  lines.once('close', finish);
  lines.once('SIGINT', finish);
  return {
    ask: async (question) => {
      if (closed) return ahead.shift();
      lines.setPrompt(`${question} `);
      lines.prompt();
      return new Promise((resolve) => {
        const answer = ahead.shift();
        if (answer !== undefined) resolve(answer);
        else waiting = resolve;
      });
    },
    close: () => lines.close(),
  };
}
