import { ByteReader } from '../bytes/reader.ts';
import { readExtensions } from './extensions.ts';
import { chosenProtocol } from './server-hello.ts';

/** EncryptedExtensions (RFC 8446, section 4.3.1). */
export interface EncryptedExtensions {
  /** Extension types in the order sent. */
  extensions: number[];
  alpn?: string | undefined;
}

/** Reads the body of EncryptedExtensions. Throws `DecodeError`. */
export function readEncryptedExtensions(body: Buffer): EncryptedExtensions {
  const reader = new ByteReader(body);
  const extensions = readExtensions(reader);
  reader.end('extensions');
  return { extensions: [...extensions.keys()], alpn: chosenProtocol(extensions) };
}
