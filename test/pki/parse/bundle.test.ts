import { expect, test } from 'vitest';
import { toPem } from '../../../src/files/pem.ts';
import { parseCertificateLists, parseCertificates } from '../../../src/pki/parse/index.ts';
import { certificate, crl, entity } from '../build/certificate.ts';
import { hex } from '../build/der.ts';

const root = entity('Root');
const leaf = entity('leaf');
const first = certificate(root, root, { ca: true });
const second = certificate(leaf, root);
const list = crl(root);
const subjects = (input: Uint8Array) => parseCertificates(input).map(({ subject }) => subject.toString());

test('certificates of a PEM file, whatever else is in it', () => {
  const text = `x\n${toPem('TRUSTED CERTIFICATE', Buffer.concat([first, hex('3000')]))}${toPem('X509 CRL', list)}${toPem('X509 CERTIFICATE', second)}`;
  expect(subjects(Buffer.from(text))).toEqual(['CN=Root', 'CN=leaf']);
  expect(parseCertificateLists(Buffer.from(text))).toHaveLength(1);
});

test('DER, one after the other, and BER', () => {
  expect(subjects(Buffer.concat([first, second]))).toEqual(['CN=Root', 'CN=leaf']);
  const header = second.length - (second.length > 0xff ? 4 : 3);
  const ber = Buffer.concat([hex('3080'), second.subarray(second.length - header), hex('0000')]);
  expect(subjects(Buffer.concat([ber, first]))).toEqual(['CN=leaf', 'CN=Root']);
});

test('what is neither is refused', () => {
  expect(() => parseCertificates(Buffer.alloc(0))).toThrow('ERR_CERTIFICATE_MALFORMED');
  expect(() => parseCertificates(Buffer.from('hello'))).toThrow('ERR_CERTIFICATE_MALFORMED');
  expect(() => parseCertificates(Buffer.from(toPem('CERTIFICATE', first).replace('MI', 'M*')))).toThrow(
    'ERR_PEM_MALFORMED',
  );
  expect(parseCertificates(Buffer.from(toPem('X509 CRL', list)))).toEqual([]);
});
