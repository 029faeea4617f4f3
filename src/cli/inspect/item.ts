import type { Found } from '../../pki/identify/index.ts';
import { type SubjectPublicKeyInfo, spkiPin } from '../../pki/parse/index.ts';
import { certificateRows, requestRows } from './certificate.ts';
import { crlRows } from './crl.ts';
import { keyWords } from './public-key.ts';
import { layOut, type Row } from './row.ts';
import type { InspectTexts } from './texts.ts';
import { validity } from './time.ts';

/** One thing that a file holds, for people. */
export function itemText(found: Found, now: Date, t: InspectTexts): string {
  return layOut(heading(found, t), [...rows(found, now, t), ...sourceRows(found, t)]);
}

/** The same in one line. */
export function itemLine(found: Found, now: Date, t: InspectTexts): string {
  const kind = t(`kind.${found.kind}`);
  switch (found.kind) {
    case 'certificate': {
      const { certificate } = found;
      const { notBefore, notAfter } = certificate.validity;
      return `${kind}: ${certificate.subject}; ${keyWords(certificate.subjectPublicKeyInfo, t)}; ${validity(notBefore, notAfter, now, t)}`;
    }
    case 'csr':
      return `${kind}: ${found.request.subject}; ${keyWords(found.request.subjectPublicKeyInfo, t)}`;
    case 'crl':
      return `${kind}: ${found.list.issuer}`;
    default:
      return [
        kind,
        ...rows(found, now, t)
          .slice(0, 1)
          .map(([, value]) => value),
      ].join(': ');
  }
}

function heading({ kind, source }: Found, t: InspectTexts): string {
  const where = [
    source.label ?? source.encoding.toUpperCase(),
    ...(source.line === undefined ? [] : [t('value.line', { line: source.line })]),
    ...(source.inside === undefined ? [] : [t('value.inside', { container: source.inside.toUpperCase() })]),
  ];
  return `${t(`kind.${kind}`)} (${where.join(', ')})`;
}

function rows(found: Found, now: Date, t: InspectTexts): Row[] {
  switch (found.kind) {
    case 'certificate':
      return certificateRows(found.certificate, now, t);
    case 'csr':
      return requestRows(found.request, t);
    case 'crl':
      return crlRows(found.list, t);
    case 'public-key':
      return publicRows(found.spki, t);
    case 'private-key': {
      const { spki, encrypted = false } = found.opened ?? {};
      const form: Row = [t('row.encoding'), found.form];
      const encryption: Row = [
        t('row.encryption'),
        t(spki ? 'value.wasEncrypted' : 'value.encrypted', { form: found.form }),
      ];
      if (spki) return [...publicRows(spki, t), encrypted ? encryption : form];
      return [encrypted ? encryption : form];
    }
    case 'pkcs12':
      return [[t('row.encryption'), t('value.pkcs12')]];
    case 'unreadable':
      return [[t('row.problem'), t('value.nothing', { reason: found.reason })]];
    default:
      return [];
  }
}

function publicRows(spki: SubjectPublicKeyInfo, t: InspectTexts): Row[] {
  return [
    [t('row.key'), keyWords(spki, t)],
    [t('row.pin'), `sha256//${spkiPin(spki)}`],
  ];
}

function sourceRows({ source }: Found, t: InspectTexts): Row[] {
  const rows: Row[] = [];
  if (source.ber) rows.push([t('row.problem'), t('value.ber')]);
  if (source.trustSettings) rows.push([t('row.problem'), t('value.trustSettings', { n: source.trustSettings })]);
  if (source.trailing) rows.push([t('row.problem'), t('value.trailing', { n: source.trailing })]);
  return rows;
}
