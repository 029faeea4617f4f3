import { describe, expect, it } from 'vitest';
import { DerError } from '../../../src/pki/der/error.ts';
import { judgeOcsp } from '../../../src/pki/ocsp/judge.ts';
import { ocspRequest } from '../../../src/pki/ocsp/request.ts';
import { parseOcspResponse } from '../../../src/pki/ocsp/response.ts';
import { ocspCa } from '../../support/ocsp.ts';

const ca = ocspCa();
const [leaf, issuer] = [ca.certificate('leaf'), ca.certificate('ca')];
const request = ocspRequest(leaf, issuer);
const DAY = 86_400_000;
const judge = (response: Buffer, at = new Date(), certificate = leaf, by = issuer) =>
  judgeOcsp(parseOcspResponse(response), certificate, by, at);

describe('OCSP with openssl as the responder', () => {
  it('openssl reads our request and says good', () => {
    expect(judge(ca.answer(request))).toMatchObject({ status: 'good' });
  });

  it('revoked, when and why', () => {
    const response = ca.answer(request, { revoked: '261101120000Z,keyCompromise' });
    expect(judge(response)).toEqual({
      status: 'revoked',
      since: new Date('2026-11-01T12:00:00Z'),
      reason: 'keyCompromise',
    });
    // No revocation is ever taken back: an old answer proves it as well.
    expect(judge(response, new Date(Date.now() + 3 * DAY))).toMatchObject({ status: 'revoked' });
  });

  it('a responder that the issuer authorised may sign', () => {
    expect(judge(ca.answer(request, { signer: 'responder' }))).toMatchObject({ status: 'good' });
  });

  it('another certificate of the issuer may not, and a stranger even less', () => {
    const unknown = (problem: string) => ({ status: 'unknown', problem });
    expect(judge(ca.answer(request, { signer: 'impostor' }))).toEqual(unknown('responder-not-authorised'));
    expect(judge(ca.answer(request, { signer: 'stranger' }))).toEqual(unknown('responder-not-authorised'));
  });

  it('a changed answer proves nothing', () => {
    const response = ca.answer(request);
    // The signature stands at the end of the response, in front of the certificates.
    const basic = parseOcspResponse(response).basic!;
    const at = response.indexOf(basic.signatureValue) + basic.signatureValue.length - 1;
    const changed = Buffer.from(response);
    changed[at] = changed[at]! ^ 1;
    expect(judge(changed)).toEqual({ status: 'unknown', problem: 'signature-invalid' });
  });

  it('an old one, an early one, and one about another certificate prove nothing', () => {
    const response = ca.answer(request);
    const problem = (verdict: ReturnType<typeof judge>) => ('problem' in verdict ? verdict.problem : verdict.status);
    expect(problem(judge(response, new Date(Date.now() + 2 * DAY)))).toBe('expired');
    expect(problem(judge(response, new Date(Date.now() - DAY)))).toBe('not-yet-valid');
    expect(problem(judge(response, new Date(), ca.certificate('responder')))).toBe('other-certificate');
    expect(problem(judge(response, new Date(), leaf, ca.certificate('stranger')))).toBe('other-certificate');
  });

  it('a certificate that the responder does not know', () => {
    const other = ca.certificate('responder');
    expect(judge(ca.answer(ocspRequest(other, issuer)), new Date(), other)).toEqual({
      status: 'unknown',
      problem: 'status-unknown',
    });
  });
});

describe('bytes that are no answer', () => {
  it('an error status has no response', () => {
    expect(parseOcspResponse(Buffer.from('30030a0103', 'hex'))).toEqual({ status: 'tryLater' });
    expect(judge(Buffer.from('30030a0106', 'hex'))).toEqual({ status: 'unknown', problem: 'not-successful' });
  });

  it('every truncation and every changed octet is read or refused as DER, never worse', () => {
    const response = ca.answer(request);
    const read = (bytes: Buffer) => {
      try {
        judge(bytes);
      } catch (error) {
        // The certificates inside are read by their own reader, which has an error of its own.
        if (!(error instanceof DerError) && (error as { code?: string }).code !== 'ERR_CERTIFICATE_MALFORMED')
          throw error;
      }
    };
    for (let length = 0; length < response.length; length += 7) read(response.subarray(0, length));
    for (let at = 0; at < response.length; at += 3) {
      const changed = Buffer.from(response);
      changed[at] = changed[at]! ^ 0x55;
      read(changed);
    }
  });
});
