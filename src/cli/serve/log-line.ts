import type { ServerRecord } from '../../chat/server/records.ts';
import { serveTexts as t } from './texts.ts';

/** A record of the server in one line for people. */
export function logLine(record: ServerRecord): string {
  switch (record.event) {
    case 'connected':
      return t('log.connected', { ...record, tls: record.tls ?? '?' });
    case 'entered':
      return t('log.entered', record);
    case 'left':
      return t('log.left', { ...record, name: record.name ?? '?' });
    case 'limited':
      return t('log.limited', record);
    case 'said':
      return record.text === undefined ? t('log.said', record) : t('log.saidText', { ...record, text: record.text });
    case 'backplane':
      return record.state === 'lost' ? t('log.backplaneLost') : t('log.backplaneConnected', record);
    case 'messages-missed':
      return t('log.messagesMissed', record);
    case 'name-conflict':
      return t('log.nameConflict', record);
    case 'refused':
      return t(record.times > 1 ? 'log.refusedTimes' : 'log.refused', record);
    case 'handshake-failed':
      return t('log.handshakeFailed', record);
    case 'plaintext':
      return t('log.plaintext', record);
    case 'certificate-loaded':
      return t('log.certificateLoaded', { ...record, fingerprint: record.fingerprint256 });
    case 'certificate-refused':
      return t('log.certificateRefused', record);
    case 'also-listening':
      return t('log.alsoListening', record);
    case 'fault':
      return t('log.fault', record);
    case 'status-listening':
      return t('log.status', record);
    case 'draining':
      return t('log.draining', record);
    case 'stopped':
      return t('log.stopped', record);
  }
}
