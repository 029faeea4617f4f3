import { expect, test } from 'vitest';
import { loadCredential } from '../../../src/chat/server/credentials.ts';
import { testCertificate } from '../../support/certificates.ts';

test('a byte order mark in front of PEM, as editors on Windows leave it, is no damage', async () => {
  const { key, cert } = await testCertificate();
  const plain = loadCredential({ key, cert });
  const marked = loadCredential({ key: `\ufeff${key}`, cert: `\ufeff${cert}` });
  expect(marked.fingerprint256).toBe(plain.fingerprint256);
  expect(marked.pem).toEqual(plain.pem);
});
