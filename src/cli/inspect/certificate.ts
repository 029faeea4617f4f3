import { describeExtension } from '../../pki/describe/extension.ts';
import { generalNameText, unicodeForm } from '../../pki/describe/names.ts';
import { keyPurposeName } from '../../pki/oids/key-purposes.ts';
import {
  type Certificate,
  type CertificationRequest,
  fingerprint1,
  type GeneralName,
  spkiPin,
} from '../../pki/parse/index.ts';
import { extensionRows, few, problemRows } from './extension.ts';
import { keyWords } from './public-key.ts';
import type { Row } from './row.ts';
import type { InspectTexts } from './texts.ts';
import { validity } from './time.ts';

/** Extensions that have a row of their own. */
const SHOWN = new Set(['subjectAltName', 'basicConstraints', 'keyUsage', 'extendedKeyUsage']);

/** The rows that describe a certificate. */
export function certificateRows(certificate: Certificate, now: Date, t: InspectTexts): Row[] {
  const { validity: times } = certificate;
  return [
    [t('row.subject'), certificate.subject.toString() || t('value.empty')],
    [t('row.issuer'), certificate.isSelfIssued ? t('value.itself') : certificate.issuer.toString() || t('value.empty')],
    [t('row.names'), names(certificate.subjectAltName, t)],
    [t('row.valid'), validity(times.notBefore, times.notAfter, now, t)],
    [t('row.key'), keyWords(certificate.subjectPublicKeyInfo, t)],
    [t('row.ca'), ca(certificate, t)],
    ...usageRows(certificate.extendedKeyUsage, certificate.keyUsage, t),
    [t('row.signature'), certificate.signatureAlgorithm.name],
    [t('row.serial'), certificate.serialNumber],
    [t('row.version'), String(certificate.version)],
    [t('row.sha256'), colons(certificate.fingerprint256)],
    [t('row.sha1'), colons(fingerprint1(certificate.der))],
    [t('row.pin'), `sha256//${certificate.spkiPin}`],
    ...extensionRows(certificate.extensions.map(describeExtension), certificate.extensions, SHOWN, t),
    ...problemRows(certificate.problems, t),
  ];
}

/** The rows that describe a certification request. */
export function requestRows(request: CertificationRequest, t: InspectTexts): Row[] {
  return [
    [t('row.subject'), request.subject.toString() || t('value.empty')],
    [t('row.names'), names(request.subjectAltName, t)],
    [t('row.key'), keyWords(request.subjectPublicKeyInfo, t)],
    ...usageRows(request.value('extendedKeyUsage'), request.value('keyUsage'), t),
    [t('row.signature'), request.signatureAlgorithm.name],
    [t('row.pin'), `sha256//${spkiPin(request.subjectPublicKeyInfo)}`],
    ...(request.hasChallengePassword ? [[t('row.problem'), t('value.challenge')] as Row] : []),
    ...extensionRows(request.extensions.map(describeExtension), request.extensions, SHOWN, t),
    ...problemRows(request.problems, t),
  ];
}

function names(list: readonly GeneralName[] | undefined, t: InspectTexts): string {
  if (list === undefined || list.length === 0) return t('value.none');
  const shown = (name: GeneralName) => {
    const unicode = unicodeForm(name);
    return unicode === undefined ? generalNameText(name) : `${generalNameText(name)} (${unicode})`;
  };
  return few(list, shown, t);
}

function ca({ basicConstraints }: Certificate, t: InspectTexts): string {
  if (!basicConstraints?.ca) return t('value.caNo');
  const { pathLength } = basicConstraints;
  return pathLength === undefined ? t('value.caYes') : t('value.caYesPath', { n: pathLength });
}

function usageRows(
  purposes: readonly string[] | undefined,
  usages: readonly string[] | undefined,
  t: InspectTexts,
): Row[] {
  const rows: Row[] = [];
  if (purposes) rows.push([t('row.purposes'), few(purposes, (oid) => keyPurposeName(oid) ?? oid, t)]);
  if (usages) rows.push([t('row.usages'), usages.join(', ')]);
  return rows;
}

/** Hexadecimal as fingerprints are compared: upper case, octets apart. */
export function colons(hex: string): string {
  return hex.toUpperCase().replace(/..(?=.)/g, '$&:');
}
