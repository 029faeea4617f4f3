import type { RuleContext } from './context.ts';

/** RFC 5280 4.1.2.2: a positive integer of at most 20 octets. */
export function serialNumber({ certificate, index, found }: RuleContext): void {
  const { serialBytes, serialNumber } = certificate;
  if (serialBytes.length > 20) found.add('serial-number-too-long', index, { octets: serialBytes.length });
  if (serialNumber.startsWith('-') || /^0+$/.test(serialNumber)) {
    found.add('serial-number-not-positive', index, { serialNumber });
  }
}
