import type { RuleContext } from './context.ts';

/** RFC 5280 4.1.2.4, 4.1.2.6, 4.2.1.6: who must have a name, and how a leaf without one says so. */
export function names({ certificate, index, found }: RuleContext): void {
  const { issuer, subject } = certificate;
  if (issuer.isEmpty) found.add('issuer-empty', index);
  if (!subject.isEmpty) return;
  if (certificate.basicConstraints?.ca) found.add('ca-subject-empty', index);
  else if (!certificate.extension('subjectAltName')?.critical) found.add('subject-empty-san-not-critical', index);
}
