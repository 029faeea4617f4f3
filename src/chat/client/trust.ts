import { createHash, type X509Certificate } from 'node:crypto';
import type { TLSSocket } from 'node:tls';
import { AppError } from '../../errors/app-error.ts';

/** How a client decides whether to trust the server. The system's and Node's own roots when nothing is given. */
export interface Trust {
  /** PEM certificates to trust instead of the system's. */
  readonly ca?: readonly string[];
  /** SHA-256 of the SubjectPublicKeyInfo, in base64 (with or without `sha256/` before it) or hexadecimal. */
  readonly pin?: string;
  /** Trust anybody. */
  readonly insecure?: boolean;
}

/** SHA-256 of a certificate's SubjectPublicKeyInfo, in base64: what a pin pins (RFC 7469 section 2.4). */
export function spkiPin(certificate: X509Certificate): string {
  return createHash('sha256')
    .update(certificate.publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64');
}

/** A pin as base64; undefined if it is none. */
export function parsePin(text: string): string | undefined {
  const value = text.trim();
  const hex = /^(?:sha256[/:]*)?((?:[0-9a-f]{2}:?){31}[0-9a-f]{2})$/i.exec(value)?.[1];
  if (hex) return Buffer.from(hex.replaceAll(':', ''), 'hex').toString('base64');
  // The length decides how many slashes belong to the prefix: base64 may begin with one.
  return /^(?:sha256(?:\/\/|\/|:))?([A-Za-z0-9+/]{43}=)$/i.exec(value)?.[1];
}

/**
 * Judges the server after the handshake, before anything is sent. A pin is enough by itself; with `ca` both must hold.
 * @throws AppError ERR_CHAT_CERTIFICATE, ERR_CHAT_PIN
 */
export function judge(socket: TLSSocket, trust: Trust, target: string): void {
  if (trust.insecure) return;
  const certificate = socket.getPeerX509Certificate();
  if (!certificate) throw new AppError('ERR_CHAT_CERTIFICATE', { target, reason: 'none' });
  if (trust.pin !== undefined) {
    const actual = spkiPin(certificate);
    if (actual !== parsePin(trust.pin)) throw new AppError('ERR_CHAT_PIN', { target, actual });
    if (!trust.ca) return;
  }
  if (!socket.authorized) {
    const error: unknown = socket.authorizationError;
    const reason = typeof error === 'string' ? error : ((error as NodeJS.ErrnoException | null)?.code ?? 'unknown');
    throw new AppError('ERR_CHAT_CERTIFICATE', { target, reason });
  }
}
