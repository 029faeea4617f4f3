import { createPrivateKey } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { defaultHash } from '../../../src/pki/algorithms.ts';
import { keySpec } from '../../../src/pki/keys/spec.ts';
import { createOcspResponse, type OcspStatement } from '../../../src/pki/ocsp/create.ts';
import { judgeOcsp } from '../../../src/pki/ocsp/judge.ts';
import { parseOcspResponse } from '../../../src/pki/ocsp/response.ts';
import { ocspCa } from '../../support/ocsp.ts';
import { mustPeer } from '../../support/run-peer.ts';

const HOUR = 3_600_000;
const now = new Date(Math.floor(Date.now() / 1000) * 1000);
const revoked = { at: new Date(now.getTime() - HOUR), reason: 'keyCompromise' } as const;

const KEYS: Record<string, readonly string[]> = {
  'EC P-384': ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-384'],
  'RSA 2048': ['-newkey', 'rsa:2048'],
  Ed25519: ['-newkey', 'ed25519'],
};

describe.each(Object.keys(KEYS))('an OCSP response signed with %s', (kind) => {
  const ca = ocspCa('', undefined, KEYS[kind]);
  const [certificate, issuer] = [ca.certificate('leaf'), ca.certificate('ca')];
  const privateKey = createPrivateKey(readFileSync(join(ca.folder, 'ca.key')));
  const spec = keySpec(privateKey, 'ca.key');
  const respond = (more: Partial<OcspStatement>): Buffer =>
    createOcspResponse(
      { certificate, issuer, thisUpdate: now, nextUpdate: new Date(now.getTime() + HOUR), ...more },
      { privateKey, spec, hash: defaultHash(spec) },
    );

  /** What `openssl ocsp` makes of it; it fails unless the signature is that of the CA. */
  function openssl(response: Buffer): string {
    writeFileSync(join(ca.folder, 'ours.der'), response);
    const args = ['ocsp', '-respin', 'ours.der', '-CAfile', 'ca.crt', '-issuer', 'ca.crt', '-cert', 'leaf.crt'];
    const { stdout, stderr } = mustPeer('openssl', [...args, '-no_nonce'], '', ca.folder);
    return stderr + stdout;
  }

  it('revokes, for openssl and for ourselves', () => {
    const response = respond({ revoked });
    expect(judgeOcsp(parseOcspResponse(response), certificate, issuer, now)).toEqual({
      status: 'revoked',
      since: revoked.at,
      reason: revoked.reason,
    });
    expect(openssl(response)).toMatch(/Response verify OK[\s\S]*leaf\.crt: revoked[\s\S]*Reason: keyCompromise/);
  });

  it('vouches until its next update', () => {
    const response = parseOcspResponse(respond({}));
    const later = new Date(now.getTime() + 2 * HOUR);
    expect(judgeOcsp(response, certificate, issuer, now)).toMatchObject({ status: 'good' });
    expect(judgeOcsp(response, certificate, issuer, later)).toEqual({ status: 'unknown', problem: 'expired' });
    expect(openssl(respond({}))).toMatch(/Response verify OK[\s\S]*leaf\.crt: good/);
  });

  it('is about one certificate alone', () => {
    const other = ca.certificate('responder');
    const verdict = judgeOcsp(parseOcspResponse(respond({})), other, issuer, now);
    expect(verdict).toMatchObject({ problem: 'other-certificate' });
  });
});
