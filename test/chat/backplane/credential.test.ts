import { expect, test } from 'vitest';
import { readCredential } from '../../../src/chat/backplane/credential.ts';

const SEED = `SU${'A'.repeat(56)}`;
const CREDS = `-----BEGIN NATS USER JWT-----\nabc\n------END NATS USER JWT------\n\n-----BEGIN USER NKEY SEED-----\n${SEED}\n------END USER NKEY SEED------\n`;

test.each([
  ['the file that nsc writes', CREDS, { kind: 'jwt', content: CREDS }],
  ['the seed of a user', `${SEED}\n`, { kind: 'nkey', seed: SEED }],
  ['a user with a password', 'ana:s3:cret\r\n', { kind: 'password', user: 'ana', password: 's3:cret' }],
  ['a token', 's3cret\nnot this', { kind: 'token', token: 's3cret' }],
  ['a seed that is too short is a token', 'SUAAA', { kind: 'token', token: 'SUAAA' }],
  ['nothing', '\n', undefined],
])('%s', (_what, content, expected) => {
  expect(readCredential(content)).toEqual(expected);
});
