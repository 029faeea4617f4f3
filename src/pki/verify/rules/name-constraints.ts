import type { Certificate } from '../../parse/certificate.ts';
import type { GeneralSubtree } from '../../parse/extensions/name-constraints.ts';
import type { GeneralName } from '../../parse/general-name.ts';
import { VERIFY_LIMITS } from '../budget.ts';
import { CONSTRAINABLE, isValidBase, standing } from '../names/subtree.ts';
import type { ReasonParams } from '../types.ts';
import type { Violations } from '../violations.ts';

const EMAIL_ADDRESS = '1.2.840.113549.1.9.1';

interface Constraint {
  /** Place in the path of the CA that set it. */
  readonly by: number;
  readonly bases: readonly GeneralName[];
}

/**
 * permitted_subtrees and excluded_subtrees (RFC 5280 6.1.1, 6.1.3 (b) and (c), 6.1.4 (g)), gathered from the anchor down. A
 * name must be within every CA's permitted subtrees of its type, which is their intersection, and within none excluded.
 */
export class NameSpace {
  readonly #permitted = new Map<GeneralName['type'], Constraint[]>();
  readonly #excluded = new Map<GeneralName['type'], Constraint[]>();
  readonly #found: Violations;
  #comparisons = 0;

  constructor(found: Violations) {
    this.#found = found;
  }

  /** Takes in the name constraints of a CA, noting those that are not well-formed or not understood. */
  constrain(ca: Certificate, index: number): void {
    const constraints = ca.value('nameConstraints');
    if (!constraints) return;
    const { permitted = [], excluded = [] } = constraints;
    if (permitted.length + excluded.length === 0) {
      this.#found.add('name-constraints-empty', index);
      this.#found.add('webpki-name-constraints-empty', index);
    }
    for (const subtree of [...permitted, ...excluded]) this.#checkSubtree(subtree, index);
    collect(this.#permitted, permitted, index);
    collect(this.#excluded, excluded, index);
  }

  /** Notes the first name of a certificate that a constraint above it forbids. */
  check(certificate: Certificate, index: number): void {
    if (this.#permitted.size + this.#excluded.size === 0) return;
    const names = [...subjectNames(certificate)];
    this.#comparisons += names.reduce(
      (sum, { type }) => sum + size(this.#permitted.get(type)) + size(this.#excluded.get(type)),
      0,
    );
    if (this.#comparisons > VERIFY_LIMITS.maxNameComparisons) {
      this.#found.add('name-constraints-too-many', index, { limit: VERIFY_LIMITS.maxNameComparisons });
      return;
    }
    for (const name of names) {
      const violation = this.#judge(name);
      if (!violation) continue;
      const code = CONSTRAINABLE.includes(name.type) ? 'name-constraint-violation' : 'name-constraints-unsupported';
      this.#found.add(code, index, { type: name.type, name: nameText(name), ...violation });
      return;
    }
  }

  #judge(name: GeneralName): ReasonParams | undefined {
    for (const { by, bases } of this.#excluded.get(name.type) ?? []) {
      const hit = bases.find((base) => standing(name, base) !== 'outside');
      if (hit) return { list: 'excluded', subtree: nameText(hit), constrainedBy: by };
    }
    for (const { by, bases } of this.#permitted.get(name.type) ?? []) {
      if (bases.some((base) => standing(name, base) === 'within')) continue;
      return { list: 'permitted', subtrees: bases.slice(0, 8).map(nameText), constrainedBy: by };
    }
    return undefined;
  }

  #checkSubtree({ base, minimum, maximum }: GeneralSubtree, index: number): void {
    if (minimum !== 0 || maximum !== undefined) {
      this.#found.add('name-constraints-unsupported', index, { type: base.type, minimum, maximum: maximum ?? -1 });
    }
    if (!isValidBase(base, { leadingDot: this.#found.policy === 'path' })) {
      this.#found.add('name-constraints-malformed', index, { type: base.type, subtree: nameText(base) });
    }
  }
}

function collect(into: Map<GeneralName['type'], Constraint[]>, subtrees: readonly GeneralSubtree[], by: number): void {
  const byType = new Map<GeneralName['type'], GeneralName[]>();
  for (const { base } of subtrees) {
    const bases = byType.get(base.type);
    if (bases) bases.push(base);
    else byType.set(base.type, [base]);
  }
  for (const [type, bases] of byType) into.set(type, [...(into.get(type) ?? []), { by, bases }]);
}

function size(constraints: readonly Constraint[] | undefined): number {
  return constraints?.reduce((sum, { bases }) => sum + bases.length, 0) ?? 0;
}

/** The names that constraints apply to: the subject, e-mail addresses in it, and all subject alternative names. */
function* subjectNames(certificate: Certificate): Generator<GeneralName> {
  const { subject } = certificate;
  if (!subject.isEmpty) yield { type: 'directory', name: subject };
  for (const value of subject.values(EMAIL_ADDRESS)) yield { type: 'email', value };
  yield* certificate.subjectAltName ?? [];
}

/** A general name for people, without its type. */
export function nameText(name: GeneralName): string {
  if (name.type === 'directory') return name.name.toString();
  if (name.type === 'other') return name.value ?? name.oid;
  return 'value' in name ? name.value : name.der.toString('hex');
}
