/**
 * What is wrong with an encoding. The kinds that end in `-not-der` are legal BER: the value is understood, only its form
 * is not the distinguished one.
 */
export type DerFault =
  | 'truncated'
  | 'length-beyond-parent'
  | 'length-too-large'
  | 'indefinite-length-not-der'
  | 'length-not-der'
  | 'tag-not-der'
  | 'constructed-string-not-der'
  | 'boolean-not-der'
  | 'integer-not-der'
  | 'bit-string-not-der'
  | 'time-not-der'
  | 'set-order-not-der'
  | 'default-encoded-not-der'
  | 'unexpected-tag'
  | 'missing-field'
  | 'trailing-data'
  | 'empty'
  | 'value-malformed'
  | 'value-out-of-range'
  | 'oid-malformed'
  | 'time-malformed'
  | 'string-malformed'
  | 'unmatched-end-of-contents'
  | 'too-deep'
  | 'too-many-nodes'
  | 'too-large';

/** One fault of an encoding: what, and at which byte of the input. */
export interface DerProblem {
  readonly fault: DerFault;
  /** Byte offset in the input that was handed in. */
  readonly offset: number;
  /** The field or the extension (name or dotted OID) that it was found in, once known. */
  readonly where?: string;
}

/** Whether a fault leaves the value readable (BER, or an encoding that DER forbids) instead of destroying it. */
export function isDeviation(fault: DerFault): boolean {
  return fault.endsWith('-not-der');
}

/** Thrown by the DER reader; callers that go on with the rest of a structure turn it into a `DerProblem`. */
export class DerError extends Error {
  readonly fault: DerFault;
  readonly offset: number;

  constructor(fault: DerFault, offset: number) {
    super(`${fault} at byte ${offset}`);
    this.name = 'DerError';
    this.fault = fault;
    this.offset = offset;
  }
}
