import { ACCEPTANCE_RULES } from './rules.ts';
import {
  type AcceptanceInput,
  type AcceptanceProblem,
  type AcceptanceRule,
  CLIENTS,
  type ClientId,
  type ClientVerdict,
  type Objection,
} from './types.ts';

/** Clients that need not accept a certificate for the answer to be yes: a stricter setting, and uses of their own. */
const NOT_MAINSTREAM: readonly ClientId[] = ['openssl-3', 'webtransport', 'webrtc'];

/** What each client says of a server's certificate whose root it trusts, now and by the rules that are to come. */
export function judgeAcceptance(input: AcceptanceInput): ClientVerdict[] {
  return CLIENTS.map((client) => verdictOf(client, input));
}

/** Whether every mainstream client that has a say accepts. */
export function isAccepted(verdicts: readonly ClientVerdict[]): boolean {
  return verdicts.every(({ mainstream, status }) => !mainstream || status !== 'rejected');
}

function verdictOf(client: ClientId, input: AcceptanceInput): ClientVerdict {
  const mainstream = !NOT_MAINSTREAM.includes(client);
  if (client === 'public-ca' && !input.publicRoot) {
    return { client, mainstream, status: 'does-not-apply', objections: [], upcoming: [] };
  }
  const rules = ACCEPTANCE_RULES.filter((each) => each.client === client && (input.publicRoot || !each.publicOnly));
  const objections = strictest(rules.filter((each) => counts(each, input)).flatMap((each) => objection(each, input)));
  const upcoming = rules
    .filter((each) => !counts(each, input) && isToCome(each, input))
    .flatMap((each) => objection(each, input));
  return { client, mainstream, status: objections.length > 0 ? 'rejected' : 'accepted', objections, upcoming };
}

function objection({ problem, broken, source, from, by }: AcceptanceRule, input: AcceptanceInput): Objection[] {
  const params = broken(input);
  return params ? [{ problem, params, source, from: from ?? null, by: by ?? 'used' }] : [];
}

function counts({ from, by }: AcceptanceRule, { leaf, at }: AcceptanceInput): boolean {
  if (from === undefined) return true;
  return (by === 'issued' ? leaf.validity.notBefore : at).getTime() >= Date.parse(from);
}

/** A rule for certificates issued later cannot touch this one once its day has passed. */
function isToCome({ from = '' }: AcceptanceRule, { at }: AcceptanceInput): boolean {
  return Date.parse(from) > at.getTime();
}

/** Of several limits of one kind, the lowest that is broken says it all. */
function strictest(objections: readonly Objection[]): Objection[] {
  const byProblem = new Map<AcceptanceProblem, Objection>();
  for (const each of objections) {
    const other = byProblem.get(each.problem);
    const limit = (objection: Objection) => Number(objection.params.limit ?? 0);
    const stricter =
      each.problem === 'rsa-too-small' ? !other || limit(each) > limit(other) : !other || limit(each) < limit(other);
    if (stricter) byProblem.set(each.problem, each);
  }
  return [...byProblem.values()];
}
