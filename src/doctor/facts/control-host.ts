import type { Member } from '../evidence.ts';
import { isAnswer } from './refusal.ts';

/**
 * The host of `--control` where it lives and the same port of it is just as silent, and the port of it that answered: the
 * port is then what both have in common.
 */
export function silentElsewhere(
  controls: readonly Member<'tcp.egress'>[],
): { readonly control: string; readonly works: number } | undefined {
  const entryOf = (at: string) => controls.find((member) => member.at === at)?.entry;
  const same = entryOf('same');
  const reached = [entryOf('own'), entryOf('other')].find((entry) => entry !== undefined && isAnswer(entry));
  if (same?.state !== 'failed' || same.failure.code !== 'TIMEOUT' || reached === undefined) return undefined;
  const works = reached.state === 'ok' ? reached.value.port : reached.state === 'failed' ? reached.failure.port : 0;
  return { control: same.failure.address, works };
}
