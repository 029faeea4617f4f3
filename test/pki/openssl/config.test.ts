import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeName } from '../../../src/pki/names/encode-name.ts';
import type { SubjectAttribute } from '../../../src/pki/names/subject.ts';
import { csrEquivalent } from '../../../src/pki/openssl/certificates.ts';
import { configValue, writeConfig } from '../../../src/pki/openssl/config.ts';
import { subjectArgument } from '../../../src/pki/openssl/subject.ts';
import { parseCertificationRequest } from '../../../src/pki/parse/certification-request.ts';
import { tempDir } from '../../support/temp-dir.ts';

const CN = '2.5.4.3';
const O = '2.5.4.10';

describe('values of a configuration file', () => {
  it.each([
    ['localhost', 'localhost'],
    ['*.example.org', '*.example.org'],
    ['a b', 'a b'],
    [' a', '" a"'],
    ['a#b', '"a#b"'],
    ['$HOME', '"$HOME"'],
    ['a"b\\c', '"a\\"b\\\\c"'],
    ['a\nb', '"a"\\n"b"'],
    ['', '""'],
  ])('%j', (text, written) => {
    expect(configValue(text)).toBe(written);
  });

  it('a here-document ends where no line of it does', () => {
    expect(writeConfig(['EOF', 'EOFF'])).toBe("cat > openssl-llave.cnf <<'EOFFF'\nEOF\nEOFF\nEOFFF");
  });
});

describe('a subject as -subj', () => {
  const name = (...rdns: SubjectAttribute[][]) => encodeName(rdns);

  it('escapes what would end a value', () => {
    const der = name([{ oid: O, value: 'a/b+c\\d=e' }], [{ oid: CN, value: 'x' }]);
    expect(subjectArgument(der)).toEqual({ text: '/O=a\\/b\\+c\\\\d=e/CN=x', loses: [] });
  });

  it('says that an attribute is lost which openssl does not know', () => {
    const der = name([{ oid: '1.2.3.4', value: 'a' }], [{ oid: CN, value: 'x' }]);
    expect(subjectArgument(der)).toEqual({ text: '/CN=x', loses: ['subject-attribute'] });
  });
});

describe('hostile names', () => {
  const folder = tempDir();
  const key = join(folder, 'server.key');
  spawnSync('openssl', ['genpkey', '-algorithm', 'ED25519', '-out', key]);
  // What llave itself takes for a value: no control characters, not empty, no spaces at the ends.
  const value = fc
    .string({ unit: fc.constantFrom(...'ab "\'$`\\/+=,;#<>(){}!*?~&|%@:-_éñ漢'), minLength: 1, maxLength: 24 })
    .filter((text) => text.trim() === text && text !== '');

  it('come through the shell and openssl as they are', () => {
    fc.assert(
      fc.property(value, value, (organization, commonName) => {
        const subject = encodeName([[{ oid: O, value: organization }], [{ oid: CN, value: commonName }]] as never);
        const plan = { key: { file: key, passphrase: {}, made: undefined }, extensions: [], hash: undefined };
        const { commands } = csrEquivalent({ ...plan, subject, out: 'out.csr' });
        const { status, stderr } = spawnSync('sh', ['-ec', commands.join('\n')], { cwd: folder, encoding: 'utf8' });
        expect([status, stderr]).toEqual([0, '']);
        const pem = readFileSync(join(folder, 'out.csr'), 'latin1').replaceAll(/-----[^-]+-----/g, '');
        const made = parseCertificationRequest(Buffer.from(pem, 'base64')).subject;
        expect([made.values('2.5.4.10'), made.values('2.5.4.3')]).toEqual([[organization], [commonName]]);
      }),
      { numRuns: 60 },
    );
  });
});
