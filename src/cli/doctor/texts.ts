import en from '../../i18n/en/commands/doctor.ts';
import es from '../../i18n/es/commands/doctor.ts';
import { type Lookup, texts } from '../../i18n/index.ts';

/** Texts of `llave doctor`. */
export const doctorTexts = texts(en, es);
export type DoctorTexts = Lookup<typeof en>;

type Goal = Extract<keyof typeof en, `goal.${string}`>;

/** Whether there are words for a step of the main road. */
export function isGoal(key: string): key is Goal {
  return key.startsWith('goal.') && Object.hasOwn(en, key);
}
