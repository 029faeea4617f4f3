import type { GeneralName } from '../../parse/general-name.ts';
import { parseIp } from '../../parse/ip-address.ts';
import { isDnsName } from '../names/dns-name.ts';
import { parseMailbox } from '../names/mailbox.ts';
import type { RuleContext } from './context.ts';
import { nameText } from './name-constraints.ts';

/** RFC 5280 4.2.1.6: every name is what its type demands. One that is not is named; there may be thousands. */
export function subjectAltName({ certificate, index, found }: RuleContext): void {
  for (const name of certificate.subjectAltName ?? []) {
    const problem = problemOf(name);
    if (!problem) continue;
    found.add('subject-alt-name-malformed', index, { type: name.type, name: nameText(name), problem });
    return;
  }
}

function problemOf(name: GeneralName): string | undefined {
  if (name.malformed) return name.type === 'ip' ? 'address-length' : 'not-ascii';
  switch (name.type) {
    case 'dns':
      if (parseIp(name.value)) return 'address-as-dns-name';
      if (name.value === '*') return undefined;
      if (isDnsName(name.value, { wildcard: true })) return undefined;
      return name.value.includes('*') ? 'wildcard-position' : 'dns-name-syntax';
    case 'email':
      return parseMailbox(name.value) ? undefined : 'mailbox-syntax';
    case 'uri':
      return /^[a-z][a-z0-9+.-]*:./i.test(name.value) ? undefined : 'uri-syntax';
    default:
      return undefined;
  }
}
