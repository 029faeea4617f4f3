import type { KeySpec } from '../../pki/algorithms.ts';
import type { ExtensionInput } from '../../pki/engine.ts';
import {
  authorityKeyIdentifier,
  basicConstraints,
  extendedKeyUsage,
  keyUsage,
  subjectAltName,
  subjectKeyIdentifier,
} from '../../pki/extensions.ts';
import type { Certificate, Extension, ExtensionKey } from '../../pki/parse/index.ts';
import { extensionOid } from '../../pki/parse/index.ts';
import type { Profile } from '../../pki/profile.ts';
import { encodeGeneralName } from '../../pki/san/encode-san.ts';
import { parseHost } from '../../pki/san/host.ts';
import type { Difference } from './difference.ts';

/** What the extensions of the new certificate follow from. */
export interface ExtensionRules {
  readonly old: Certificate;
  /** The new certificate's key. */
  readonly spec: KeySpec;
  /** Identifier of that key (RFC 5280 4.2.1.2). */
  readonly keyIdentifier: Buffer;
  /** Whether the key is another one than before. */
  readonly newKey: boolean;
  /** For what a certificate without extensions lacks. */
  readonly profile: Profile;
}

/** Extensions with the differences that they make. */
export interface PlannedExtensions {
  readonly extensions: readonly ExtensionInput[];
  readonly differences: readonly Difference[];
}

/** They prove or mark one issuance: a new certificate cannot take them over. */
const OF_ONE_ISSUANCE: readonly string[] = ['signedCertificateTimestamps', 'precertificatePoison'];

/**
 * The extensions of a self-signed certificate that is made anew: byte for byte the old ones in their order, but for those
 * that name the old key or the old certificate, and with those that a rule demands (`DifferenceCode`).
 */
export function renewedExtensions(rules: ExtensionRules): PlannedExtensions {
  const { old } = rules;
  const differences: Difference[] = [];
  if (old.version < 3) differences.push({ code: 'version', params: { from: old.version, to: 3 } });
  const extensions = old.extensions.flatMap((extension, index) => {
    const repeated = old.extensions.findIndex(({ oid }) => oid === extension.oid) < index;
    const carried = repeated || extension.broken !== undefined ? undefined : carry(extension, rules, differences);
    if (carried === undefined)
      differences.push({ code: 'extension-dropped', params: { extension: nameOf(extension) } });
    return carried === undefined ? [] : [carried];
  });
  const add = (key: ExtensionKey, made: readonly ExtensionInput[]) => {
    if (extensions.some(({ oid }) => oid === extensionOid(key)) || made.length === 0) return;
    if (key !== 'subjectAltName') differences.push({ code: 'extension-added', params: { extension: key } });
    extensions.push(...made);
  };
  if (old.extensions.length === 0) {
    add('basicConstraints', [basicConstraints(rules.profile.basicConstraints)]);
    add('keyUsage', [keyUsage(rules.profile, rules.spec)]);
    add('extendedKeyUsage', extendedKeyUsage(rules.profile));
    add('subjectKeyIdentifier', [subjectKeyIdentifier(rules.keyIdentifier)]);
    add('authorityKeyIdentifier', [authorityKeyIdentifier(rules.keyIdentifier)]);
  }
  const completed = completedNames(old);
  if (completed.length > 0) {
    add(
      'subjectAltName',
      subjectAltName(
        completed.map((name) => encodeGeneralName(parseHost(name))),
        false,
      ),
    );
    differences.push({ code: 'san-completed', params: { names: completed.join(', ') } });
  }
  return { extensions, differences };
}

function carry(extension: Extension, rules: ExtensionRules, differences: Difference[]): ExtensionInput | undefined {
  const { key, oid, critical, value } = extension;
  if (OF_ONE_ISSUANCE.includes(key ?? oid)) return undefined;
  if (key === 'subjectKeyIdentifier' && rules.newKey) return { ...subjectKeyIdentifier(rules.keyIdentifier), critical };
  if (key === 'authorityKeyIdentifier') {
    const named = rules.old.value('authorityKeyIdentifier');
    const byCertificate = named?.authorityCertSerialNumber !== undefined;
    if (byCertificate) differences.push({ code: 'authority-key-identifier', params: {} });
    if (byCertificate || rules.newKey) return { ...authorityKeyIdentifier(rules.keyIdentifier), critical };
  }
  return { oid, critical, value };
}

/**
 * The names that a certificate without subjectAltName was used for: its common names, where they are hosts or addresses. A
 * CA's name is none.
 */
export function completedNames(old: Certificate): string[] {
  if (old.extension('subjectAltName') !== undefined || old.basicConstraints?.ca === true) return [];
  return old.subject.values('2.5.4.3').filter((text) => {
    try {
      const { type } = parseHost(text);
      return type === 'dns' || type === 'ip';
    } catch {
      return false;
    }
  });
}

function nameOf({ key, oid }: Extension): string {
  return key ?? oid;
}
