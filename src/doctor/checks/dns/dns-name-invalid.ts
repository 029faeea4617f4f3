import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';

/** The name breaks the rules of the DNS (RFC 1035 section 2.3.4, RFC 5890): no resolver can even be asked for it. */
export const dnsNameInvalid = defineCheck({
  id: 'dns-name-invalid',
  layer: 'dns',
  severity: 'error',
  needs: [],
  reads: ['target'],
  explains: ['target'],
  run({ target }) {
    if (target?.state !== 'failed' || target.failure.code !== 'NAME') return null;
    const { part, problem = 'label-empty', label = '', suggestion } = target.failure;
    return { params: { host: part, problem, label, suggestion }, confidence: 'certain', ruledOut: [] };
  },
  fix: ({ suggestion }) => [
    { text: 'retype', commands: [command('llave', 'doctor', suggestion)], where: 'here', needsRoot: false },
  ],
});
