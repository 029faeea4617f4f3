import { describe, expect, it } from 'vitest';
import type { FixStep } from '../../../src/doctor/check.ts';
import type { Mend } from '../../../src/doctor/mend/mend.ts';
import { planMends } from '../../../src/doctor/mend/plan.ts';

const finding = (code: string, ...mends: (Mend | undefined)[]) => ({
  code,
  fix: mends.map((mend): FixStep => {
    const step = { text: 'x', commands: [], where: 'here', needsRoot: false } as const;
    return mend === undefined ? step : { ...step, mend };
  }),
});

describe('the plan of --fix', () => {
  it('is empty where nothing can be done from here', () => {
    expect(planMends([finding('tcp-refused', undefined)])).toEqual([]);
  });

  it('repairs permissions first, then form, then content', () => {
    const plan = planMends([
      finding('dns-hosts-stale', { kind: 'hosts-line', file: '/etc/hosts', line: 3, text: 'x' }),
      finding('cert-wrong-order', { kind: 'chain', add: [] }),
      finding('server-key-not-pem', { kind: 'pem', file: 'server.key', holds: 'key' }),
      finding('server-key-world-readable', { kind: 'private', file: 'server.key' }),
    ]);
    expect(plan.map(({ mend }) => mend.kind)).toEqual(['private', 'pem', 'chain', 'hosts-line']);
  });

  it('makes one change of what several findings ask of the same file', () => {
    const plan = planMends([
      finding('cert-missing-intermediate', { kind: 'chain', add: ['a.pem'] }),
      finding('cert-root-sent', { kind: 'chain', add: [] }),
      finding('cert-extra', { kind: 'chain', add: ['a.pem', 'b.pem'] }),
    ]);
    expect(plan).toEqual([
      {
        codes: ['cert-missing-intermediate', 'cert-root-sent', 'cert-extra'],
        mend: { kind: 'chain', add: ['a.pem', 'b.pem'] },
      },
    ]);
  });

  it('gathers the names that several findings miss, and leaves the chain of a certificate that is made anew', () => {
    const plan = planMends([
      finding('cert-hostname', { kind: 'reissue', hosts: ['a.example'] }),
      finding('cert-wildcard', { kind: 'reissue', hosts: ['b.example', 'a.example'] }),
      finding('cert-root-sent', { kind: 'chain', add: [] }),
    ]);
    expect(plan.map(({ mend }) => mend)).toEqual([{ kind: 'reissue', hosts: ['a.example', 'b.example'] }]);
  });

  it('comments out each line of its own', () => {
    const line = (number: number): Mend => ({ kind: 'hosts-line', file: '/etc/hosts', line: number, text: 'x' });
    expect(planMends([finding('dns-hosts-stale', line(2)), finding('dns-hosts-stale', line(5))])).toHaveLength(2);
  });
});
