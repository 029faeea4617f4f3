export { VERIFY_LIMITS } from './budget.ts';
export { hostReference, isDnsName, matchesHost } from './names/dns-name.ts';
export { REASONS, type ReasonCode } from './reasons.ts';
export { type SignatureVerdict, type SignedBytes, verifySignature } from './signature.ts';
export type { Purpose, Reason, ReasonParams, VerifyInput, VerifyPolicy, VerifyResult } from './types.ts';
export { verifyChain } from './verify-chain.ts';
