import { CERTIFICATE_FAULTS } from './certificate-faults.ts';
import { CHAT_FAULTS } from './chat-faults.ts';
import type { Fault } from './fault.ts';
import { PEER_FAULTS } from './peer-faults.ts';
import { TLS_FAULTS } from './tls-faults.ts';

/** Every way in which the reference server can be broken on purpose. */
export const FAULTS: readonly Fault[] = [...PEER_FAULTS, ...TLS_FAULTS, ...CERTIFICATE_FAULTS, ...CHAT_FAULTS];

/** The fault of an id. */
export function findFault(id: string): Fault | undefined {
  return FAULTS.find((fault) => fault.id === id);
}
