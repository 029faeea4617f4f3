import type { Confidence, RuledOut } from '../check.ts';
import type { Entry, Member } from '../evidence.ts';
import { answerTo, refusedHello, variant } from './hello.ts';

const AXES = ['cipher', 'group', 'signature'] as const;
export type Axis = (typeof AXES)[number];

/** What tells that the server refuses a hello for want of something in common along one axis. */
export interface AxisVerdict {
  readonly alert: number;
  /** What the server chose from the widened offer: cipher suite and group by their names. */
  readonly cipher: string;
  readonly group: string;
  readonly confidence: Confidence;
  readonly ruledOut: readonly RuledOut[];
}

/**
 * The server refused our hello, and answers when everything that is registered is added along `axis` and nothing else
 * changes. Certain where the other two axes, widened likewise, changed nothing.
 */
export function axisVerdict(
  axis: Axis,
  handshake: Entry<'tls.handshake'> | undefined,
  hellos: readonly Member<'tls.hello'>[],
): AxisVerdict | null {
  const refused = refusedHello(handshake);
  const widened = variant(hellos, axis);
  if (refused === null || widened?.state !== 'ok' || answerTo(hellos, axis) !== 'hello') return null;
  const others = AXES.filter((other) => other !== axis);
  // More ciphers go around a missing group or scheme (RSA key exchange needs neither), never the other way about.
  if (axis === 'cipher' && others.some((other) => answerTo(hellos, other) === 'hello')) return null;
  const alone = others.every((other) => answerTo(hellos, other) === 'alert');
  const ruledOut = others
    .filter((other) => answerTo(hellos, other) === 'alert')
    .map((other) => ({ code: `tls-no-shared-${other}`, because: 'wider-refused', params: { axis: other } }));
  return {
    alert: refused.number,
    cipher: widened.value.cipher ?? '',
    group: widened.value.group ?? '',
    confidence: alone ? 'certain' : 'likely',
    ruledOut: [
      ...ruledOut,
      { code: 'tls-server-keyless', because: 'answers-wider', params: { cipher: widened.value.cipher ?? '' } },
    ],
  };
}
