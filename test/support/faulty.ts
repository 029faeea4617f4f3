import { combine } from '../../src/chat/faults/fault.ts';
import { findFault } from '../../src/chat/faults/registry.ts';
import { type ChatServer, startChatServer } from '../../src/chat/server/server.ts';
import type { TestCredential } from './certificates.ts';

/** A reference server on 127.0.0.1 that is broken in one way, and what a client must trust for nothing else to show. */
export async function startFaulty(
  id: string,
  credential: TestCredential,
): Promise<{ readonly server: ChatServer; readonly ca: string }> {
  const fault = findFault(id);
  if (!fault) throw new Error(`no fault ${id}`);
  const behaviour = combine([fault.make({ credential, hosts: ['localhost', '127.0.0.1', '::1'], now: new Date() })]);
  const limits = { drainMs: 10 };
  const server = await startChatServer({
    ...{ version: '1', host: '127.0.0.1', port: 0, credential, limits },
    fault: behaviour,
  });
  return { server, ca: behaviour.ca ?? credential.cert };
}
