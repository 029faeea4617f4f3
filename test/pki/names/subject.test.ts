import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attributeOid, attributeRule } from '../../../src/pki/names/attribute-rules.ts';
import { countryCodes, suggestCountry } from '../../../src/pki/names/country.ts';
import { encodeName } from '../../../src/pki/names/encode-name.ts';
import { parseSubject } from '../../../src/pki/names/parse-subject.ts';
import { ATTRIBUTE_TYPES } from '../../../src/pki/oids/attributes.ts';
import { escapeValue, parseName } from '../../../src/pki/parse/name.ts';
import { subjects } from '../../support/arbitrary-names.ts';

const printed = (text: string) => parseName(encodeName(parseSubject(text))).toString();
const refused = (text: string) => {
  try {
    return { printed: printed(text) };
  } catch (error) {
    return error;
  }
};

describe('the three grammars', () => {
  it.each([
    ['/C=CO/O=UTP/CN=chat.example.org', 'CN=chat.example.org,O=UTP,C=CO'],
    ['/CN=x/', 'CN=x'],
    ['/', ''],
    ['/CN=a\\/b', 'CN=a/b'],
    ['/O=x+OU=y/CN=z', 'CN=z,O=x+OU=y'],
    ['/CN=a=b', 'CN=a=b'],
    ['/CN=foo/O=bar', 'O=bar,CN=foo'],
    ['CN=x,O=UTP,C=CO', 'CN=x,O=UTP,C=CO'],
    ['CN=x, O=UTP , C=CO', 'CN=x,O=UTP,C=CO'],
    ['cn=x,commonname=y,OID.2.5.4.3=z,2.5.4.3=w', 'CN=x,CN=y,CN=z,CN=w'],
    ['CN=Foo\\, Inc\\.', undefined],
    ['CN=Foo\\, Inc', 'CN=Foo\\, Inc'],
    ['CN=\\C3\\A9t\\C3\\A9', 'CN=été'],
    ['CN=\\ a\\ ', 'CN=\\ a\\ '],
    ['CN="a,b+c"', 'CN=a\\,b\\+c'],
    ['CN=#0c0178', 'CN=x'],
    ['CN=x+OU=y,O=z', 'CN=x+OU=y,O=z'],
    ['{"C":"CO","O":"UTP","CN":"x"}', 'CN=x,O=UTP,C=CO'],
    ['{"DC":["org","example"],"CN":"x"}', 'CN=x,DC=example,DC=org'],
    ['[{"C":"CO"},{"CN":"x","OU":"y"}]', 'CN=x+OU=y,C=CO'],
    ['/C=co', 'C=CO'],
    ['/emailAddress=a@b.c', 'emailAddress=a@b.c'],
    ['/SERIALNUMBER=1/STREET=s/UID=u/E=a@b.c', 'emailAddress=a@b.c,UID=u,street=s,serialNumber=1'],
  ])('%s', (text, expected) => {
    if (expected === undefined) expect(refused(text)).toMatchObject({ code: 'ERR_SUBJECT_SYNTAX' });
    else expect(printed(text)).toBe(expected);
  });

  it.each([
    ['', 'ERR_SUBJECT_EMPTY', {}],
    ['  ', 'ERR_SUBJECT_EMPTY', {}],
    ['//CN=x', 'ERR_SUBJECT_MSYS', { subject: '//CN=x' }],
    ['C:/Program Files/Git/CN=x', 'ERR_SUBJECT_MSYS', {}],
    ['/CN=a/b', 'ERR_SUBJECT_SYNTAX', { position: 7 }],
    ['/CN', 'ERR_SUBJECT_SYNTAX', {}],
    ['/CN=a+', 'ERR_SUBJECT_SYNTAX', {}],
    ['/CN=a\\', 'ERR_SUBJECT_SYNTAX', {}],
    ['hello', 'ERR_SUBJECT_SYNTAX', {}],
    ['CN=a,', 'ERR_SUBJECT_SYNTAX', {}],
    ['CN=a;O=b', 'ERR_SUBJECT_SYNTAX', { position: 5 }],
    ['CN=\\C3', 'ERR_SUBJECT_SYNTAX', {}],
    ['CN=\\zz', 'ERR_SUBJECT_SYNTAX', {}],
    ['CN="a', 'ERR_SUBJECT_SYNTAX', {}],
    ['CN=#0c02', 'ERR_SUBJECT_SYNTAX', {}],
    ['{"CN":1}', 'ERR_SUBJECT_SYNTAX', {}],
    ['{"CN":', 'ERR_SUBJECT_SYNTAX', {}],
    ['[{}]', 'ERR_SUBJECT_SYNTAX', {}],
    ['/XX=y', 'ERR_SUBJECT_UNKNOWN_ATTRIBUTE', { attribute: 'XX' }],
    ['XX=y', 'ERR_SUBJECT_UNKNOWN_ATTRIBUTE', { attribute: 'XX' }],
    ['/__proto__=y', 'ERR_SUBJECT_UNKNOWN_ATTRIBUTE', {}],
    ['/constructor=y', 'ERR_SUBJECT_UNKNOWN_ATTRIBUTE', {}],
    ['/C=constructor', 'ERR_SUBJECT_COUNTRY', {}],
    ['/3.1.2=y', 'ERR_SUBJECT_UNKNOWN_ATTRIBUTE', {}],
    ['/1.40.2=y', 'ERR_SUBJECT_UNKNOWN_ATTRIBUTE', {}],
    ['/CN=', 'ERR_SUBJECT_EMPTY_VALUE', { attribute: 'CN' }],
    ['/C=CO/O= /CN=x', 'ERR_SUBJECT_EMPTY_VALUE', { attribute: 'O' }],
    ['/CN=a\nb', 'ERR_SUBJECT_CONTROL_CHARACTER', { attribute: 'CN', position: 2 }],
    ['/CN=a\u001b[31m', 'ERR_SUBJECT_CONTROL_CHARACTER', {}],
    ['CN=a\\0Ab', 'ERR_SUBJECT_CONTROL_CHARACTER', {}],
    ['/CN=x\u0085', 'ERR_SUBJECT_CONTROL_CHARACTER', {}],
    [`/CN=${'a'.repeat(65)}`, 'ERR_SUBJECT_TOO_LONG', { attribute: 'CN', length: 65, max: 64 }],
    [`/L=${'a'.repeat(129)}`, 'ERR_SUBJECT_TOO_LONG', { max: 128 }],
    [`/emailAddress=${'a'.repeat(250)}@b.cde`, 'ERR_SUBJECT_TOO_LONG', { max: 255 }],
    ['/C=USA', 'ERR_SUBJECT_COUNTRY', { value: 'USA', suggestion: 'US' }],
    ['/C=Colombia', 'ERR_SUBJECT_COUNTRY', { suggestion: 'CO' }],
    ['/C=España', 'ERR_SUBJECT_COUNTRY', { suggestion: 'ES' }],
    ['/C=UK', 'ERR_SUBJECT_COUNTRY', { suggestion: 'GB' }],
    ['/serialNumber=ñ', 'ERR_SUBJECT_CHARACTERS', { attribute: 'serialNumber' }],
    ['/emailAddress=ñ@b.c', 'ERR_SUBJECT_CHARACTERS', {}],
    ['/DC=münchen', 'ERR_SUBJECT_CHARACTERS', {}],
    ['/emailAddress=nobody', 'ERR_SUBJECT_EMAIL', {}],
    ['/postalAddress=x', 'ERR_SUBJECT_STRUCTURED_VALUE', {}],
  ])('%j is refused with %s', (text, code, params) => {
    expect(refused(text)).toMatchObject({ code, params });
  });

  it('says nothing of a country that resembles none', () => {
    expect((refused('/C=QQ') as { params: object }).params).not.toHaveProperty('suggestion');
  });

  it('counts characters, not octets', () => {
    expect(printed(`/CN=${'ñ'.repeat(64)}`)).toBe(`CN=${'ñ'.repeat(64)}`);
    expect(printed(`/CN=${'😀'.repeat(64)}`)).toBe(`CN=${'😀'.repeat(64)}`);
  });
});

describe('string types', () => {
  const tag = (text: string) => parseName(encodeName(parseSubject(text))).rdns[0]![0]!.tag;
  it.each([
    ['/C=CO', 0x13],
    ['/CN=chat.example.org', 0x13],
    ["/O=A (b) + 'c', d: e=f?".replace(' +', ' -'), 0x13],
    ['/CN=*.example.org', 0x0c],
    ['/CN=a@b', 0x0c],
    ['/CN=ñ', 0x0c],
    ['/emailAddress=a@b.c', 0x16],
    ['/DC=org', 0x16],
  ])('%s has tag %i', (text, expected) => {
    expect(tag(text)).toBe(expected);
  });
});

describe('tables', () => {
  it('know every keyword and name of the attribute table, in any case', () => {
    for (const { oid, short, name } of ATTRIBUTE_TYPES) {
      for (const keyword of [short, name, short.toUpperCase(), name.toLowerCase(), oid, `OID.${oid}`]) {
        expect(attributeOid(keyword), keyword).toBe(oid);
      }
      expect(attributeRule(oid) === undefined).toBe(['postalAddress', 'x500UniqueIdentifier'].includes(name));
    }
  });

  it('know 249 countries, each by its English and Spanish name', () => {
    expect(countryCodes().size).toBe(249);
    for (const [name, code] of [
      ['united states', 'US'],
      ['Estados Unidos', 'US'],
      ['MEX', 'MX'],
      ['perú', 'PE'],
      ['Peru', 'PE'],
      ['Reino Unido', 'GB'],
    ]) {
      expect(suggestCountry(name!)).toBe(code);
    }
  });
});

describe('properties', () => {
  it('parse of print is identity (RFC 4514)', () => {
    fc.assert(
      fc.property(subjects, (subject) => {
        const der = encodeName(subject);
        const text = parseName(der).toString();
        expect(encodeName(parseSubject(text))).toEqual(der);
      }),
      { numRuns: 300 },
    );
  });

  it('parse of print is identity (slashes, JSON)', () => {
    fc.assert(
      fc.property(subjects, (subject) => {
        const der = encodeName(subject);
        const escaped = (value: string) => value.replace(/[\\/+=]/g, '\\$&');
        const slash = subject.map(
          (rdn) => `/${rdn.map(({ oid, value }) => `${oid}=${escaped(value as string)}`).join('+')}`,
        );
        expect(encodeName(parseSubject(slash.join('')))).toEqual(der);
        const json = subject.map((rdn) => {
          return Object.fromEntries(rdn.map(({ oid, value }) => [oid, value]));
        });
        expect(encodeName(parseSubject(JSON.stringify(json)))).toEqual(der);
      }),
      { numRuns: 300 },
    );
  });

  it('any text gives a name or an error of ours', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => `/${text}`),
          fc.string().map((text) => `CN=${text}`),
        ),
        (text) => {
          const result = refused(text) as { printed?: string; code?: string };
          expect(result.printed !== undefined || /^ERR_SUBJECT_/.test(result.code ?? '')).toBe(true);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('an escaped value reads back as itself', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' }), (value) => {
        fc.pre(value.trim() !== '' && !/[\u0000-\u001f\u007f-\u009f]/.test(value) && [...value].length <= 64);
        expect(parseSubject(`CN=${escapeValue(value)}`)).toEqual([[{ oid: '2.5.4.3', value }]]);
      }),
    );
  });
});
