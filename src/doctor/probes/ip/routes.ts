import { parseRefusingRoutes4, parseRoutes4, parseRoutes6 } from '../../facts/routes.ts';
import { defineProbe } from '../../probe.ts';

/** The routes of this machine (or network namespace), as the kernel shows them to everybody. */
export const routesProbe = defineProbe({
  yields: 'ip.routes',
  stage: 'battery',
  separates: ['dns.lookup', 'tcp.path'],
  connects: false,
  needs: [],
  reads: [],
  async run(_seen, { system }) {
    const [v4, trie, v6] = await Promise.all(
      ['/proc/net/route', '/proc/net/fib_trie', '/proc/net/ipv6_route'].map((path) => system.readText(path)),
    );
    if (v4 === undefined) return { failure: { code: 'NO_PROC' } };
    return {
      value: { routes: [...parseRoutes4(v4), ...parseRefusingRoutes4(trie ?? ''), ...parseRoutes6(v6 ?? '')] },
    };
  },
});
