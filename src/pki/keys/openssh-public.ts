import { createPublicKey, type KeyObject } from 'node:crypto';

const CURVES: Readonly<Record<string, { crv: string; octets: number }>> = {
  nistp256: { crv: 'P-256', octets: 32 },
  nistp384: { crv: 'P-384', octets: 48 },
  nistp521: { crv: 'P-521', octets: 66 },
};

/** Whether a text looks like a line of OpenSSH's public keys (`ssh-ed25519 AAAA… comment`). */
export function isOpenSshPublic(text: string): boolean {
  return /^(ssh-|ecdsa-sha2-|sk-)\S+ [A-Za-z0-9+/=]+/.test(text);
}

/**
 * The public key of one line (RFC 4253 6.6, RFC 5656 3.1, RFC 8709 4); undefined where it is damaged, or of a kind that has no
 * place in TLS (DSA, keys on tokens).
 */
export function readOpenSshPublic(line: string): KeyObject | undefined {
  const [type = '', base64 = ''] = line.trim().split(/\s+/);
  const fields = strings(Buffer.from(base64, 'base64'));
  if (fields?.[0]?.toString('latin1') !== type) return undefined;
  const jwk = jwkOf(type, fields.slice(1));
  return jwk && createPublicKey({ key: jwk, format: 'jwk' });
}

function jwkOf(type: string, [first, second]: readonly Buffer[]): Record<string, string> | undefined {
  if (first === undefined) return undefined;
  if (type === 'ssh-rsa' && second) return { kty: 'RSA', e: unsigned(first), n: unsigned(second) };
  if (type === 'ssh-ed25519') return { kty: 'OKP', crv: 'Ed25519', x: first.toString('base64url') };
  if (type === 'ssh-ed448') return { kty: 'OKP', crv: 'Ed448', x: first.toString('base64url') };
  const curve = CURVES[type.replace('ecdsa-sha2-', '')];
  if (!curve || second?.length !== 1 + 2 * curve.octets || second[0] !== 4) return undefined;
  const [x, y] = [second.subarray(1, 1 + curve.octets), second.subarray(1 + curve.octets)];
  return { kty: 'EC', crv: curve.crv, x: x.toString('base64url'), y: y.toString('base64url') };
}

/** An mpint without the octet that keeps it positive. */
function unsigned(mpint: Buffer): string {
  return mpint.subarray(mpint[0] === 0 ? 1 : 0).toString('base64url');
}

/** All length-prefixed strings; undefined where one is longer than what is left. */
function strings(bytes: Buffer): Buffer[] | undefined {
  const found: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    if (at + 4 > bytes.length) return undefined;
    const end = at + 4 + bytes.readUInt32BE(at);
    if (end > bytes.length) return undefined;
    found.push(bytes.subarray(at + 4, end));
    at = end;
  }
  return found;
}
