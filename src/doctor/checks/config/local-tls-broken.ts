import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';

/** What says nothing of TLS: no time or no connections were left, or the machine itself is short of something. */
const NO_EVIDENCE: readonly string[] = [
  'BUDGET',
  'DEADLINE',
  'PROBE_ERROR',
  'TIMEOUT',
  'EMFILE',
  'ENFILE',
  'EACCES',
  'EPERM',
];

/** Not even the reference server on this machine can be spoken to over TLS with these settings. */
export const localTlsBroken = defineCheck({
  id: 'local-tls-broken',
  layer: 'config',
  severity: 'error',
  needs: ['request'],
  reads: ['control.handshake', 'tls.handshake', 'local.environment'],
  explains: ['tls.handshake'],
  run({ 'control.handshake': control, 'tls.handshake': handshake, 'local.environment': environment }) {
    if (control?.state !== 'failed' || NO_EVIDENCE.includes(control.failure.code)) return null;
    // Where the target was reached all the same, whatever ails the control is none of its business.
    if (handshake?.state !== 'failed' || handshake.failure.code !== 'TLS_ERROR') return null;
    const settings = environment?.state === 'ok' ? (environment.value.tlsSettings ?? []) : [];
    return {
      params: { code: control.failure.code, settings },
      confidence: settings.length > 0 ? 'certain' : 'likely',
      ruledOut: [{ code: 'tls-internal-error', because: 'control-fails-too' }],
    };
  },
  fix: ({ settings }) => [
    ...(settings.length === 0
      ? []
      : [
          {
            text: 'unset',
            commands: settings.map((name) => command('unset', name)),
            where: 'here',
            needsRoot: false,
          } as const,
        ]),
    {
      text: 'look',
      commands: [command('node', '-p', 'tls.DEFAULT_CIPHERS')],
      where: 'here',
      needsRoot: false,
    },
  ],
});
