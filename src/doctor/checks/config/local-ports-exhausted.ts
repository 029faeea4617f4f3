import { defineCheck } from '../../check.ts';

/** So much of the range must be taken before it counts as used up. */
const NEARLY_ALL = 0.9;

/** No local port is left for another outgoing connection. */
export const localPortsExhausted = defineCheck({
  id: 'local-ports-exhausted',
  layer: 'config',
  severity: 'error',
  needs: ['local.resources'],
  reads: ['tcp.path'],
  explains: ['tcp.path'],
  run({ 'local.resources': { ports }, 'tcp.path': path }) {
    if (path?.state !== 'failed' || path.failure.code !== 'EADDRNOTAVAIL' || ports === null) return null;
    const { low, high, used, timeWait } = ports;
    const range = high - low + 1;
    if (used < range * NEARLY_ALL) return null;
    const params = { low, high, used, range, timeWait };
    const ruledOut = [{ code: 'ip-no-route', because: 'ports-taken', params: { used, range } }];
    return { params, confidence: 'certain', ruledOut };
  },
  fix: () => [
    {
      text: 'who',
      commands: ['ss -tan | sort | uniq -c | sort -rn | head'],
      where: 'here',
      needsRoot: false,
      os: 'linux',
    },
    {
      text: 'widen',
      commands: ['sysctl -w net.ipv4.ip_local_port_range="1024 65535"'],
      where: 'here',
      needsRoot: true,
      os: 'linux',
    },
    { text: 'reuse', commands: [], where: 'here', needsRoot: false },
  ],
});
