import { describe, expect, it } from 'vitest';
import { partOfLabel, partsOfLabel } from '../../../src/pki/accepts/wildcards.ts';

describe('wildcards as the clients read them', () => {
  it.each([
    ['*.example.org', 'a.example.org', true, true],
    ['a*.example.org', 'ab.example.org', true, true],
    ['*b.example.org', 'ab.example.org', true, true],
    ['a*b.example.org', 'ab.example.org', true, true],
    ['a*b.example.org', 'a.example.org', false, false],
    ['*a*.example.org', 'bab.example.org', false, true],
    ['a*b*c.example.org', 'axbyc.example.org', false, true],
    ['a*b*c.example.org', 'acb.example.org', false, false],
    ['a*.example.org', 'ab.c.example.org', false, false],
    ['A*.Example.org', 'ab.example.org', true, true],
    ['a.*.org', 'a.example.org', false, false],
    ['*.example', 'a.example', false, true],
    ['a.example.*', 'a.example.org', false, false],
    ['*', 'example', false, false],
    ['xn--c*.example.org', 'xn--caf-dma.example.org', false, false],
    ['*.example.org', 'xn--caf-dma.example.org', true, true],
    ['', 'a.example.org', false, false],
  ])('%s for %s: OpenSSL %s, Java %s', (presented, host, openssl, java) => {
    expect([partOfLabel(presented, host), partsOfLabel(presented, host)]).toEqual([openssl, java]);
  });

  it('take no longer for stars without end', () => {
    expect(partsOfLabel(`${'*a'.repeat(30_000)}.example.org`, `${'a'.repeat(63)}.example.org`)).toBe(false);
  });
});
