/**
 * The names that a resolver library asks for in turn: a name with enough dots as it is first, then with each search
 * domain; a short one the other way round; one that ends in a dot only as it is (resolv.conf(5)).
 */
export function candidateNames(host: string, search: readonly string[], ndots: number): readonly string[] {
  if (host.endsWith('.')) return [host.slice(0, -1)];
  const extended = search.map((domain) => `${host}.${domain}`);
  return host.split('.').length - 1 >= ndots ? [host, ...extended] : [...extended, host];
}

/** What `search`, `domain` and `options ndots:` of a resolv.conf say, the last of each counting. */
export function searchOf(resolvConf: string): { readonly search: readonly string[]; readonly ndots: number } {
  let search: readonly string[] = [];
  let ndots = 1;
  for (const line of resolvConf.split('\n')) {
    const [keyword, ...words] = line
      .replace(/[#;].*/, '')
      .trim()
      .split(/\s+/);
    if (keyword === 'search' || keyword === 'domain') search = words.map((word) => word.replace(/\.$/, ''));
    if (keyword !== 'options') continue;
    const dots = words.map((word) => /^ndots:(\d+)$/.exec(word)?.[1]).findLast((found) => found !== undefined);
    if (dots !== undefined) ndots = Number(dots);
  }
  return { search: search.filter((domain) => domain !== ''), ndots };
}

/** Whether a resolv.conf names a resolver at all. */
export function namesResolver(resolvConf: string): boolean {
  return /^\s*nameserver\s+\S/m.test(resolvConf);
}
