import { defineProbe } from '../../probe.ts';

const USUAL = 1024;

/** From which port on a program without privileges may listen (Linux: ip_unprivileged_port_start). */
export const portProbe = defineProbe({
  yields: 'local.port',
  stage: 'quick',
  connects: false,
  needs: ['request'],
  reads: [],
  when: ({ request }) => request.mode === 'server',
  async run(_seen, { system }) {
    const text = await system.readText('/proc/sys/net/ipv4/ip_unprivileged_port_start');
    const first = Number.parseInt(text ?? '', 10);
    // Windows has no such ports.
    if (system.platform === 'win32') return { value: { unprivilegedFrom: 0 } };
    return { value: { unprivilegedFrom: Number.isNaN(first) ? USUAL : first } };
  },
});
