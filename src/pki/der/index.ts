export { type BerResult, berToDer } from './ber.ts';
export { asBuffer, DerCursor } from './cursor.ts';
export { DerError, type DerFault, type DerProblem, isDeviation } from './error.ts';
export { DER_LIMITS, type DerLimits } from './limits.ts';
export { isStringTag, lenientText, stringValue } from './strings.ts';
export { CONSTRUCTED, contextConstructed, contextPrimitive, Tag } from './tags.ts';
export { type Asn1Time, timeValue } from './time.ts';
export { type DerNode, type DerTree, readDerTree } from './tree.ts';
export { integerHex, oidValue, smallInteger } from './values.ts';
