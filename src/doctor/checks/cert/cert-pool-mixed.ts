import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { hostPort } from '../../target.ts';

/** Behind one name there are servers with different certificates. */
export const certPoolMixed = defineCheck({
  id: 'cert-pool-mixed',
  layer: 'cert',
  severity: 'warning',
  needs: ['target', 'tls.handshake'],
  reads: ['cert.peer', 'chat.exchange'],
  explains: [],
  precedes: ['cert-ca-as-leaf'],
  run({ target, 'tls.handshake': { chain, address }, 'cert.peer': peers, 'chat.exchange': chat }) {
    const [leaf] = chain;
    if (!leaf) return null;
    const other = peers
      .flatMap(({ entry }) => (entry.state === 'ok' ? [entry.value] : []))
      .find((peer) => peer.leaf.fingerprint256 !== leaf.fingerprint256);
    const second = chat?.state === 'ok' ? chat.value.secondLeaf : '';
    const fromChat = second !== '' && second !== leaf.fingerprint256;
    if (!other && !fromChat) return null;
    const short = (fingerprint: string) => fingerprint.slice(0, 16);
    return {
      params: {
        address,
        fingerprint: short(leaf.fingerprint256),
        otherAddress: other?.address ?? address,
        otherFingerprint: short(other?.leaf.fingerprint256 ?? second),
        target: hostPort(target.host, target.port),
      },
      confidence: 'certain',
    };
  },
  fix: ({ target, address, otherAddress }) => [
    {
      text: 'look',
      commands: [...new Set([address, otherAddress])].map((one) =>
        command('llave', 'doctor', target, '--address', one),
      ),
      where: 'here',
      needsRoot: false,
    },
    { text: 'deploy', commands: [command('llave', 'serve')], where: 'server', needsRoot: false },
  ],
});
