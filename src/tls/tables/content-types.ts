import { registry } from './registry.ts';

/** TLS ContentType registry: what a record holds (RFC 8446, section 5.1; heartbeat is RFC 6520). */
export const CONTENT_TYPES = registry(
  [
    [20, 'change_cipher_spec'],
    [21, 'alert'],
    [22, 'handshake'],
    [23, 'application_data'],
    [24, 'heartbeat'],
  ],
  2,
);

export const CHANGE_CIPHER_SPEC = 20;
export const ALERT = 21;
export const HANDSHAKE = 22;
export const APPLICATION_DATA = 23;
