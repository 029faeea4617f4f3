import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { LLAVE_GREETING } from '../../facts/greeting.ts';
import { hostPort } from '../../target.ts';

/** TLS is fine; what speaks inside is not the reference server. */
export const chatNotLlave = defineCheck({
  id: 'chat-not-llave',
  layer: 'chat',
  severity: 'info',
  needs: ['target', 'tls.handshake'],
  reads: [],
  explains: [],
  run({ target, 'tls.handshake': session }) {
    if (LLAVE_GREETING.test(session.greeting) || session.hungUp) return null;
    const greeting = session.greeting.split(/\r?\n/)[0]?.slice(0, 80) ?? '';
    return { params: { host: target.host, port: target.port, greeting }, confidence: 'certain' };
  },
  fix: ({ host, port }) => [
    {
      text: 'client',
      commands: [command('openssl', 's_client', '-connect', hostPort(host, port))],
      where: 'here',
      needsRoot: false,
    },
  ],
});
