import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { looksLikePem, pemBytes, splitPem, toPem } from '../../src/files/pem.ts';

const der = Buffer.from(Array.from({ length: 100 }, (_, i) => i));
const pem = toPem('CERTIFICATE', der);
const only = (text: string | Buffer) => {
  const { blocks } = splitPem(text);
  expect(blocks).toHaveLength(1);
  return blocks[0]!;
};

describe('what people paste', () => {
  test.each([
    ['plain', pem],
    ['CRLF', pem.replaceAll('\n', '\r\n')],
    ['CR only', pem.replaceAll('\n', '\r')],
    ['byte order mark', `\ufeff${pem}`],
    ['indented, as in YAML', pem.replace(/^/gm, '    ')],
    ['trailing blanks', pem.replaceAll('\n', '  \t\n')],
    ['one line', pem.replaceAll('\n', '')],
    ['one line with blanks', pem.replaceAll('\n', ' ')],
    ['backslash n', pem.replaceAll('\n', '\\n')],
    ['backslash r backslash n', pem.replaceAll('\n', '\\r\\n')],
    ['no newline at the end', pem.trimEnd()],
    ['blank lines inside', pem.replaceAll('\n', '\n\n')],
    ['UTF-16 of a Windows editor', Buffer.from(`\ufeff${pem}`, 'utf16le')],
  ])('%s', (_, text) => {
    const block = only(text);
    expect(block).toMatchObject({ label: 'CERTIFICATE', problem: undefined });
    expect(block.der).toEqual(der);
    expect(splitPem(text).textAround).toBe(false);
  });

  test('text around and several blocks', () => {
    const text = `Bag Attributes\n  friendlyName: x\nsubject=CN = a\n${pem}trailing\n${toPem('PRIVATE KEY', der)}`;
    const { blocks, textAround } = splitPem(text);
    expect(blocks.map(({ label, line }) => [label, line])).toEqual([
      ['CERTIFICATE', 4],
      ['PRIVATE KEY', 10],
    ]);
    expect(textAround).toBe(true);
  });

  test.each([
    ['X509 CERTIFICATE', 'CERTIFICATE'],
    ['TRUSTED CERTIFICATE', 'TRUSTED CERTIFICATE'],
    ['NEW CERTIFICATE REQUEST', 'CERTIFICATE REQUEST'],
    ['CRL', 'X509 CRL'],
    ['RSA PRIVATE KEY', 'RSA PRIVATE KEY'],
  ])('label %s means %s', (label, kind) => {
    expect(only(toPem(label, der)).kind).toBe(kind);
  });

  test('headers of legacy encrypted keys', () => {
    const headers = { 'Proc-Type': '4,ENCRYPTED', 'DEK-Info': 'AES-256-CBC,0123' };
    expect(only(toPem('RSA PRIVATE KEY', der, headers))).toMatchObject({ headers, problem: undefined, der });
    expect(only(toPem('RSA PRIVATE KEY', der, headers).replaceAll('\n', '\r\n'))).toMatchObject({ headers, der });
  });
});

describe('damage, with its line', () => {
  const lines = pem.split('\n');
  const withLine = (index: number, text: string) => ['# comment', ...lines.with(index, text)].join('\n');

  test.each([
    ['a character that is no base64', withLine(2, `${lines[2]!.slice(0, 5)}*${lines[2]!.slice(6)}`), 'not-base64', 4],
    ['padding in the middle', withLine(1, `${lines[1]!.slice(0, 62)}==`), 'not-base64', 3],
    ['a lost character', withLine(2, lines[2]!.slice(1)), 'base64-length', 4],
    ['no end', lines.slice(0, 3).join('\n'), 'no-end', 3],
    ['another end', pem.replace('END CERTIFICATE', 'END PRIVATE KEY'), 'label-mismatch', 5],
    ['nothing in it', '-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n', 'empty', 1],
  ])('%s', (_, text, fault, line) => {
    const block = only(text);
    expect(block.problem).toEqual({ fault, line });
    expect(() => pemBytes(block)).toThrow('ERR_PEM_MALFORMED');
  });

  test('a block without an end does not swallow the next one', () => {
    const { blocks } = splitPem(`${lines.slice(0, 2).join('\n')}\n${pem}`);
    expect(blocks.map(({ problem }) => problem?.fault)).toEqual(['no-end', undefined]);
    expect(blocks[1]!.der).toEqual(der);
  });
});

describe('limits', () => {
  test('ten megabytes of anything are searched in one pass', () => {
    expect(splitPem('-'.repeat(10_000_000)).blocks).toEqual([]);
    expect(splitPem('-----BEGIN '.repeat(900_000)).blocks).toEqual([]);
    expect(only(`-----BEGIN CERTIFICATE-----\n${'A\n'.repeat(5_000_000)}`).problem?.fault).toBe('no-end');
    expect(
      only(`-----BEGIN CERTIFICATE-----\n${'='.repeat(5_000_000)}\n-----END CERTIFICATE-----`).problem,
    ).toBeDefined();
  });

  test('too many blocks and too much text are refused', () => {
    expect(() => splitPem('-----BEGIN A-----\nAAAA\n-----END A-----\n'.repeat(20_001))).toThrow('ERR_INPUT_TOO_MANY');
    expect(() => splitPem(Buffer.alloc(64 * 1024 * 1024 + 1))).toThrow('ERR_INPUT_TOO_LARGE');
  });
});

describe('writing', () => {
  test('64 columns, no blank line before the end whatever the length', () => {
    for (const length of [1, 47, 48, 49, 96, 1000]) {
      const text = toPem('X', Buffer.alloc(length, 0xff));
      expect(text).toMatch(/^-----BEGIN X-----\n(?:[^\n]{64}\n)*[^\n]{1,64}\n-----END X-----\n$/);
    }
  });

  test('what is written is read back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), (bytes) => {
        expect(only(toPem('CERTIFICATE', bytes)).der).toEqual(Buffer.from(bytes));
      }),
    );
  });

  test('PEM is told from DER', () => {
    expect(looksLikePem(Buffer.from(`x\n${pem}`))).toBe(true);
    expect(looksLikePem(der)).toBe(false);
  });
});
