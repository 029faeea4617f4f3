import { createSecureContext, type SecureContext, type SecureContextOptions } from 'node:tls';
import { type LocalSystem, remembered } from '../runtime/local-system.ts';

/**
 * OpenSSL's settings for connections that are made alike, where a run makes many: roots and keys are read once. Elsewhere, and
 * where OpenSSL refuses them, the settings themselves: the connection that they are for says what is wrong with them.
 *
 * @param kind tells apart what is set differently
 */
export function sharedContext(
  system: LocalSystem,
  kind: string,
  settings: () => SecureContextOptions,
): SecureContextOptions | { readonly secureContext: SecureContext } {
  if (system.memory === undefined) return settings();
  return remembered(system, `tls context ${kind}`, () => {
    try {
      return { secureContext: createSecureContext(settings()) };
    } catch {
      return settings();
    }
  });
}
