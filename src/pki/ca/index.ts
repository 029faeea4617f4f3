export { type CaDirectory, openCa } from './authority.ts';
export { type IssuedCertificate, issueFromCa, type LeafInput, leafExtensions, permittedNames } from './issue.ts';
