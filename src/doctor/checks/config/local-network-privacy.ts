import { defineCheck } from '../../check.ts';
import { inPrefix } from '../../facts/addresses.ts';

/** The system's own no comes at once; asking in vain for a dead host takes seconds. */
const AT_ONCE_MS = 500;

/** macOS keeps this program from the hosts of the local network until its user allows it (macOS 15 and later). */
export const localNetworkPrivacy = defineCheck({
  id: 'local-network-privacy',
  layer: 'config',
  severity: 'error',
  needs: ['local.machine'],
  reads: ['tcp.path', 'tcp.connect'],
  explains: ['tcp.path'],
  run({ 'local.machine': { platform, interfaces }, 'tcp.path': path, 'tcp.connect': connects }) {
    if (platform !== 'darwin' || path?.state !== 'failed' || path.failure.code !== 'EHOSTUNREACH') return null;
    const { address } = path.failure;
    const took = connects.find(({ at }) => at === address)?.entry.ms;
    const same = interfaces.find(
      (one) => !one.loopback && one.length > 0 && inPrefix(address, one.address, one.length),
    );
    if (same === undefined || took === undefined || took > AT_ONCE_MS) return null;
    const ruledOut = [
      { code: 'ip-host-dead', because: 'refused-at-once' },
      { code: 'ip-no-route', because: 'same-subnet', params: { interface: same.name } },
    ];
    return { params: { address, interface: same.name }, confidence: 'likely', ruledOut };
  },
  fix: ({ address }) => [
    { text: 'allow', commands: [], where: 'here', needsRoot: false, os: 'darwin' },
    {
      text: 'prove',
      commands: [`/usr/bin/curl -m 3 telnet://${address}`],
      where: 'here',
      needsRoot: false,
      os: 'darwin',
    },
  ],
});
