import type { KeyObject } from 'node:crypto';
import { AppError } from '../../errors/app-error.ts';
import { keyName, keySpec } from '../keys/spec.ts';

const CURVES: Readonly<Record<string, string>> = { 'P-256': 'nistp256', 'P-384': 'nistp384', 'P-521': 'nistp521' };

/**
 * A public key as a line of OpenSSH (RFC 4253 6.6, RFC 5656 3.1, RFC 8709 4).
 * @throws AppError ERR_CONVERT_IMPOSSIBLE for kinds of key that OpenSSH has not
 */
export function opensshPublicKey(key: KeyObject, file: string): Buffer {
  const spec = keySpec(key, file);
  const refused = () => new AppError('ERR_CONVERT_IMPOSSIBLE', { file, format: 'openssh', what: keyName(spec) });
  if (spec.type !== 'rsa' && spec.type !== 'ec' && spec.type !== 'ed25519') throw refused();
  if (spec.type === 'ec' && !(spec.curve.name in CURVES)) throw refused();
  const jwk = key.export({ format: 'jwk' });
  const octets = (member: string | undefined) => Buffer.from(member!, 'base64url');
  if (spec.type === 'rsa') return line('ssh-rsa', mpint(octets(jwk.e)), mpint(octets(jwk.n)));
  if (spec.type !== 'ec') return line('ssh-ed25519', octets(jwk.x));
  const curve = CURVES[spec.curve.name]!;
  const point = Buffer.concat([Buffer.of(4), octets(jwk.x), octets(jwk.y)]);
  return line(`ecdsa-sha2-${curve}`, Buffer.from(curve), point);
}

function line(type: string, ...fields: Buffer[]): Buffer {
  const blob = Buffer.concat([Buffer.from(type), ...fields].map(string));
  return Buffer.from(`${type} ${blob.toString('base64')}\n`);
}

function string(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

function mpint(bytes: Buffer): Buffer {
  return bytes[0]! >= 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes;
}
