import { defineCheck } from '../../check.ts';

const OUT_OF_FILES = ['EMFILE', 'ENFILE'];

/** No file descriptor is left for a socket. */
export const localFdLimit = defineCheck({
  id: 'local-fd-limit',
  layer: 'config',
  severity: 'error',
  needs: [],
  reads: ['tcp.path', 'dns.lookup', 'dns.answer', 'local.resources'],
  explains: ['tcp.path', 'dns.lookup'],
  run({ 'tcp.path': path, 'dns.lookup': lookup, 'dns.answer': answers, 'local.resources': resources }) {
    const entries = [path, lookup, ...answers.map(({ entry }) => entry)];
    const codes = entries.flatMap((entry) => (entry?.state === 'failed' ? [entry.failure.code] : []));
    const code = codes.find((one) => OUT_OF_FILES.includes(one));
    if (code === undefined) return null;
    const limits = resources?.state === 'ok' ? resources.value : undefined;
    const params = {
      errno: code,
      open: limits?.openFiles ?? '?',
      limit: limits?.openFilesLimit ?? '?',
      system: code === 'ENFILE',
    };
    return { params, confidence: 'certain', ruledOut: [{ code: 'ip-no-route', because: 'no-socket' }] };
  },
  fix: ({ system }) => [
    system
      ? {
          text: 'system',
          commands: ['sysctl -w fs.file-max=2097152'],
          where: 'here',
          needsRoot: true,
          os: 'linux',
        }
      : { text: 'raise', commands: ['ulimit -n 65536'], where: 'here', needsRoot: false },
    { text: 'leak', commands: ['lsof -nP | sort | uniq -c | sort -rn'], where: 'here', needsRoot: false },
  ],
});
