/** One line off the wire, or why there is none. */
export type SplitLine = { ok: true; text: string } | { ok: false; code: 'line-too-long' | 'bad-utf8' };

const LF = 0x0a;
const CR = 0x0d;

/** One for all connections: whole lines leave nothing behind in it. */
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Cuts a byte stream into UTF-8 lines ended by LF or CRLF. Holds at most `maxBytes` of an unfinished line: what is longer is
 * reported once and skipped up to its line end. A byte-order mark is kept for `cleanText` to drop.
 */
export class LineSplitter {
  #held: Buffer[] = [];
  #heldBytes = 0;
  #skipping = false;

  constructor(readonly maxBytes: number) {}

  /** Bytes of a line that has not ended yet. */
  get pendingBytes(): number {
    return this.#heldBytes;
  }

  /** Takes the next bytes and returns the lines that they complete. */
  push(chunk: Buffer): SplitLine[] {
    const lines: SplitLine[] = [];
    let start = 0;
    for (let end = chunk.indexOf(LF); end !== -1; end = chunk.indexOf(LF, start)) {
      const line = this.#take(chunk.subarray(start, end));
      if (line) lines.push(line);
      start = end + 1;
    }
    if (start < chunk.length && this.#hold(chunk.subarray(start))) lines.push({ ok: false, code: 'line-too-long' });
    return lines;
  }

  /** The unfinished last line, when the peer ends the stream without a line end. */
  end(): SplitLine[] {
    const line = this.#heldBytes > 0 ? this.#take(Buffer.alloc(0)) : undefined;
    return line ? [line] : [];
  }

  #take(last: Buffer): SplitLine | undefined {
    const bytes = this.#held.length === 0 ? last : Buffer.concat([...this.#held, last]);
    const skipped = this.#skipping;
    this.#reset();
    if (skipped) return undefined;
    const line = bytes.at(-1) === CR ? bytes.subarray(0, -1) : bytes;
    if (line.length > this.maxBytes) return { ok: false, code: 'line-too-long' };
    try {
      return { ok: true, text: decoder.decode(line) };
    } catch {
      return { ok: false, code: 'bad-utf8' };
    }
  }

  /** Keeps an unfinished part; true when this is the moment that the line became too long. */
  #hold(part: Buffer): boolean {
    if (this.#skipping) return false;
    // One byte more than the cap may be the CR of a CRLF that has not come in whole.
    if (this.#heldBytes + part.length > this.maxBytes + 1) {
      this.#reset();
      this.#skipping = true;
      return true;
    }
    // A copy: a slice would keep the whole chunk of the socket alive.
    this.#held.push(Buffer.from(part));
    this.#heldBytes += part.length;
    // A peer that sends byte by byte must not cost a Buffer a byte.
    if (this.#held.length >= 32) this.#held = [Buffer.concat(this.#held)];
    return false;
  }

  #reset(): void {
    this.#held = [];
    this.#heldBytes = 0;
    this.#skipping = false;
  }
}
