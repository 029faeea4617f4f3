import { describe, expect, it } from 'vitest';
import { decisiveView, heardView, resolverViews } from '../../../src/doctor/facts/resolution.ts';
import { ok, resolvers, store, told } from '../evidence.ts';

const FIRST = '10.0.0.53';
const SECOND = '10.0.0.54';
const configured = ok('dns.resolvers', resolvers(FIRST, SECOND));
const members = (entries: ReturnType<typeof told>) => store(entries).family('dns.answer');
const good = { addresses: ['10.0.0.5'] };

describe('the resolver that counts', () => {
  it('is the first that settles the question; a failure passes it on', () => {
    const answers = members({ ...told(FIRST, { rcode: 'SERVFAIL' }, 'TIMEOUT'), ...told(SECOND, good, {}) });
    expect(decisiveView(resolverViews(answers, configured))?.server).toBe(SECOND);
  });

  it('is the first that says no', () => {
    const answers = members({
      ...told(FIRST, { rcode: 'NXDOMAIN' }, { rcode: 'NXDOMAIN' }),
      ...told(SECOND, good, {}),
    });
    expect(decisiveView(resolverViews(answers, configured))?.server).toBe(FIRST);
  });

  it('is not known before the first one is heard, which may only be slow', () => {
    expect(heardView(members(told(SECOND, good, {})), configured)).toBeUndefined();
    const silence = { ...told(FIRST, 'TIMEOUT', 'TIMEOUT'), ...told(SECOND, good, {}) };
    expect(heardView(members(silence), configured)).toBeUndefined();
    const { 'dns.answer@A 10.0.0.53': half } = told(FIRST, good, {});
    expect(heardView(members({ 'dns.answer@A 10.0.0.53': half! }), configured)).toBeUndefined();
  });

  it('is known before those that are asked after it have been heard', () => {
    expect(heardView(members(told(FIRST, good, {})), configured)?.server).toBe(FIRST);
  });
});
