import type { Certificate } from '../../parse/certificate.ts';
import type { VerifyInput } from '../types.ts';
import type { Violations } from '../violations.ts';

/**
 * RFC 5280 4.2.1.9, 6.1.4 (l) and (m): how many intermediates may follow a CA, self-issued ones not counted; and the caller's
 * own limit, counted in the same way.
 */
export function pathLength(path: readonly Certificate[], input: VerifyInput, found: Violations): void {
  const top = path.length - 1;
  let left = path[top]?.basicConstraints?.pathLength ?? Number.POSITIVE_INFINITY;
  let limitedBy = top;
  let counted = 0;
  let exceeded = false;
  for (let i = top - 1; i > 0; i--) {
    const certificate = path[i]!;
    if (!certificate.isSelfIssued) {
      counted++;
      if (left === 0 && !exceeded) {
        exceeded = true;
        const limit = path[limitedBy]!.basicConstraints!.pathLength!;
        found.add('path-length-exceeded', limitedBy, {
          limit,
          exceededBy: certificate.subject.toString(),
          exceededAt: i,
        });
      }
      left = Math.max(0, left - 1);
    }
    const own = certificate.basicConstraints?.pathLength;
    if (own !== undefined && own < left) {
      left = own;
      limitedBy = i;
    }
  }
  if (input.maxDepth !== undefined && counted > input.maxDepth) {
    found.add('max-depth-exceeded', 0, { limit: input.maxDepth, intermediates: counted });
  }
}
