import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isAppError } from '../../../src/errors/app-error.ts';
import { parseCertificate, parseCertificateList } from '../../../src/pki/parse/index.ts';
import { verifyChain } from '../../../src/pki/verify/index.ts';
import { certificate, crl, dnsName, extension, nameConstraints, policies } from '../build/certificate.ts';
import { seq, tlv } from '../build/der.ts';
import { AT, ca, leaf, root } from './world.ts';

const reason = extension('2.5.29.21', tlv(0x0a, Buffer.of(1)));
const chain = [
  certificate(leaf, ca, { dns: ['a.example.com'], extensions: [policies('1.2.3')] }),
  certificate(ca, root, { ca: true, extensions: [nameConstraints([dnsName('example.com')]), policies('1.2.3')] }),
  certificate(root, root, { ca: true }),
  crl(ca, { revoked: [{ serial: 9, extensions: [reason] }] }),
  crl(root, { extensions: [extension('2.5.29.28', seq(tlv(0x82, Buffer.of(0xff))), true)] }),
];

test('no change of a few bytes makes the verifier throw, nor accept what was signed otherwise', () => {
  const change = fc.record({ file: fc.nat({ max: 4 }), offset: fc.nat({ max: 2000 }), octet: fc.nat({ max: 255 }) });
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), fc.boolean(), (changes, withCrls) => {
      const files = chain.map((der) => Buffer.from(der));
      for (const { file, offset, octet } of changes) files[file]![offset % files[file]!.length] = octet;
      try {
        const [first, second, anchor] = files.slice(0, 3).map(parseCertificate);
        const crls = withCrls ? files.slice(3).map(parseCertificateList) : [];
        const result = verifyChain({
          leaf: first!,
          intermediates: [second!],
          anchors: [anchor!],
          crls,
          at: AT,
          host: 'a.example.com',
        });
        const untouched = chain.slice(0, 2).every((der, i) => der.equals(files[i]!));
        expect(result.ok && !untouched).toBe(false);
      } catch (error) {
        if (!isAppError(error)) throw error;
      }
    }),
    { numRuns: 2000 },
  );
});
