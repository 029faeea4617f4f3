import { describe, expect, it } from 'vitest';
import { candidateNames, namesResolver, searchOf } from '../../../src/doctor/dns/names.ts';

describe('candidateNames', () => {
  it.each([
    ['chat.example.org.', ['lab'], 1, ['chat.example.org']],
    ['chat.example.org', ['lab'], 1, ['chat.example.org', 'chat.example.org.lab']],
    ['chat', ['a.lab', 'b.lab'], 1, ['chat.a.lab', 'chat.b.lab', 'chat']],
    ['chat.a', ['lab'], 5, ['chat.a.lab', 'chat.a']],
    ['chat', [], 1, ['chat']],
  ] as const)('%s with %j and ndots %d', (host, search, ndots, names) => {
    expect(candidateNames(host, search, ndots)).toEqual(names);
  });
});

describe('resolv.conf', () => {
  it('gives the last search list and ndots', () => {
    const text = 'domain old.lab\nnameserver 10.0.0.2\noptions timeout:1 ndots:5 # five\nsearch a.lab. b.lab\n';
    expect(searchOf(text)).toEqual({ search: ['a.lab', 'b.lab'], ndots: 5 });
  });

  it('may name no resolver', () => {
    expect(namesResolver('# nameserver 10.0.0.2\nsearch lab\n')).toBe(false);
    expect(namesResolver('search lab\n nameserver 10.0.0.2\n')).toBe(true);
  });
});
