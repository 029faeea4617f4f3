/** What one error code says: a sentence in lower case without a full stop, and the next steps. */
export interface ErrorText {
  readonly message: string;
  /** Each is left out where a value that it names was not given. */
  readonly hints?: readonly string[];
}
