import { expect, test } from 'vitest';
import { parseChatTarget } from '../../../src/chat/client/target.ts';

test.each([
  ['localhost', { host: 'localhost', port: 12345 }],
  ['localhost:80', { host: 'localhost', port: 80 }],
  ['chat://chat.example.org', { host: 'chat.example.org', port: 12345 }],
  ['chat://chat.example.org:7/', { host: 'chat.example.org', port: 7 }],
  ['192.0.2.1:9', { host: '192.0.2.1', port: 9 }],
  ['::1', { host: '::1', port: 12345 }],
  ['[::1]', { host: '::1', port: 12345 }],
  ['[fe80::1%eth0]:5', { host: 'fe80::1%eth0', port: 5 }],
  ['ñandú.example', { host: 'xn--and-6ma2c.example', port: 12345 }],
  ['', undefined],
  ['a b', undefined],
  ['host:0', undefined],
  ['host:65536', undefined],
  ['host:port', undefined],
  ['[localhost]:1', undefined],
  ['http://host', undefined],
])('parseChatTarget(%j) is %j', (text, target) => {
  expect(parseChatTarget(text, 12345)).toEqual(target);
});
