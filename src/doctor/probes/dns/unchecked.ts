import type { DnsAnswer } from '../../evidence/dns.ts';
import type { Member } from '../../evidence.ts';
import { defineProbe } from '../../probe.ts';
import { ask, IMPATIENT_MS } from './ask.ts';

/** The question that ended in SERVFAIL again, without validation: data now means that DNSSEC was what failed. */
export const uncheckedProbe = defineProbe({
  yields: 'dns.unchecked',
  stage: 'battery',
  separates: ['dns.lookup'],
  impatientMs: IMPATIENT_MS,
  connects: false,
  needs: [],
  reads: ['dns.answer'],
  timeoutMs: 1000,
  when: ({ 'dns.answer': answers }) => failedAnswer(answers) !== undefined,
  async run({ 'dns.answer': answers }, context) {
    const failed = failedAnswer(answers);
    if (failed === undefined) return { blockedBy: 'dns.answer' };
    const { server, type, name } = failed;
    return await ask(server, { name, type, checkingDisabled: true }, context);
  },
});

function failedAnswer(answers: readonly Member<'dns.answer'>[]): DnsAnswer | undefined {
  return answers.flatMap(({ entry }) =>
    entry.state === 'ok' && entry.value.rcode === 'SERVFAIL' ? [entry.value] : [],
  )[0];
}
