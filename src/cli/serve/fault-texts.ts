import en from '../../i18n/en/faults.ts';
import es from '../../i18n/es/faults.ts';
import { texts } from '../../i18n/index.ts';

const t = texts(en, es);

/** The line of a fault for people. */
export function faultText(id: string): string {
  return t(id as keyof typeof en);
}
