/** The containers that a private key is written in. */
export const KEY_FORMS = ['pkcs8', 'traditional', 'jwk'] as const;
export type KeyForm = (typeof KEY_FORMS)[number];
/** Text or bytes. */
export const ENCODINGS = ['pem', 'der'] as const;
export type Encoding = (typeof ENCODINGS)[number];
