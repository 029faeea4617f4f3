import { defineProbe } from '../../probe.ts';

/** Files that a running system writes now and then. */
const WRITTEN = [
  '/etc/resolv.conf',
  '/etc/hosts',
  '/etc/machine-id',
  '/var/log',
  '/var/tmp',
  '/var/lib/dpkg/status',
  '/var/lib/rpm',
  '/run',
  '/Library/Preferences/SystemConfiguration',
  '.',
];

/** When a file of this machine was last written: a clock that is behind that time has been set back. */
export const newestProbe = defineProbe({
  yields: 'local.newest',
  stage: 'battery',
  separates: ['cert.path'],
  connects: false,
  needs: ['tls.handshake'],
  reads: [],
  when: ({ 'tls.handshake': { chain } }) => chain.length > 0,
  async run(_seen, { system, clock }) {
    const times = await Promise.all(
      WRITTEN.map(async (path) => ({ path, date: (await system.modifiedAt(path))?.toISOString() })),
    );
    const known = times.flatMap(({ path, date }) => (date === undefined ? [] : [{ path, date }]));
    const [newest] = known.sort((a, b) => b.date.localeCompare(a.date));
    if (newest === undefined) return { failure: { code: 'NONE' } };
    const aheadSeconds = Math.round((Date.parse(newest.date) - clock.now().getTime()) / 1000);
    return { value: { ...newest, aheadSeconds } };
  },
});
