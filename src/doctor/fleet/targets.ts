/** One line of a list that names a target. */
export interface FleetTarget {
  /** Its place among the targets, from 0. */
  readonly index: number;
  /** The line that it stands in, from 1. */
  readonly line: number;
  /** What stands there; not yet known to be a target. */
  readonly input: string;
}

/** What is longer is no target; more of a line is not kept. */
const MOST_CHARACTERS = 1024;

/**
 * The targets of a list: one a line, ended by LF or CRLF; blank lines and what follows a `#` at the beginning of a line
 * or behind a space are passed over. Holds one chunk and one line at a time.
 */
export async function* targetsOf(chunks: AsyncIterable<Uint8Array | string>): AsyncGenerator<FleetTarget> {
  const decoder = new TextDecoder('utf-8');
  let [rest, line, index] = ['', 0, 0];
  const take = (text: string): FleetTarget | undefined => {
    line += 1;
    const input = text
      .trim()
      .replace(/(^|\s)#.*$/, '')
      .trim()
      .slice(0, MOST_CHARACTERS);
    return input === '' ? undefined : { index: index++, line, input };
  };
  for await (const chunk of chunks) {
    const lines = (rest + (typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true }))).split('\n');
    rest = (lines.pop() ?? '').slice(0, 2 * MOST_CHARACTERS);
    for (const text of lines) {
      const target = take(text);
      if (target) yield target;
    }
  }
  const last = take(rest + decoder.decode());
  if (last) yield last;
}
