import type { Case } from '../case.ts';
import { failed, ok, request, store, target } from '../evidence.ts';

const noName = failed('dns.lookup', { code: 'ENOTFOUND', errno: -3008 });
const servers = ok('dns.resolvers', { servers: ['10.0.0.2'] });

export default [
  {
    code: 'local-target-invalid',
    when: 'http:// was typed',
    evidence: store({
      request: ok('request', request),
      target: failed('target', { code: 'SCHEME', input: 'http://h', part: 'http://', suggestion: 'https://h' }),
    }),
    finding: { confidence: 'certain', params: { problem: 'scheme', suggestion: 'https://h' } },
  },
  {
    code: 'local-target-invalid',
    when: 'the target is fine',
    evidence: store({ target: ok('target', target) }),
    finding: null,
  },
  {
    code: 'dns-nxdomain',
    when: 'getaddrinfo and the resolver agree',
    evidence: store({
      target: ok('target', target),
      'dns.lookup': noName,
      'dns.a': failed('dns.a', { code: 'ENOTFOUND' }),
      'dns.aaaa': failed('dns.aaaa', { code: 'ENOTFOUND' }),
      'dns.resolvers': servers,
    }),
    finding: { confidence: 'certain', params: { resolver: '10.0.0.2' }, ruledOut: ['dns-no-data', 'dns-timeout'] },
  },
  {
    code: 'dns-nxdomain',
    when: 'the resolver could not be asked directly',
    evidence: store({
      target: ok('target', target),
      'dns.lookup': noName,
      'dns.a': failed('dns.a', { code: 'ECONNREFUSED' }),
    }),
    finding: { confidence: 'likely' },
  },
  {
    code: 'dns-nxdomain',
    when: 'the name exists without addresses',
    evidence: store({
      target: ok('target', target),
      'dns.lookup': failed('dns.lookup', { code: 'ENOTFOUND', errno: -3007 }),
      'dns.a': failed('dns.a', { code: 'ENODATA' }),
      'dns.aaaa': failed('dns.aaaa', { code: 'ENODATA' }),
    }),
    finding: null,
  },
  {
    code: 'dns-nxdomain',
    when: 'the resolver failed: that is no answer',
    evidence: store({ target: ok('target', target), 'dns.lookup': failed('dns.lookup', { code: 'EAI_AGAIN' }) }),
    finding: null,
  },
] satisfies Case[];
