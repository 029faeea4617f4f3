import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import type { Target } from '../../evidence/request.ts';
import { answerOf, answerTo, isTls, unanswered } from '../../facts/hello.ts';
import { hangsUp, parted } from '../../facts/parting.ts';
import { hostPort } from '../../target.ts';

/** `secured`: after the handshake, and not in place of it. */
function paramsOf({ host, port }: Target, { protocol = '' as '' | 'postgres', secured = false, sometimes = false }) {
  return { host, port, protocol, secured: Number(secured), sometimes: Number(sometimes) };
}

/** The peer hangs up: when what it hears is a TLS hello, or once there is a session and nobody has spoken yet. */
export const peerCloses = defineCheck({
  id: 'peer-closes',
  layer: 'peer',
  severity: 'error',
  needs: ['target'],
  reads: ['tls.handshake', 'tls.hello', 'tls.tiny', 'tls.header', 'peer.greeting', 'peer.starttls', 'tls.parting'],
  explains: ['tls.handshake'],
  run(seen) {
    const { target, 'tls.handshake': handshake, 'tls.hello': hellos, 'peer.greeting': greeting } = seen;
    const hangs = hangsUp(handshake, seen['tls.parting']);
    if (hangs === 'always' || hangs === 'sometimes') {
      // A server that asked for a certificate has its reason: that is `tls-client-cert-…`.
      if (parted(handshake)?.certificateRequested) return null;
      const seldom = hangs === 'sometimes';
      return {
        params: paramsOf(target, { secured: true, sometimes: seldom }),
        confidence: 'likely',
        severity: seldom ? 'warning' : 'error',
        // Whoever verifies stops at a bad certificate, before that.
        layer: 'chat',
        ruledOut: [
          { code: 'tls-alpn', because: seldom ? 'chose-no-protocol' : 'hangs-up-either-way' },
          { code: 'tls-client-cert-required', because: 'no-certificate-asked' },
        ],
      };
    }
    const failure = unanswered(handshake);
    if (failure === null || hellos.some(({ entry }) => isTls(answerOf(entry)))) return null;
    if (isTls(answerOf(seen['tls.tiny']))) return null;
    if (greeting?.state !== 'ok' || greeting.value.bytesIn > 0 || greeting.value.end !== 'timeout') return null;
    const begun = seen['peer.starttls'].find(({ at }) => at === 'postgres')?.entry;
    const postgres = begun?.state === 'ok' && ['ready', 'not-offered', 'rejected'].includes(begun.value.outcome);
    // A close with our bytes unread shows as a reset; where the program read all that had come, the close itself shows.
    const answers = [answerTo(hellos, 'small'), answerOf(seen['tls.header'])];
    const closed = failure.code !== 'TIMEOUT' && answers.includes('fin');
    if (!postgres && !closed) return null;
    return {
      params: paramsOf(target, { protocol: postgres ? 'postgres' : '' }),
      confidence: postgres ? 'certain' : 'likely',
      ruledOut: [
        { code: 'tcp-reset-on-accept', because: 'stays-open-in-silence' },
        postgres
          ? { code: 'peer-silent', because: 'protocol-recognised', params: { protocol: 'postgres' } }
          : { code: 'tls-hello-intolerant', because: 'small-hello-reset' },
      ],
    };
  },
  fix: ({ host, port, protocol, secured }) => [
    secured
      ? { text: 'backend', commands: [command('ss', '-ltnp')], where: 'server', needsRoot: true, os: 'linux' }
      : protocol
        ? {
            text: 'starttls',
            commands: [command('llave', 'doctor', hostPort(host, port), '--starttls', protocol)],
            where: 'here',
            needsRoot: false,
          }
        : {
            text: 'port',
            commands: [command('llave', 'doctor', hostPort(host, 443))],
            where: 'here',
            needsRoot: false,
          },
    { text: 'log', commands: [command('journalctl', '-e')], where: 'server', needsRoot: true, os: 'linux' },
  ],
});
