import { isDeviation } from '../../der/error.ts';
import { knownExtension } from '../../parse/extensions/registry.ts';
import type { RuleContext } from './context.ts';

/** RFC 5280 4.1, 4.2: what cannot be read cannot be judged; and certificates are DER, not BER. */
export function wellFormed({ certificate, index, found }: RuleContext): void {
  for (const { fault, offset, where } of certificate.problems) {
    if (fault === 'default-encoded-not-der') continue;
    if (fault === 'trailing-data' && where === undefined) continue;
    const params = { fault, offset, where: where ?? '' };
    const inExtension = certificate.extensions.some(({ key, oid }) => where === key || where === oid);
    if (isDeviation(fault)) found.add('not-der', index, params);
    else found.add(inExtension ? 'extension-malformed' : 'certificate-malformed', index, params);
  }
}

/** RFC 5280 4.2: not more than one instance of a particular extension. */
export function noDuplicateExtensions({ certificate, index, found }: RuleContext): void {
  for (const oid of certificate.repeatedExtensions) {
    found.add('duplicate-extension', index, { oid, extension: knownExtension(oid)?.key ?? oid });
  }
}
