import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { hostPort } from '../../target.ts';

/** What current OpenSSL asks of a finite-field group at its default security level. */
const DH_BITS = 2048;
/** rsa_pkcs1_md5, rsa_pkcs1_sha1, dsa_sha1, ecdsa_sha1. */
const OLD_SIGNATURES: readonly number[] = [0x0101, 0x0201, 0x0202, 0x0203];
const RENEGOTIATION_INFO = 0xff01;
const TLS12 = 0x0303;

/** The server answers, with cryptography or habits that current clients refuse. */
export const tlsLegacy = defineCheck({
  id: 'tls-legacy',
  layer: 'tls',
  severity: 'error',
  needs: ['target'],
  reads: ['tls.handshake'],
  explains: ['tls.handshake'],
  run({ target, 'tls.handshake': handshake }) {
    // It is we who end the handshake: the peer sent no alert.
    if (handshake?.state !== 'failed' || handshake.failure.code !== 'TLS_ERROR') return null;
    const { wire, message = '', opensslCode = '' } = handshake.failure;
    const { serverHello, dhPrimeBits, signatureScheme } = wire;
    const said = `${opensslCode} ${message}`.replaceAll('_', ' ');
    if (serverHello === undefined || serverHello.version > TLS12) return null;
    const what =
      dhPrimeBits !== undefined && dhPrimeBits < DH_BITS && /dh key too small|key too small/i.test(said)
        ? 'dh'
        : (signatureScheme && OLD_SIGNATURES.includes(signatureScheme.id)) ||
            /legacy sigalg|wrong signature type/i.test(said)
          ? 'signature'
          : !serverHello.extensions.includes(RENEGOTIATION_INFO) && /renegotiation/i.test(said)
            ? 'renegotiation'
            : undefined;
    if (what === undefined) return null;
    const params = {
      ...{ host: target.host, port: target.port, what, bits: dhPrimeBits ?? 0 },
      scheme: signatureScheme?.name ?? '',
    };
    return {
      params,
      confidence: 'certain',
      ruledOut: [
        { code: 'tls-version-too-old', because: 'answers-version', params: { version: wire.version?.name ?? '' } },
        { code: 'tls-no-shared-cipher', because: 'after-server-hello' },
      ],
    };
  },
  fix: ({ host, port, what }) => [
    { text: what, commands: [], where: 'server', needsRoot: false },
    {
      text: 'meanwhile',
      commands: [
        command(
          'openssl',
          's_client',
          '-legacy_server_connect',
          '-cipher',
          'DEFAULT@SECLEVEL=0',
          '-connect',
          hostPort(host, port),
        ),
      ],
      where: 'here',
      needsRoot: false,
    },
  ],
});
