import { expect, it } from 'vitest';
import { withNames } from '../../src/i18n/placeholders.ts';

it.each([
  ['port {port} of {host}', 'port <port> of <host>'],
  ['{days} {days|day|days} left', '<days> days left'],
  ['{n} {n|conexión espera|conexiones esperan}', '<n> conexiones esperan'],
  ['{n|está en curso|están en curso}', 'están en curso'],
  ['it hangs up{sometimes|, not every time|}; look', 'it hangs up(, not every time); look'],
  ['{here|This machine.|}{beyond|The network.|}', '(This machine.) (The network.)'],
  ['It ends.{again| The next did not.|}', 'It ends. (The next did not.)'],
  ['{soon|The end came.|The end stayed away.}', '(The end came. / The end stayed away.)'],
  ['it ends {soon|as soon as it began|when it is late}', 'it ends (as soon as it began / when it is late)'],
])('%j is for readers %j', (template, text) => {
  expect(withNames(template)).toBe(text);
});
