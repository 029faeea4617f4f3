import { expect, test } from 'vitest';
import { parsePin } from '../../../src/chat/client/trust.ts';

const HEX = 'ff'.repeat(32);
const BASE64 = `${'/'.repeat(42)}8=`;

test.each([
  [BASE64, BASE64],
  [`sha256/${BASE64}`, BASE64],
  [`sha256//${BASE64}`, BASE64],
  [`SHA256:${BASE64}`, BASE64],
  [HEX, BASE64],
  [`sha256:${HEX.toUpperCase()}`, BASE64],
  [HEX.match(/../g)?.join(':') ?? '', BASE64],
  [HEX.slice(2), undefined],
  [BASE64.slice(1), undefined],
  ['', undefined],
])('parsePin(%j) is %j', (text, pin) => {
  expect(parsePin(text)).toBe(pin);
});
