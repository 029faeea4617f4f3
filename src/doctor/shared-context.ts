import { createSecureContext, type SecureContext, type SecureContextOptions } from 'node:tls';
import { type LocalSystem, remembered } from '../runtime/local-system.ts';

/**
 * OpenSSL's settings for connections that are made alike, where a run makes many: roots and keys are read once. Elsewhere, and
 * where OpenSSL refuses them, the settings themselves: the connection that they are for says what is wrong with them.
 */
export function sharedContext(
  system: LocalSystem,
  settings: () => SecureContextOptions,
): SecureContextOptions | { readonly secureContext: SecureContext } {
  if (system.memory === undefined) return settings();
  return remembered(system, 'tls context', () => {
    try {
      return { secureContext: createSecureContext(settings()) };
    } catch {
      return settings();
    }
  });
}
