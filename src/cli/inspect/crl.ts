import { describeCrl } from '../../pki/describe/index.ts';
import type { CertificateList } from '../../pki/parse/index.ts';
import { extensionRows, problemRows } from './extension.ts';
import type { Row } from './row.ts';
import type { InspectTexts } from './texts.ts';
import { utc } from './time.ts';

const MOST_ENTRIES = 10;

/** The rows that describe a certificate revocation list. */
export function crlRows(list: CertificateList, t: InspectTexts): Row[] {
  const { revoked, entries, number, extensions, entriesBroken } = describeCrl(list);
  const time = (date: Date) => (Number.isNaN(date.getTime()) ? t('value.unreadableTime') : utc(date));
  const shown = entries
    .slice(0, MOST_ENTRIES)
    .map(({ serialNumber, revocationDate, reason }): Row => ['', `${serialNumber} ${revocationDate} ${reason}`]);
  const rest = (revoked ?? 0) - shown.length;
  return [
    [t('row.issuer'), list.issuer.toString()],
    [t('row.updated'), time(list.thisUpdate)],
    [t('row.next'), list.nextUpdate ? time(list.nextUpdate) : t('value.noNext')],
    ...(number === null ? [] : [[t('row.number'), number] as Row]),
    [t('row.revoked'), String(revoked ?? '?')],
    ...shown,
    ...(rest > 0 ? [['', t('value.more', { n: rest })] as Row] : []),
    ...(entriesBroken ? [[t('row.problem'), entriesBroken] as Row] : []),
    [t('row.signature'), list.signatureAlgorithm.name],
    ...extensionRows(extensions, list.extensions, new Set(['cRLNumber']), t),
    ...problemRows(list.problems, t),
  ];
}
