import type { Certificate } from '../parse/certificate.ts';
import { workingKeys } from './dsa-parameters.ts';
import { PolicyProcessor } from './rules/certificate-policies.ts';
import type { Role } from './rules/context.ts';
import { applyRules } from './rules/index.ts';
import { NameSpace } from './rules/name-constraints.ts';
import { pathLength } from './rules/path-length.ts';
import { signatureReason, verifySignature } from './signature.ts';
import type { VerifyInput } from './types.ts';
import { type Violation, Violations } from './violations.ts';

/** What became of one path. */
export interface PathVerdict {
  /** Leaf first, anchor last. */
  readonly path: readonly Certificate[];
  /** The most telling first; empty for a valid path. */
  readonly violations: readonly Violation[];
  readonly policies: readonly string[];
}

/**
 * Basic path validation (RFC 5280 6.1) of one path, leaf first, anchor last. Every rule is applied even after one is broken,
 * so that the most telling can be named. Constraints in the anchor's own certificate count (RFC 5937).
 */
export function validatePath(path: readonly Certificate[], input: VerifyInput, rules: RuleCache): PathVerdict {
  const found = new Violations(input.policy ?? 'rfc5280');
  const top = path.length - 1;
  path.forEach((certificate, index) => {
    for (const { code, params } of rules.of(certificate, roleAt(index, top))) found.add(code, index, params);
  });
  signatures(path, found);
  pathLength(path, input, found);
  const space = new NameSpace(found);
  const policies = new PolicyProcessor(input, top, found);
  if (top > 0) space.constrain(path[top]!, top);
  for (let i = top - 1; i >= 0; i--) {
    const certificate = path[i]!;
    if (i === 0 || !certificate.isSelfIssued) space.check(certificate, i);
    policies.process(certificate, i);
    if (i === 0) break;
    policies.prepareNext(certificate, i);
    space.constrain(certificate, i);
  }
  const granted = top > 0 ? policies.wrapUp(path[0]!) : [];
  return { path, violations: found.sorted(), policies: granted };
}

/** 6.1.3 (a)(1): every signature, with DSA parameters handed down where a key has none of its own (6.1.4 (f)). */
function signatures(path: readonly Certificate[], found: Violations): void {
  const keys = workingKeys(path);
  for (let i = path.length - 2; i >= 0; i--) {
    const { signatureAlgorithm } = path[i]!;
    const verdict = verifySignature(path[i]!, keys[i + 1]!);
    if (verdict === 'valid') continue;
    found.add(signatureReason(verdict), i, {
      algorithm: signatureAlgorithm.name,
      issuer: path[i + 1]!.subject.toString(),
    });
  }
}

export function roleAt(index: number, top: number): Role {
  if (index === 0) return 'leaf';
  return index === top ? 'anchor' : 'intermediate';
}

/** What the rules about single certificates say, remembered for one question: paths share certificates. */
export class RuleCache {
  readonly #input: VerifyInput;
  readonly #known = new Map<Certificate, Map<Role, readonly Violation[]>>();

  constructor(input: VerifyInput) {
    this.#input = input;
  }

  of(certificate: Certificate, role: Role): readonly Violation[] {
    const byRole = this.#known.get(certificate) ?? new Map<Role, readonly Violation[]>();
    this.#known.set(certificate, byRole);
    let violations = byRole.get(role);
    if (!violations) {
      const found = new Violations(this.#input.policy ?? 'rfc5280');
      applyRules({ certificate, role, index: 0, input: this.#input, found });
      violations = found.list;
      byRole.set(role, violations);
    }
    return violations;
  }
}
