/** One attribute of a name to be made. */
export interface SubjectAttribute {
  readonly oid: string;
  /** Text, or a complete DER element for values that are no text (RFC 4514 `#hex`). */
  readonly value: string | Buffer;
}

/** A name to be made: its relative names in DER order, most general first (RFC 5280 4.1.2.4). */
export type Subject = readonly (readonly SubjectAttribute[])[];
