import { refusal, type ServerEvent } from './events.ts';
import { JSON_COMMANDS, JSON_LINE_MAX_BYTES, parseJsonLine, printJsonLine } from './json.ts';
import { LINE_COMMANDS, type Parsed, parseLine } from './line-parse.ts';
import { LINE_MAX_BYTES, printLines } from './line-print.ts';
import { LineSplitter, type SplitLine } from './line-splitter.ts';

/** How one connection speaks: bytes in → commands, events → records out. One per connection, since it holds unfinished input. */
export interface Codec {
  /** Which dialect this is. */
  readonly dialect: string;
  /** Whether its clients answer `ping`. */
  readonly liveness: boolean;
  /** Whether its clients cannot try another name: one that is taken gets a number behind it. */
  readonly lenientNames?: boolean;
  /** The key that others encrypt for, in dialects that have one. */
  readonly publicKeyPem?: string | undefined;
  /** What `/help` lists. */
  readonly commands: readonly string[];
  /** Codecs that print every event alike share this value, so that a broadcast is printed once; undefined: print for each. */
  readonly shared: string | undefined;
  /** The commands that these bytes complete; to be acted on one by one, since a name changes how the next line reads. */
  receive(chunk: Buffer, isNamed: () => boolean): Iterable<Parsed>;
  /** The command in an unfinished last line. */
  end(isNamed: () => boolean): Iterable<Parsed>;
  /** An event as records to write, in order, each on its own. */
  print(event: ServerEvent): Buffer[];
}

/** Dialect `line`, with the cap of a line in bytes. */
export function lineCodec(maxBytes: number = LINE_MAX_BYTES): Codec {
  const text = new TextLines(maxBytes, parseLine);
  return {
    dialect: 'line',
    liveness: false,
    commands: LINE_COMMANDS,
    shared: 'line',
    receive: (chunk, isNamed) => text.receive(chunk, isNamed),
    end: (isNamed) => text.end(isNamed),
    print: (event) => [Buffer.from(`${printLines(event).join('\n')}\n`)],
  };
}

/** Dialect `llave-chat/1`. */
export function jsonCodec(): Codec {
  const text = new TextLines(JSON_LINE_MAX_BYTES, parseJsonLine);
  return {
    dialect: 'llave-chat/1',
    liveness: true,
    commands: JSON_COMMANDS,
    shared: 'json',
    receive: (chunk, isNamed) => text.receive(chunk, isNamed),
    end: (isNamed) => text.end(isNamed),
    print: (event) => [Buffer.from(`${printJsonLine(event)}\n`)],
  };
}

class TextLines {
  readonly #splitter: LineSplitter;
  readonly #parse: (line: string, named: boolean) => Parsed;

  constructor(maxBytes: number, parse: (line: string, named: boolean) => Parsed) {
    this.#splitter = new LineSplitter(maxBytes);
    this.#parse = parse;
  }

  // Lazily: the first line of a chunk may be the name that the second one needs.
  *receive(chunk: Buffer, isNamed: () => boolean): Iterable<Parsed> {
    for (const line of this.#splitter.push(chunk)) yield this.#one(line, isNamed());
  }

  *end(isNamed: () => boolean): Iterable<Parsed> {
    for (const line of this.#splitter.end()) yield this.#one(line, isNamed());
  }

  #one(line: SplitLine, named: boolean): Parsed {
    if (line.ok) return this.#parse(line.text, named);
    return line.code === 'bad-utf8'
      ? refusal('bad-utf8', 'that line is not UTF-8; nobody got it')
      : refusal('line-too-long', `a line has at most ${this.#splitter.maxBytes} bytes; nobody got it`);
  }
}
