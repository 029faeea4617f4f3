/** What `verify` says of a reason for a no: the sentence, and what to do. That every reason has one, its user's types check. */
export interface ReasonText {
  readonly message: string;
  readonly fix: string;
}
