import { describe, expect, test } from 'vitest';
import { entity, entityOf, extension, keyUsage, uri } from '../build/certificate.ts';
import { hex, int, seq, tlv } from '../build/der.ts';
import { ca, caCertificate, leaf, make, makeCrl, outcome, root, verify } from './world.ts';

const reason = (code: number) => extension('2.5.29.21', tlv(0x0a, Buffer.of(code)));
const point = (...parts: Buffer[]) => extension('2.5.29.31', seq(seq(...parts)));
const fullName = (name: Buffer) => tlv(0xa0, tlv(0xa0, name));
const scope = (...parts: Buffer[]) => extension('2.5.29.28', seq(...parts), true);
const delta = (base: number) => extension('2.5.29.27', int(base), true);

const rootCrl = makeCrl(root);
const caCrl = makeCrl(ca);
const subject = make(leaf, ca, { serial: 77, dns: ['a.example.com'] });
const revoked = (extensions: Buffer[] = []) => ({ revoked: [{ serial: 77, extensions }] });

/** Judges the leaf with the root's clean CRL and these of its CA. */
const judged = (...crls: ReturnType<typeof makeCrl>[]) => outcome({ leaf: subject, crls: [rootCrl, ...crls] });

describe('a certificate is good only when CRLs say so', () => {
  test('not listed', () => {
    expect(judged(caCrl)).toBe('ok');
    expect(judged(makeCrl(ca, { revoked: [{ serial: 78 }] }))).toBe('ok');
  });

  test('listed, with the reason and the date', () => {
    const result = verify({ leaf: subject, crls: [rootCrl, makeCrl(ca, revoked([reason(1)]))] });
    expect(result).toMatchObject({
      ok: false,
      reason: {
        code: 'revoked',
        certificate: { index: 0 },
        params: { reason: 'keyCompromise', revocationDate: '2026-06-01T00:00:00Z' },
      },
    });
  });

  test('the CA is listed', () => {
    const intermediates = [make(ca, root, { ca: true, serial: 5 })];
    expect(
      outcome({ leaf: subject, intermediates, crls: [caCrl, makeCrl(root, { revoked: [{ serial: 5 }] })] }),
    ).toEqual(['revoked', 1]);
  });

  test('no CRL for one of them', () => {
    expect(judged()).toEqual(['revocation-unknown', 0]);
    expect(outcome({ leaf: subject, crls: [caCrl] })).toEqual(['revocation-unknown', 1]);
    expect(outcome({ leaf: subject, crls: [caCrl], revocation: 'leaf' })).toBe('ok');
    expect(outcome({ leaf: subject, crls: [makeCrl(ca, revoked())], revocation: 'none' })).toBe('ok');
    expect(outcome({ leaf: subject, revocation: 'chain' })).toEqual(['revocation-unknown', 1]);
  });

  test('the serial number of another issuer is no matter', () => {
    expect(judged(caCrl, makeCrl(entity('Other'), revoked()))).toBe('ok');
  });
});

describe('CRLs that prove nothing', () => {
  const problem = (...crls: ReturnType<typeof makeCrl>[]) => {
    const result = verify({ leaf: subject, crls: [rootCrl, ...crls] });
    return result.ok ? 'ok' : `${result.reason.code} ${result.reason.params.problem}`;
  };
  const impostor = entityOf(ca.name);

  test.each([
    ['expired', makeCrl(ca, { nextUpdate: new Date('2026-06-14T23:59:59Z') }), 'expired'],
    ['of the future', makeCrl(ca, { thisUpdate: new Date('2026-06-15T00:00:01Z') }), 'not-yet-valid'],
    ['without nextUpdate', makeCrl(ca, { nextUpdate: null }), 'next-update-missing'],
    ['without a number', makeCrl(ca, { number: null }), 'crl-number-missing'],
    [
      'with a critical number',
      makeCrl(ca, { number: null, extensions: [extension('2.5.29.20', int(1), true)] }),
      'crl-number-critical',
    ],
    [
      'with an unknown critical extension',
      makeCrl(ca, { extensions: [extension('1.2.3', int(1), true)] }),
      'unknown-critical-extension',
    ],
    [
      'with an unknown critical entry extension',
      makeCrl(ca, { revoked: [{ serial: 1, extensions: [extension('1.2.3', int(1), true)] }] }),
      'unknown-critical-extension',
    ],
    ['signed by somebody else', makeCrl({ ...impostor, keyId: ca.keyId }), 'signature-invalid'],
    ['broken', makeCrl(ca, { extensions: [scope(hex('ffff'))] }), 'malformed'],
  ])('%s', (_, crl, expected) => {
    expect(problem(crl)).toBe(`crl-unusable ${expected}`);
  });

  test('its issuer may not sign CRLs', () => {
    const signOnly = make(ca, root, { ca: true, without: ['2.5.29.15'], extensions: [keyUsage(0x04, 2)] });
    expect(outcome({ leaf: subject, intermediates: [signOnly], crls: [rootCrl, caCrl] })).toEqual(['crl-unusable', 0]);
  });

  test.each([
    ['expired', { nextUpdate: new Date('2026-06-14T00:00:00Z') }],
    ['without nextUpdate', { nextUpdate: null }],
  ])('but one that is %s still revokes what it lists', (_, options) => {
    expect(judged(makeCrl(ca, { ...options, ...revoked() }))).toEqual(['revoked', 0]);
  });

  test('a newer one takes precedence over an expired one', () => {
    const old = makeCrl(ca, {
      thisUpdate: new Date('2026-05-01'),
      nextUpdate: new Date('2026-05-08'),
      ...revoked([reason(6)]),
    });
    expect(judged(old, caCrl)).toBe('ok');
  });
});

describe('scopes (RFC 5280 6.3.3 (b))', () => {
  test('users only, CAs only', () => {
    const users = makeCrl(ca, { extensions: [scope(tlv(0x81, hex('ff')))] });
    const cas = makeCrl(ca, { extensions: [scope(tlv(0x82, hex('ff')))] });
    expect(judged(users)).toBe('ok');
    expect(judged(cas)).toEqual(['revocation-unknown', 0]);
  });

  test('distribution points must meet', () => {
    const here = fullName(uri('http://crl.test/1'));
    const there = fullName(uri('http://crl.test/2'));
    const pointed = make(leaf, ca, { serial: 77, extensions: [point(here)] });
    const of = (name: Buffer) => makeCrl(ca, { extensions: [scope(name)] });
    expect(outcome({ leaf: pointed, crls: [rootCrl, of(here)] })).toBe('ok');
    expect(outcome({ leaf: pointed, crls: [rootCrl, of(there)] })).toEqual(['revocation-unknown', 0]);
    expect(outcome({ leaf: pointed, crls: [rootCrl, caCrl] })).toBe('ok');
  });

  test('every reason must be covered', () => {
    const some = makeCrl(ca, { extensions: [scope(tlv(0x83, hex('0640')))] });
    const rest = makeCrl(ca, { extensions: [scope(tlv(0x83, hex('073f80')))] });
    expect(judged(some)).toEqual(['revocation-unknown', 0]);
    expect(judged(some, rest)).toBe('ok');
  });

  test('an indirect CRL, by the issuer that the certificate names', () => {
    const issuer = entity('CRL issuer');
    const issuerCertificate = make(issuer, root, {
      without: ['2.5.29.15'],
      extensions: [keyUsage(0x02, 1)],
      serial: 900,
    });
    const pointed = make(leaf, ca, { serial: 77, extensions: [point(tlv(0xa2, tlv(0xa4, issuer.name)))] });
    const naming = extension('2.5.29.29', seq(tlv(0xa4, ca.name)), true);
    const indirect = scope(tlv(0x84, hex('ff')));
    const inputs = (revokedOnes: { serial: number; extensions?: Buffer[] }[], extensions = [indirect]) => ({
      leaf: pointed,
      intermediates: [caCertificate, issuerCertificate],
      crls: [rootCrl, makeCrl(issuer, { revoked: revokedOnes, extensions })],
    });
    expect(outcome(inputs([]))).toBe('ok');
    expect(outcome(inputs([{ serial: 77, extensions: [naming] }]))).toEqual(['revoked', 0]);
    expect(outcome(inputs([{ serial: 77 }]))).toBe('ok');
    expect(outcome(inputs([], []))).toEqual(['revocation-unknown', 0]);
    const revokedIssuer = makeCrl(root, { revoked: [{ serial: 900 }] });
    expect(outcome({ ...inputs([]), crls: [revokedIssuer, makeCrl(issuer, { extensions: [indirect] })] })).toEqual([
      'crl-unusable',
      0,
    ]);
  });
});

describe('delta CRLs (RFC 5280 5.2.4)', () => {
  const complete = makeCrl(ca, { number: 5, thisUpdate: new Date('2026-05-01'), ...revoked([reason(6)]) });
  const change = (base: number, number: number, extensions: Buffer[] | undefined) =>
    makeCrl(ca, { number, extensions: [delta(base)], ...(extensions ? revoked(extensions) : {}) });

  test('a hold is taken back, a revocation is added', () => {
    expect(judged(complete)).toEqual(['revoked', 0]);
    expect(judged(complete, change(5, 6, [reason(8)]))).toBe('ok');
    expect(judged(makeCrl(ca, { number: 5 }), change(4, 6, [reason(1)]))).toEqual(['revoked', 0]);
  });

  test('a delta alone, or of a newer base, proves nothing', () => {
    expect(judged(change(5, 6, undefined))).toEqual(['revocation-unknown', 0]);
    expect(judged(complete, change(6, 7, [reason(8)]))).toEqual(['revoked', 0]);
  });
});
