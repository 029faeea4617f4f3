import { describe, expect, it } from 'vitest';
import { catalogueFiles, textPairs } from '../support/catalogues.ts';

const pairs = await textPairs();
/** Commands of a finding's reproduction are the same in every language and kept once. */
const inBoth = pairs.filter(({ where }) => !/\.reproduce\.\d+$/.test(where));
const translated = inBoth.filter((pair): pair is { where: string; en: string; es: string } => {
  return pair.en !== undefined && pair.es !== undefined;
});

/** The placeholders of a text, each once: a plural form counts by the number that picks it. */
function placeholders(text: string): string[] {
  const names = [...text.matchAll(/\{(\w+)(?:\|[^{}]*)?\}/g)].map(([, name]) => name as string);
  return [...new Set(names)].sort();
}

/** Prose alone: without placeholders, command lines, flags, file names, codes, abbreviations, URLs. */
function words(text: string): string[] {
  return text
    .replace(/\{(\w+)\|([^|}]*)\|([^}]*)\}/g, ' $2 $3 ')
    .replace(/\{\w+\}/g, ' ')
    .replace(/`[^`]*`|«[^»{]*»|https?:\/\/\S+/g, ' ')
    .replace(/\S*\.\w\S*|(?<=\s)\/\w+/g, ' ') // file and host names, commands of the chat
    .replace(/\b(llave|openssl|npm|node|mkdir|ls|chmod|export|ss|ip|nft|systemctl) [^\s,;.:][^,;.:]*/g, ' ')
    .split(/[\s,;:.!?¡¿«»"'()[\]<>/|…]+/)
    .filter((word) => /^[a-záéíóúüñ]{2,}$/.test(word));
}

describe('catalogues', () => {
  it('are the same files in both languages', () => {
    expect(catalogueFiles('es')).toEqual(catalogueFiles('en'));
    expect(catalogueFiles('en').length).toBeGreaterThan(2);
  });

  it('have the same keys', () => {
    expect(inBoth.filter(({ en, es }) => en === undefined || es === undefined)).toEqual([]);
  });

  it('have the same placeholders', () => {
    expect(translated.filter(({ en, es }) => placeholders(en).join() !== placeholders(es).join())).toEqual([]);
  });

  it('close every placeholder, and pick plural forms in both ways', () => {
    const broken = (text: string) => /[{}]/.test(text.replace(/\{\w+(?:\|[^{}|]*\|[^{}|]*)?\}/g, ''));
    expect(translated.filter(({ en, es }) => broken(en) || broken(es))).toEqual([]);
  });

  it('hold no empty text, no double space, no blank at an end', () => {
    const untidy = (text: string) => text === '' || /\S {2,}\S|^\s|\s$/.test(text);
    expect(translated.filter(({ en, es }) => untidy(en) || untidy(es))).toEqual([]);
  });

  it('hold no control character', () => {
    expect(translated.filter(({ en, es }) => /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/.test(en + es))).toEqual([]);
  });
});

describe('sentences of errors, findings and warnings', () => {
  it('have no full stop at their end', () => {
    const sentences = translated.filter(({ where }) => /^(errors\.ts|findings\/).*\.message$/.test(where));
    expect(sentences.length).toBeGreaterThan(10);
    expect(sentences.filter(({ en, es }) => /[^.]\.$/.test(en) || /[^.]\.$/.test(es))).toEqual([]);
  });
});

describe('Spanish', () => {
  /** Words that are the same in both languages. */
  const SHARED = new Set(
    [
      ...['error', 'errors', 'chat', 'doctor', 'no', 'total', 'local', 'general', 'serial', 'temporal', 'original'],
      ...[
        'normal',
        'horizontal',
        'vertical',
        'usual',
        'final',
        'legal',
        'manual',
        'digital',
        'alias',
        'ms',
        'tcp',
        'tls',
        'dns',
        'ip',
        'udp',
      ],
      ...['hash', 'host', 'root', 'firewall', 'proxy', 'ping', 'socket', 'bits', 'bytes', 'control', 'actual', 'real'],
    ].map((word) => word.toLowerCase()),
  );

  it('says nothing in English: a text that is equal in both has only words that are', () => {
    const equal = translated.filter(({ en, es }) => en === es);
    expect(equal.filter(({ es }) => words(es.toLowerCase()).some((word) => !SHARED.has(word)))).toEqual([]);
  });

  it('has no stray English words', () => {
    const english = new Set(
      [
        ...['the', 'and', 'with', 'are', 'of', 'for', 'not', 'you', 'your', 'this', 'that', 'which', 'from', 'was'],
        ...['were', 'will', 'must', 'cannot', 'should', 'file', 'files', 'key', 'keys', 'certificate', 'server'],
        ...['client', 'name', 'names', 'port', 'is', 'in', 'on', 'to', 'it', 'be', 'by', 'an', 'or', 'at', 'days'],
        ...['day', 'password', 'passphrase', 'handshake', 'request', 'connection', 'address', 'default', 'valid'],
        ...['expired', 'issuer', 'subject', 'trusted', 'listening', 'timeout', 'warning', 'hint', 'flag', 'flags'],
      ].map((word) => word.toLowerCase()),
    );
    const stray = translated
      .map(({ where, es }) => ({ where, es, english: words(es).filter((word) => english.has(word)) }))
      .filter((each) => each.english.length > 0);
    expect(stray).toEqual([]);
  });

  it('opens what it closes: ¿…?, ¡…!', () => {
    const prose = (text: string) => text.replace(/https?:\/\/\S+|`[^`]*`/g, '');
    const unopened = translated.filter(({ es }) => {
      const count = (sign: string) => prose(es).split(sign).length - 1;
      return count('?') !== count('¿') || count('¡') > count('!');
    });
    expect(unopened).toEqual([]);
  });

  it('addresses the reader as tú', () => {
    expect(translated.filter(({ es }) => /\busted(es)?\b/i.test(es))).toEqual([]);
  });

  it('quotes with «»', () => {
    const quoted = ({ es }: { es: string }) => /"/.test(es.replace(/`[^`]*`|-{1,2}[\w-]+ "[^"]*"/g, ''));
    expect(translated.filter(quoted)).toEqual([]);
  });

  it('writes its accents', () => {
    const bare =
      /\b(aqui|despues|tambien|numero|direccion|conexion|version|opcion|codigo|maquina|valido|mas|segun|sesion|extension|informacion)\b/i;
    const wrong = translated.filter(({ es }) => words(es).some((word) => bare.test(word)));
    expect(wrong).toEqual([]);
  });
});
