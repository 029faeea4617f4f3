import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { versionNumber, versionsSpoken } from '../../facts/versions.ts';
import { hostPort } from '../../target.ts';

/** The server speaks only versions that are newer than what we were limited to. */
export const tlsVersionTooNew = defineCheck({
  id: 'tls-version-too-new',
  layer: 'tls',
  severity: 'error',
  needs: ['target', 'request'],
  reads: ['tls.handshake', 'tls.version'],
  explains: ['tls.handshake'],
  run({ target, request, 'tls.handshake': handshake, 'tls.version': versions }) {
    if (handshake?.state !== 'failed' || request.maxVersion === undefined) return null;
    const spoken = versionsSpoken(versions);
    const oldest = spoken.reduce((a, b) => Math.min(a, b.version), Number.POSITIVE_INFINITY);
    if (spoken.length === 0 || oldest <= versionNumber(request.maxVersion)) return null;
    const speaks = spoken.filter(({ version }) => version === oldest)[0]!.at;
    return {
      params: { host: target.host, port: target.port, limit: request.maxVersion, speaks },
      confidence: versions.every(({ entry }) => entry.state === 'ok') ? 'certain' : 'likely',
      ruledOut: [{ code: 'tls-no-shared-cipher', because: 'answers-version', params: { version: speaks } }],
    };
  },
  fix: ({ host, port, speaks }) => [
    {
      text: 'newer',
      commands: [command('llave', 'doctor', hostPort(host, port), '--max-version', speaks)],
      where: 'here',
      needsRoot: false,
    },
    { text: 'allow', commands: [], where: 'server', needsRoot: false },
  ],
});
