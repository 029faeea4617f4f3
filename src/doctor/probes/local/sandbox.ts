import { defineProbe } from '../../probe.ts';
import { attempt } from '../tcp/attempt.ts';

/** A port of this machine on which next to nobody listens. */
const DISCARD = 9;
const FORBIDDEN = ['EPERM', 'EACCES'];

/** A connection to this machine itself, where the system forbade others: a sandbox forbids this one, too. */
export const sandboxProbe = defineProbe({
  yields: 'local.sandbox',
  stage: 'battery',
  separates: ['dns.lookup', 'tcp.path'],
  connects: true,
  timeoutMs: 500,
  needs: [],
  reads: ['tcp.path', 'dns.answer'],
  when: ({ 'tcp.path': path, 'dns.answer': answers }) =>
    (path?.state === 'failed' && path.failure.local && FORBIDDEN.includes(path.failure.code)) ||
    answers.some(({ entry }) => entry.state === 'failed' && FORBIDDEN.includes(entry.failure.code)),
  async run(_seen, context) {
    const outcome = await attempt('127.0.0.1', DISCARD, context, { shared: true });
    if ('failure' in outcome) return { value: { code: outcome.failure.code } };
    outcome.socket.destroy();
    return { value: { code: 'OK' } };
  },
});
