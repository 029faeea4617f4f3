import { isDnsName, matchesHost } from '../verify/names/dns-name.ts';

/** Whether a client takes a presented name for a host (lower case). They agree on names without `*` (RFC 9525 6.3). */
export type NameMatcher = (presented: string, host: string) => boolean;

/** OpenSSL and Node: `*` may also be a part of the first label, but not of an A-label: `a*.example.org`. */
export const partOfLabel: NameMatcher = (presented, host) => {
  if (matchesHost(presented, host)) return true;
  const [pattern, parent] = firstLabel(presented.toLowerCase());
  return parent.includes('.') && pattern.split('*').length === 2 && fits(pattern, parent, host);
};

/** The JDK: the same, several of them, and above a single label, too. (Up to JDK 17 in other labels as well.) */
export const partsOfLabel: NameMatcher = (presented, host) => {
  const [pattern, parent] = firstLabel(presented.toLowerCase());
  return matchesHost(presented, host) || (pattern.includes('*') && fits(pattern, parent, host));
};

function firstLabel(name: string): [label: string, rest: string] {
  const dot = name.indexOf('.');
  return dot < 0 ? [name, ''] : [name.slice(0, dot), name.slice(dot + 1)];
}

/** Whether a host is one label that fits a pattern, below a parent. No part of an A-label stands for a part of its text. */
function fits(pattern: string, parent: string, host: string): boolean {
  const [label, above] = firstLabel(host);
  if (above !== parent || !isDnsName(parent)) return false;
  return pattern === '*' || (!pattern.startsWith('xn--') && !label.startsWith('xn--') && globs(pattern, label));
}

/** Whether a label fits a pattern in which each `*` stands for any number of characters. */
function globs(pattern: string, label: string): boolean {
  const parts = pattern.split('*');
  const [head, tail] = [parts[0]!, parts.at(-1)!];
  if (label.length < head.length + tail.length || !label.startsWith(head) || !label.endsWith(tail)) return false;
  let at = head.length;
  for (const part of parts.slice(1, -1)) {
    const found = label.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= label.length - tail.length;
}
