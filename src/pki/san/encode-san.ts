import { implicit, sequence } from '../der/encode.ts';
import type { Host } from './host.ts';

const TAGS = { email: 1, dns: 2, uri: 6, ip: 7 } as const;

/** One GeneralName as DER (RFC 5280 4.2.1.6). */
export function encodeGeneralName(host: Host): Buffer {
  return implicit(TAGS[host.type], host.type === 'ip' ? host.bytes : Buffer.from(host.value, 'latin1'));
}

/** GeneralNames as DER: the value of subjectAltName. */
export function encodeGeneralNames(names: readonly Uint8Array[]): Buffer {
  return sequence(...names);
}
