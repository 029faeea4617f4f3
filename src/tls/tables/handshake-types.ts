import { registry } from './registry.ts';

/** TLS HandshakeType registry (RFC 8446, section 4; RFC 5246, section 7.4; RFC 6066, section 8; RFC 8879). */
export const HANDSHAKE_TYPES = registry(
  [
    [0, 'hello_request'],
    [1, 'client_hello'],
    [2, 'server_hello'],
    [3, 'hello_verify_request'],
    [4, 'new_session_ticket'],
    [5, 'end_of_early_data'],
    [6, 'hello_retry_request'],
    [8, 'encrypted_extensions'],
    [11, 'certificate'],
    [12, 'server_key_exchange'],
    [13, 'certificate_request'],
    [14, 'server_hello_done'],
    [15, 'certificate_verify'],
    [16, 'client_key_exchange'],
    [20, 'finished'],
    [21, 'certificate_url'],
    [22, 'certificate_status'],
    [23, 'supplemental_data'],
    [24, 'key_update'],
    [25, 'compressed_certificate'],
    [254, 'message_hash'],
  ],
  2,
);

export const CLIENT_HELLO = 1;
export const SERVER_HELLO = 2;
export const NEW_SESSION_TICKET = 4;
export const ENCRYPTED_EXTENSIONS = 8;
export const CERTIFICATE = 11;
export const SERVER_KEY_EXCHANGE = 12;
export const CERTIFICATE_REQUEST = 13;
export const SERVER_HELLO_DONE = 14;
export const CERTIFICATE_VERIFY = 15;
export const FINISHED = 20;
export const CERTIFICATE_STATUS = 22;
export const KEY_UPDATE = 24;
export const COMPRESSED_CERTIFICATE = 25;
