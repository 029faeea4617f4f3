import { expect, it } from 'vitest';
import { identify } from '../../../src/pki/identify/index.ts';
import { crl, entity } from '../build/certificate.ts';

it('a CRL of a hundred thousand entries is one', () => {
  const revoked = Array.from({ length: 100_000 }, (_, i) => ({ serial: i + 1 }));
  const [found] = identify(crl(entity('CA'), { revoked }), 'f');
  expect(found?.kind).toBe('crl');
});
