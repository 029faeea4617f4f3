import { defineProbe } from '../../probe.ts';
import { IMPATIENT_MS } from './ask.ts';

/** The lines of the hosts file that name the target. */
export const hostsFileProbe = defineProbe({
  yields: 'dns.hosts',
  stage: 'battery',
  separates: ['dns.lookup', 'tcp.connect', 'tcp.path', 'tls.handshake', 'cert.name'],
  impatientMs: IMPATIENT_MS,
  connects: false,
  needs: ['target'],
  reads: [],
  when: ({ target }) => target.hostKind === 'name',
  async run({ target }, { system }) {
    const text = await system.readText(system.hostsPath);
    if (text === undefined) return { failure: { code: 'UNREADABLE' } };
    const wanted = target.host.replace(/\.$/, '');
    const lines = text.split('\n').flatMap((line, index) => {
      const [address, ...names] = line.replace(/#.*/, '').trim().toLowerCase().split(/\s+/);
      return address && names.includes(wanted) ? [{ number: index + 1, address, text: line.trim() }] : [];
    });
    return { value: { path: system.hostsPath, lines } };
  },
});
