export { isAccepted, judgeAcceptance } from './judge.ts';
export { findIssuers } from './public-root.ts';
export { ACCEPTANCE_RULES } from './rules.ts';
export type * from './types.ts';
export { CLIENTS } from './types.ts';
export { type AcceptanceWarning, acceptanceWarnings } from './warnings.ts';
