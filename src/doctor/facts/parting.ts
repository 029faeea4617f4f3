import type { Entry } from '../evidence.ts';

/**
 * A session that the server ended, or reset, as soon as it was there, without an alert and without having said anything;
 * undefined where it did not.
 */
export function parted(
  handshake: Entry<'tls.handshake'> | undefined,
): { readonly certificateRequested: boolean } | undefined {
  if (handshake === undefined || handshake.state === 'blocked') return undefined;
  const { wire } = handshake.state === 'ok' ? handshake.value : handshake.failure;
  const left = { certificateRequested: wire.certificateRequest !== undefined };
  if (handshake.state === 'ok') return handshake.value.hungUp ? left : undefined;
  const { phase, code } = handshake.failure;
  const reset = phase === 'after-finished' && (code === 'RST' || code === 'FIN');
  return reset && wire.applicationBytes === 0 ? left : undefined;
}

/**
 * What makes a server hang up on a session: nothing (`always`: whatever application protocols are offered), the offer of the
 * first time, or chance (`sometimes`); null where it stays, or where nobody looked twice.
 */
export function hangsUp(
  handshake: Entry<'tls.handshake'> | undefined,
  parting: Entry<'tls.parting'> | undefined,
): 'always' | 'with-this-offer' | 'sometimes' | null {
  if (parted(handshake) === undefined || parting?.state !== 'ok') return null;
  const { hungUp: again, offered, alpn } = parting.value;
  if (again) return 'always';
  // Who chose none of what was offered stayed for another reason: not every server of a pool is alike.
  return offered.length === 0 || alpn !== null ? 'with-this-offer' : 'sometimes';
}
