import { describe, expect, test } from 'vitest';
import { type GeneralName, parseName } from '../../../src/pki/parse/index.ts';
import { standing } from '../../../src/pki/verify/names/subtree.ts';
import { dnsName, email, extension, nameConstraints, subjectAltName, uri } from '../build/certificate.ts';
import { hex, name, oid, seq, tlv, utf8 } from '../build/der.ts';
import { ca, leaf, make, outcome, root } from './world.ts';

const dns = (value: string): GeneralName => ({ type: 'dns', value });
const mail = (value: string): GeneralName => ({ type: 'email', value });
const url = (value: string): GeneralName => ({ type: 'uri', value });
const ip = (value: string): GeneralName => ({ type: 'ip', value, bytes: hex(value) });
const dn = (...attributes: Parameters<typeof name>): GeneralName => ({
  type: 'directory',
  name: parseName(name(...attributes)),
});

describe('standing of a name to a subtree (RFC 5280 4.2.1.10)', () => {
  test.each([
    [dns('example.com'), dns('example.com'), 'within'],
    [dns('a.b.EXAMPLE.com'), dns('example.COM'), 'within'],
    [dns('notexample.com'), dns('example.com'), 'outside'],
    [dns('com'), dns('example.com'), 'outside'],
    [dns('anything.test'), dns(''), 'within'],
    [dns('*.example.com'), dns('example.com'), 'within'],
    [dns('*.example.com'), dns('bar.example.com'), 'overlaps'],
    [dns('*.example.com'), dns('a.bar.example.com'), 'outside'],
    [dns('.example.com'), dns('example.com'), 'unclear'],
    [dns('example.com'), dns('.example.com'), 'outside'],
    [dns('a.example.com'), dns('.example.com'), 'within'],
    [mail('me@example.com'), mail('example.com'), 'within'],
    [mail('me@EXAMPLE.com'), mail('example.com'), 'within'],
    [mail('me@sub.example.com'), mail('example.com'), 'outside'],
    [mail('me@sub.example.com'), mail('.example.com'), 'within'],
    [mail('me@example.com'), mail('.example.com'), 'outside'],
    [mail('me@example.com'), mail('me@example.com'), 'within'],
    [mail('ME@example.com'), mail('me@example.com'), 'outside'],
    [mail('user@example.com'), mail('*@example.com'), 'outside'],
    [mail('a@b@example.com'), mail('example.com'), 'unclear'],
    [url('https://example.com/x'), url('example.com'), 'within'],
    [url('https://u:p@example.com:8443?q'), url('example.com'), 'within'],
    [url('https://a.example.com/'), url('example.com'), 'outside'],
    [url('https://a.example.com/'), url('.example.com'), 'within'],
    [url('https://192.0.2.1/'), url('.example.com'), 'unclear'],
    [url('urn:isbn:1'), url('example.com'), 'unclear'],
    [ip('c0000201'), ip('c0000200ffffff00'), 'within'],
    [ip('c0000301'), ip('c0000200ffffff00'), 'outside'],
    [ip('c0000201'), ip(`${'00'.repeat(16)}${'00'.repeat(16)}`), 'outside'],
    [dn(['C', 'CO'], ['O', 'UTP'], ['CN', 'x']), dn(['C', 'co'], ['O', ' utp ']), 'within'],
    [dn(['C', 'CO']), dn(['C', 'CO'], ['O', 'UTP']), 'outside'],
    [dn(['O', 'UTP'], ['C', 'CO']), dn(['C', 'CO']), 'outside'],
  ])('%j to %j', (presented, base, expected) => {
    expect(standing(presented, base)).toBe(expected);
  });
});

describe('constraints of a chain', () => {
  const judged = (constraints: Buffer, ...names: Buffer[]) =>
    outcome({
      intermediates: [make(ca, root, { ca: true, extensions: [constraints] })],
      leaf: make(leaf, ca, { extensions: [subjectAltName(...names)] }),
    });

  test('every name must be permitted and none excluded', () => {
    const both = nameConstraints([dnsName('example.com')], [dnsName('bad.example.com')]);
    expect(judged(both, dnsName('a.example.com'))).toBe('ok');
    expect(judged(both, dnsName('a.example.com'), dnsName('other.test'))).toEqual(['name-constraint-violation', 0]);
    expect(judged(both, dnsName('x.bad.example.com'))).toEqual(['name-constraint-violation', 0]);
    expect(judged(both, dnsName('*.example.com'))).toEqual(['name-constraint-violation', 0]);
    expect(judged(both, email('me@elsewhere.test'), uri('https://elsewhere.test/'))).toBe('ok');
  });

  test('an address in the subject counts as one', () => {
    const subject = seq(tlv(0x31, seq(oid('1.2.840.113549.1.9.1'), tlv(0x16, Buffer.from('me@bad.test')))));
    const intermediates = [make(ca, root, { ca: true, extensions: [nameConstraints([email('example.com')])] })];
    expect(outcome({ intermediates, leaf: make(leaf, ca, { subject }) })).toEqual(['name-constraint-violation', 0]);
  });

  test.each([
    ['a wildcard', dnsName('*.example.com'), 'name-constraints-malformed'],
    ['a leading dot', dnsName('.example.com'), 'name-constraints-malformed'],
    ['an address without a mask', tlv(0x87, hex('c0000201')), 'name-constraints-malformed'],
    ['a mask with holes', tlv(0x87, hex('c0000200ff00ff00')), 'name-constraints-malformed'],
    ['two at signs', email('a@b@example.com'), 'name-constraints-malformed'],
  ])('%s is no subtree', (_, base, code) => {
    expect(judged(nameConstraints([], [base]), dnsName('a.test'))).toEqual([code, 1]);
  });

  test('what is not understood must not matter', () => {
    const other = tlv(0xa0, oid('1.2.3'), tlv(0xa0, utf8('x')));
    expect(judged(nameConstraints([], [other]), dnsName('a.test'))).toBe('ok');
    expect(judged(nameConstraints([], [other]), other)).toEqual(['name-constraints-unsupported', 0]);
    const minimum = extension('2.5.29.30', seq(tlv(0xa0, seq(dnsName('a.test'), tlv(0x80, hex('01'))))), true);
    expect(judged(minimum, dnsName('a.test'))).toEqual(['name-constraints-unsupported', 1]);
  });

  test('they must be critical, not empty, and not in a leaf', () => {
    const subtrees = seq(tlv(0xa0, seq(dnsName('a.test'))));
    expect(judged(extension('2.5.29.30', subtrees), dnsName('a.test'))).toEqual(['extension-must-be-critical', 1]);
    expect(judged(extension('2.5.29.30', seq(), true), dnsName('a.test'))).toEqual(['name-constraints-empty', 1]);
    expect(outcome({ leaf: make(leaf, ca, { extensions: [extension('2.5.29.30', subtrees, true)] }) })).toEqual([
      'name-constraints-in-end-entity',
      0,
    ]);
  });

  test('two thousand constraints and two thousand names end at a limit', () => {
    const bases = Array.from({ length: 2000 }, (_, i) => dnsName(`c${i}.test`));
    const names = Array.from({ length: 2000 }, (_, i) => dnsName(`n${i}.test`));
    expect(judged(nameConstraints([], bases), ...names)).toEqual(['name-constraints-too-many', 0]);
  });
});
