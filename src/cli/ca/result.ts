import { createPublicKey } from 'node:crypto';
import type { Authority } from '../../pki/ca/authority.ts';
import type { IssuedCertificate } from '../../pki/ca/index.ts';
import { permittedNames } from '../../pki/ca/index.ts';
import { keyName } from '../../pki/keys/spec.ts';
import { signatureAlgorithm } from '../../pki/oids/signature-algorithms.ts';
import type { Certificate } from '../../pki/parse/certificate.ts';
import { isoSeconds } from '../../pki/validity-period.ts';
import { warning } from '../base-command.ts';
import { keyResult } from '../making/key-result.ts';
import { rows } from '../making/rows.ts';
import { makingTexts, selfsignTexts } from '../making/texts.ts';
import type { Warning } from '../output.ts';
import type { PreparedLeaf } from './leaf.ts';
import { caTexts as t } from './texts.ts';

/** An issued certificate for JSON. */
export function issuedResult(leaf: PreparedLeaf, out: string, issued: IssuedCertificate) {
  const { leaf: certificate } = issued;
  const publicKey = createPublicKey({ key: leaf.input.subjectPublicKeyInfo, format: 'der', type: 'spki' });
  return {
    certificate: {
      file: out,
      fullchain: leaf.fullchain ?? null,
      issuer: certificate.issuer.toString(),
      subject: certificate.subject.toString(),
      names: leaf.granted.names.map(({ type, text }) => ({ type, value: text })),
      ...certificateFields(certificate),
      profile: leaf.profile.name,
    },
    csr: leaf.csr ?? null,
    key: {
      ...keyResult(leaf.key?.file ?? '', leaf.spec, publicKey),
      file: leaf.key?.file ?? null,
      made: leaf.key?.made !== undefined,
    },
  };
}

/** One authority for JSON. */
export function authorityResult(file: string, key: string | null, { certificate, privateKey, spec }: Authority) {
  const constraints = certificate.value('nameConstraints');
  const { file: _file, ...publicKey } = keyResult('', spec, privateKey);
  return {
    file,
    key,
    publicKey,
    subject: certificate.subject.toString(),
    ...certificateFields(certificate),
    pathLength: certificate.basicConstraints?.pathLength ?? null,
    permitted: constraints === undefined ? null : permittedNames(certificate),
  };
}

function certificateFields(certificate: Certificate) {
  const { notBefore, notAfter } = certificate.validity;
  const { oid } = certificate.signatureAlgorithm;
  return {
    serialNumber: certificate.serialNumber,
    notBefore: isoSeconds(notBefore),
    notAfter: isoSeconds(notAfter),
    signatureAlgorithm: signatureAlgorithm(oid)?.name ?? oid,
    fingerprint256: certificate.fingerprint256,
  };
}

/** An issued certificate for people. */
export function issuedRows(leaf: PreparedLeaf, { leaf: certificate }: IssuedCertificate): string[] {
  const list = leaf.granted.names.map(({ text }) => text).join(', ');
  const kind = keyName(leaf.spec);
  const { key } = leaf;
  const keyText =
    key === undefined
      ? kind
      : makingTexts(key.made === undefined ? 'value.key' : 'value.newKey', { key: kind, file: key.file });
  return rows([
    [makingTexts('label.subject'), certificate.subject.isEmpty ? makingTexts('none') : certificate.subject.toString()],
    [makingTexts('label.names'), list === '' ? makingTexts('none') : list],
    [makingTexts('label.key'), keyText],
    [makingTexts('label.validity'), validityText(certificate)],
    [t('label.serial'), certificate.serialNumber],
    ...(leaf.fullchain === undefined ? [] : [[t('label.fullchain'), leaf.fullchain] as const]),
  ]);
}

/** From when to when, and how many days that is. */
export function validityText({ validity: { notBefore, notAfter } }: Certificate): string {
  const days = Math.round((notAfter.getTime() - notBefore.getTime()) / 86_400_000);
  return makingTexts('value.validity', { notBefore: isoSeconds(notBefore), notAfter: isoSeconds(notAfter), days });
}

/** What was asked for and not given. */
export function issuedWarnings({ granted, profile }: PreparedLeaf, { shortened, leaf }: IssuedCertificate): Warning[] {
  return [
    ...granted.refusedNames.map(({ text: name, type }) =>
      warning('WARN_NAME_NOT_GRANTED', selfsignTexts, 'warning.name', { name, type, profile: profile.name }),
    ),
    ...granted.refusedExtensions.map((extension) =>
      warning('WARN_EXTENSION_NOT_GRANTED', selfsignTexts, 'warning.extension', { extension, profile: profile.name }),
    ),
    ...(shortened
      ? [warning('WARN_SHORTENED', t, 'warning.shortened', { notAfter: isoSeconds(leaf.validity.notAfter) })]
      : []),
  ];
}
