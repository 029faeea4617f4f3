import type { Certificate } from '../../parse/certificate.ts';
import { ANY_POLICY } from '../../parse/extensions/certificate-policies.ts';
import type { VerifyInput } from '../types.ts';
import type { Violations } from '../violations.ts';

/** A node of the policy graph: one policy at one depth, reached from every parent whose expectation it meets. */
interface PolicyNode {
  readonly policy: string;
  expected: ReadonlySet<string>;
  readonly parents: readonly PolicyNode[];
}

type Level = Map<string, PolicyNode>;

/**
 * Policy processing of RFC 5280 6.1 with the policy graph of RFC 9618 in place of the tree, which an attacker can make
 * exponentially large: nodes of one depth with the same policy are one node with several parents.
 */
export class PolicyProcessor {
  readonly #found: Violations;
  readonly #wanted: ReadonlySet<string>;
  /** Last depth of valid_policy_graph; undefined is RFC's NULL. */
  #level: Level | undefined = new Map([
    [ANY_POLICY, { policy: ANY_POLICY, expected: new Set([ANY_POLICY]), parents: [] }],
  ]);
  #explicit: number;
  #mapping: number;
  #any: number;

  /** `length` is the number of certificates below the anchor. */
  constructor(input: VerifyInput, length: number, found: Violations) {
    this.#found = found;
    this.#wanted = new Set(input.initialPolicies?.length ? input.initialPolicies : [ANY_POLICY]);
    this.#explicit = input.explicitPolicy ? 0 : length + 1;
    this.#mapping = input.inhibitPolicyMapping ? 0 : length + 1;
    this.#any = input.inhibitAnyPolicy ? 0 : length + 1;
  }

  /** 6.1.3 (d) to (f) for one certificate. */
  process(certificate: Certificate, index: number): void {
    const policies = certificate.value('certificatePolicies');
    if (!policies) this.#level = undefined;
    else if (this.#level) {
      const anyCounts = this.#any > 0 || (index > 0 && certificate.isSelfIssued);
      this.#level = nextLevel(this.#level, new Set(policies.map(({ oid }) => oid)), anyCounts);
      if (this.#level.size === 0) this.#level = undefined;
    }
    if (this.#explicit === 0 && !this.#level) this.#require(index, []);
  }

  /** 6.1.4 (a), (b) and (h) to (j): prepares for the certificate below a CA. */
  prepareNext(ca: Certificate, index: number): void {
    const mappings = ca.value('policyMappings');
    if (mappings) this.#map(mappings, index);
    if (!ca.isSelfIssued) {
      if (this.#explicit > 0) this.#explicit--;
      if (this.#mapping > 0) this.#mapping--;
      if (this.#any > 0) this.#any--;
    }
    const constraints = ca.value('policyConstraints');
    this.#explicit = Math.min(this.#explicit, constraints?.requireExplicitPolicy ?? Number.POSITIVE_INFINITY);
    this.#mapping = Math.min(this.#mapping, constraints?.inhibitPolicyMapping ?? Number.POSITIVE_INFINITY);
    this.#any = Math.min(this.#any, ca.value('inhibitAnyPolicy') ?? Number.POSITIVE_INFINITY);
  }

  /** 6.1.5 (a), (b) and (g): the user-constrained policy set; notes a violation when one is required and none is left. */
  wrapUp(leaf: Certificate): string[] {
    if (this.#explicit > 0) this.#explicit--;
    if (leaf.value('policyConstraints')?.requireExplicitPolicy === 0) this.#explicit = 0;
    const granted = this.#level ? authorityPolicies(this.#level) : new Set<string>();
    const constrained = this.#constrain(granted);
    if (this.#explicit === 0 && constrained.length === 0) {
      this.#require(0, [...granted]);
    }
    return constrained;
  }

  #map(mappings: NonNullable<ReturnType<typeof mappingsOf>>, index: number): void {
    const bySource = new Map<string, Set<string>>();
    for (const { issuerDomainPolicy, subjectDomainPolicy } of mappings) {
      if (issuerDomainPolicy === ANY_POLICY || subjectDomainPolicy === ANY_POLICY)
        this.#found.add('policy-mapping-any-policy', index);
      const targets = bySource.get(issuerDomainPolicy);
      if (targets) targets.add(subjectDomainPolicy);
      else bySource.set(issuerDomainPolicy, new Set([subjectDomainPolicy]));
    }
    const level = this.#level;
    if (!level) return;
    const any = level.get(ANY_POLICY);
    for (const [source, targets] of bySource) {
      const node = level.get(source);
      if (this.#mapping === 0) level.delete(source);
      else if (node) node.expected = targets;
      else if (any) level.set(source, { policy: source, expected: targets, parents: any.parents });
    }
    if (level.size === 0) this.#level = undefined;
  }

  /** Notes that no acceptable policy is left, at the certificate where that first shows. */
  #require(index: number, granted: readonly string[]): void {
    if (this.#found.list.some(({ code }) => code === 'policy-required')) return;
    this.#found.add('policy-required', index, { wanted: [...this.#wanted], granted });
  }

  #constrain(granted: ReadonlySet<string>): string[] {
    if (this.#wanted.has(ANY_POLICY)) return [...granted];
    if (granted.has(ANY_POLICY)) return [...this.#wanted];
    return [...granted].filter((policy) => this.#wanted.has(policy));
  }
}

function mappingsOf(certificate: Certificate) {
  return certificate.value('policyMappings');
}

/** 6.1.3 (d) (1) and (2): the next depth of the graph. */
function nextLevel(level: Level, policies: ReadonlySet<string>, anyCounts: boolean): Level {
  const expecting = new Map<string, PolicyNode[]>();
  for (const node of level.values()) {
    for (const policy of node.expected) {
      const nodes = expecting.get(policy);
      if (nodes) nodes.push(node);
      else expecting.set(policy, [node]);
    }
  }
  const next: Level = new Map();
  const any = level.get(ANY_POLICY);
  const grow = (policy: string, parents: readonly PolicyNode[]) =>
    next.set(policy, { policy, expected: new Set([policy]), parents });
  for (const policy of policies) {
    if (policy === ANY_POLICY) continue;
    const parents = expecting.get(policy) ?? (any ? [any] : undefined);
    if (parents) grow(policy, parents);
  }
  if (policies.has(ANY_POLICY) && anyCounts) {
    for (const [policy, parents] of expecting) if (!next.has(policy)) grow(policy, parents);
  }
  return next;
}

/** Policies in the domain of the anchor that the last depth descends from: nodes whose parent is any-policy. */
function authorityPolicies(last: Level): Set<string> {
  const granted = new Set<string>();
  const seen = new Set<PolicyNode>(last.values());
  for (const node of seen) {
    if (node.policy === ANY_POLICY) {
      if (last.get(ANY_POLICY) === node) granted.add(ANY_POLICY);
      continue;
    }
    for (const parent of node.parents) {
      if (parent.policy === ANY_POLICY) granted.add(node.policy);
      else seen.add(parent);
    }
  }
  return granted;
}
