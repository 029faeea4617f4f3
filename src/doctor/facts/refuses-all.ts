import type { HelloVariant } from '../evidence/tls.ts';
import type { Entry, Member } from '../evidence.ts';
import { answerTo, refusedHello } from './hello.ts';

const HANDSHAKE_FAILURE = 40;
const TRIED: readonly HelloVariant[] = ['cipher', 'group', 'signature', 'widest'];

/** A server that refuses every hello there is with handshake_failure. */
export interface RefusesAll {
  readonly alert: number;
  readonly tries: number;
  /** Hellos under other names were refused, too. */
  readonly anyName: boolean;
  /** Every protocol version was asked for. */
  readonly everyVersion: boolean;
}

/** Whether the server has nothing that it could use with anybody; null where some hello was answered, or not tried. */
export function refusesAll(
  handshake: Entry<'tls.handshake'> | undefined,
  hellos: readonly Member<'tls.hello'>[],
  versions: readonly Member<'tls.version'>[],
): RefusesAll | null {
  const refused = refusedHello(handshake);
  if (refused?.number !== HANDSHAKE_FAILURE) return null;
  const tried = [...TRIED, ...hellos.flatMap(({ at }) => (at === 'no-sni' || at === 'other-sni' ? [at] : []))];
  if (!tried.every((at) => answerTo(hellos, at as HelloVariant) === 'alert')) return null;
  if (versions.some(({ entry }) => entry.state === 'ok' && entry.value.version !== null)) return null;
  return {
    alert: refused.number,
    tries: tried.length + versions.length,
    anyName: tried.length > TRIED.length,
    everyVersion: versions.length > 0 && versions.every(({ entry }) => entry.state === 'ok'),
  };
}
