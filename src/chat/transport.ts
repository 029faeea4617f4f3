/** What a session needs of its connection, whatever carries it. */
export interface Transport {
  /** Writes records in order; each reaches the wire on its own if the dialect needs that. */
  write(records: readonly Buffer[]): void;
  /** Bytes written that the peer has not taken. */
  readonly pendingBytes: number;
  /** Stops and starts reading. */
  pause(): void;
  resume(): void;
  /** Writes out what is waiting, then closes. */
  end(): void;
  /** Closes at once. */
  destroy(): void;
}
