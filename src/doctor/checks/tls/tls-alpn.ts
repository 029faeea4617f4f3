import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { answerTo, refusedHello, variant } from '../../facts/hello.ts';
import { hangsUp } from '../../facts/parting.ts';
import { hostPort } from '../../target.ts';

/** RFC 7301 section 3.2: none of the protocols that were offered. */
const NO_APPLICATION_PROTOCOL = 120;

/** The server accepts none of the application protocols that we offer. */
export const tlsAlpn = defineCheck({
  id: 'tls-alpn',
  layer: 'tls',
  severity: 'error',
  needs: ['target', 'request'],
  reads: ['tls.handshake', 'tls.hello', 'tls.parting'],
  explains: ['tls.handshake'],
  run({ target, request, 'tls.handshake': handshake, 'tls.hello': hellos, 'tls.parting': parting }) {
    const common = { host: target.host, port: target.port, offered: request.alpn };
    if (hangsUp(handshake, parting) === 'with-this-offer') {
      const accepted = (parting?.state === 'ok' ? parting.value.alpn : null) ?? '';
      return {
        params: { ...common, accepted, alert: 0, parted: 1 },
        confidence: 'likely',
        ruledOut: [{ code: 'peer-closes', because: 'stays-with-another-offer' }],
      };
    }
    if (handshake?.state !== 'failed') return null;
    const { alert } = handshake.failure;
    const without = answerTo(hellos, 'no-alpn') === 'hello';
    const named = alert?.by === 'peer' && alert.number === NO_APPLICATION_PROTOCOL;
    if (!named && !(refusedHello(handshake) && request.alpn.length > 0 && without)) return null;
    const usual = variant(hellos, 'common-alpn');
    const accepted = usual?.state === 'ok' ? (usual.value.alpn ?? '') : '';
    const params = { ...common, accepted, alert: alert?.number ?? 0, parted: 0 };
    return {
      params,
      confidence: 'certain',
      ruledOut: [
        named
          ? { code: 'tls-no-shared-cipher', because: 'alert-names-it', params: { alert: NO_APPLICATION_PROTOCOL } }
          : { code: 'tls-no-shared-cipher', because: 'answers-without-alpn' },
      ],
    };
  },
  fix: ({ host, port, accepted, offered }) => [
    {
      text: offered.length > 0 ? 'other' : 'offer',
      commands: [
        command(
          'llave',
          'doctor',
          hostPort(host, port),
          ...(accepted ? ['--alpn', accepted] : offered.length > 0 ? [] : ['--alpn', 'PROTOCOL']),
        ),
      ],
      where: 'here',
      needsRoot: false,
    },
    { text: 'configure', commands: [], where: 'server', needsRoot: false },
  ],
});
