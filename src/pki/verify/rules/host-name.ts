import { hostReference, matchesHost } from '../names/dns-name.ts';
import type { RuleContext } from './context.ts';
import { nameText } from './name-constraints.ts';

/** RFC 9525: one subject alternative name of the right type matches the host; the common name is not looked at. */
export function hostName({ certificate, index, input, found }: RuleContext): void {
  if (input.host === undefined) return;
  const names = certificate.subjectAltName ?? [];
  if (names.length === 0) {
    found.add('subject-alt-name-missing', index, {
      host: input.host,
      commonName: certificate.subject.commonName ?? '',
    });
    return;
  }
  const reference = hostReference(input.host);
  const matches = names.some((name) => {
    if (!reference || name.malformed) return false;
    if ('ip' in reference) return name.type === 'ip' && name.bytes.equals(reference.ip);
    return name.type === 'dns' && matchesHost(name.value, reference.dns);
  });
  if (!matches)
    found.add('host-mismatch', index, {
      host: input.host,
      presented: names.slice(0, 16).map(nameText),
      total: names.length,
    });
}
