import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { addressesOf, decisiveView, resolverViews } from '../../facts/resolution.ts';
import { hostPort } from '../../target.ts';

/** A line of the hosts file sends programs to an address that does not work, past the DNS, whose address does. */
export const dnsHostsStale = defineCheck({
  id: 'dns-hosts-stale',
  layer: 'dns',
  severity: 'error',
  needs: ['target', 'dns.hosts'],
  reads: ['dns.lookup', 'dns.answer', 'dns.resolvers', 'dns.elsewhere', 'tcp.path', 'tls.handshake', 'cert.name'],
  explains: ['tcp.path', 'tls.handshake'],
  run({ target, 'dns.hosts': hosts, 'dns.lookup': lookup, ...seen }) {
    if (lookup?.state !== 'ok' || hosts.lines.length === 0) return null;
    const pinned = hosts.lines.map(({ address }) => address);
    if (!lookup.value.addresses.every(({ address }) => pinned.includes(address.toLowerCase()))) return null;
    const view = decisiveView(resolverViews(seen['dns.answer'], seen['dns.resolvers']));
    const told = view === undefined ? [] : addressesOf(view);
    if (told.length === 0 || told.some((address) => pinned.includes(address))) return null;
    const reached = seen['tcp.path']?.state === 'ok';
    const works = seen['dns.elsewhere'].flatMap(({ entry }) => {
      if (entry.state !== 'ok') return [];
      // Where the pinned address accepts connections, only TLS for the right name shows that the other one is better.
      return !reached || (entry.value.tls && entry.value.covers) ? [entry.value.address] : [];
    });
    const failed = !reached || seen['tls.handshake']?.state === 'failed' || seen['cert.name']?.state === 'failed';
    const [line] = hosts.lines;
    const [address] = works;
    if (!failed || address === undefined || line === undefined) return null;
    return {
      params: {
        host: target.host,
        port: target.port,
        path: hosts.path,
        line: line.number,
        text: line.text,
        pinned: line.address,
        address,
      },
      confidence: 'certain',
      ruledOut: [
        { code: 'tcp-refused', because: 'answers-elsewhere', params: { address } },
        { code: 'dns-split-horizon', because: 'hosts-line', params: { path: hosts.path, line: line.number } },
      ],
    };
  },
  fix: ({ host, port, path, line, text, address }) => [
    {
      text: 'try',
      commands: [command('llave', 'doctor', hostPort(host, port), '--address', address)],
      where: 'here',
      needsRoot: false,
    },
    {
      text: 'comment',
      commands: [command('sed', '-i.bak', `${line}s/^/# /`, path)],
      where: 'here',
      needsRoot: true,
      mend: { kind: 'hosts-line', file: path, line, text },
    },
  ],
});
