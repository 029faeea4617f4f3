import type { ReasonCode } from '../pki/verify/reasons.ts';

/** What `verify` says of each reason for a no: the sentence, and what to do. */
export type ReasonTexts = Readonly<Record<ReasonCode, { readonly message: string; readonly fix: string }>>;
