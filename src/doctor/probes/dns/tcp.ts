import type { DnsSilence } from '../../evidence/dns.ts';
import type { Member } from '../../evidence.ts';
import { defineProbe } from '../../probe.ts';
import { ask, IMPATIENT_MS } from './ask.ts';

/** The silent resolver over TCP: an answer means that only UDP is filtered. */
export const dnsTcpProbe = defineProbe({
  yields: 'dns.tcp',
  stage: 'battery',
  separates: ['dns.lookup'],
  impatientMs: IMPATIENT_MS,
  connects: false,
  needs: ['target'],
  reads: ['dns.answer'],
  timeoutMs: 1000,
  when: ({ 'dns.answer': answers }) => silent(answers) !== undefined,
  async run({ target, 'dns.answer': answers }, context) {
    const failed = silent(answers);
    if (failed === undefined) return { blockedBy: 'dns.answer' };
    return await ask(failed.server, { name: target.host, type: failed.type }, context, 'tcp');
  },
});

function silent(answers: readonly Member<'dns.answer'>[]): DnsSilence | undefined {
  return answers.flatMap(({ entry }) =>
    entry.state === 'failed' && ['TIMEOUT', 'EPERM'].includes(entry.failure.code) ? [entry.failure] : [],
  )[0];
}
