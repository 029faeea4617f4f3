import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exchangeHello } from '../../src/tls/connection/exchange.ts';
import { buildClientHello } from '../../src/tls/hello/build.ts';
import { smallHello, tinyReplyHello, versionHello, widestHello } from '../../src/tls/hello/presets.ts';
import type { ClientHelloSpec } from '../../src/tls/hello/spec.ts';
import { HELLO_AXES, widenHello } from '../../src/tls/hello/widen.ts';
import { CIPHER_SUITES } from '../../src/tls/tables/cipher-suites.ts';
import { NAMED_GROUPS } from '../../src/tls/tables/named-groups.ts';
import { SIGNATURE_SCHEMES } from '../../src/tls/tables/signature-schemes.ts';
import { VERSIONS } from '../../src/tls/tables/versions.ts';
import { gnutlsServer } from '../support/gnutls-server.ts';
import { opensslCredential } from '../support/openssl-credential.ts';
import { opensslServer } from '../support/openssl-server.ts';
import { peer } from '../support/peers.ts';
import { tempDir } from '../support/temp-dir.ts';

const hasOpenssl = peer('openssl') !== undefined;
const hasGnutls = hasOpenssl && peer('gnutls-serv') !== undefined;
const credential = (newkey: string) => (hasOpenssl ? opensslCredential(newkey) : undefined!);
const [rsa, p256, ed25519, pss] = ['rsa:2048', 'ec@P-256', 'ed25519', 'rsa-pss'].map(credential);

/** One line that says what came back. */
async function answer(port: number, spec: ClientHelloSpec): Promise<string> {
  const seen = await exchangeHello({
    address: '127.0.0.1',
    port,
    timeoutMs: 20_000,
    send: buildClientHello(spec).bytes,
    readUntil: 'flight',
  });
  const { flight } = seen;
  const alert = flight.alerts[0];
  if (alert) return `alert ${alert.number} ${alert.phase} in ${seen.replyBytes} bytes`;
  const retry = flight.helloRetryRequest;
  if (retry) return `retry with ${NAMED_GROUPS.nameOf(retry.group!)}`;
  const hello = flight.serverHello;
  if (!hello) return `${seen.end}, ${seen.speaks}`;
  const { group = hello.group, primeBits, signatureScheme } = flight.serverKeyExchange ?? {};
  return [
    VERSIONS.nameOf(hello.version),
    CIPHER_SUITES.nameOf(hello.cipherSuite),
    group && NAMED_GROUPS.nameOf(group),
    primeBits && `${primeBits} bits`,
    signatureScheme && SIGNATURE_SCHEMES.nameOf(signatureScheme),
    flight.certificates && `certificates ${flight.certificates.length}`,
    flight.certificateRequest && 'asks for a certificate',
    hello.alpn && `alpn ${hello.alpn}`,
  ]
    .filter(Boolean)
    .join(', ');
}

const small = smallHello({ serverName: 'localhost' });
const without = (name: string): ClientHelloSpec => ({
  ...small,
  groups: small.groups!.filter((id) => NAMED_GROUPS.nameOf(id) !== name),
  signatureSchemes: small.signatureSchemes!.filter((id) => !SIGNATURE_SCHEMES.nameOf(id).startsWith(name)),
});
const OLD = ['-cipher', 'ALL:@SECLEVEL=0'];

describe.skipIf(!hasOpenssl)('openssl s_server', () => {
  it.each<[string, string[], ClientHelloSpec, string]>([
    ['with defaults', [...rsa!.args], small, 'TLSv1.3, TLS_AES_128_GCM_SHA256, x25519'],
    [
      'with defaults, to TLS 1.2',
      [...rsa!.args],
      versionHello(0x0303),
      'TLSv1.2, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, x25519, rsa_pss_rsae_sha256, certificates 1',
    ],
    [
      'of TLS 1.2',
      [...p256!.args, '-tls1_2'],
      small,
      'TLSv1.2, TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, x25519, ecdsa_secp256r1_sha256, certificates 1',
    ],
    [
      'of TLS 1.2, with DHE',
      [...rsa!.args, '-tls1_2', '-cipher', 'DHE-RSA-AES128-GCM-SHA256'],
      small,
      'TLSv1.2, TLS_DHE_RSA_WITH_AES_128_GCM_SHA256, 2048 bits, rsa_pss_rsae_sha256, certificates 1',
    ],
    ['of TLS 1.1', [...rsa!.args, '-tls1_1', ...OLD], small, 'alert 70 before-server-hello in 7 bytes'],
    [
      'of TLS 1.1, to TLS 1.1',
      [...rsa!.args, '-tls1_1', ...OLD],
      versionHello(0x0302),
      'TLSv1.1, TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA, x25519, certificates 1',
    ],
    [
      'of TLS 1.0, to TLS 1.0',
      [...rsa!.args, '-tls1', ...OLD],
      versionHello(0x0301),
      'TLSv1, TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA, x25519, certificates 1',
    ],
    [
      'of TLS 1.0, to everything',
      [...rsa!.args, '-tls1', ...OLD],
      widenHello(small, 'version'),
      'TLSv1, TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA, x25519, certificates 1',
    ],
    [
      'of TLS 1.3, to TLS 1.2',
      [...rsa!.args, '-tls1_3'],
      versionHello(0x0303),
      'alert 70 before-server-hello in 7 bytes',
    ],
    [
      'of TLS 1.3, to SSL 3',
      [...rsa!.args, '-tls1_3'],
      versionHello(0x0300),
      'alert 40 before-server-hello in 7 bytes',
    ],
    ['to the tiny-reply hello', [...rsa!.args], tinyReplyHello(), 'alert 40 before-server-hello in 7 bytes'],
    [
      'of TLS 1.3, to the tiny-reply hello',
      [...rsa!.args, '-tls1_3'],
      tinyReplyHello(),
      'alert 70 before-server-hello in 7 bytes',
    ],
    [
      'that wants a client certificate',
      [...rsa!.args, '-tls1_2', '-Verify', '1'],
      small,
      'TLSv1.2, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, x25519, rsa_pss_rsae_sha256, certificates 1, asks for a certificate',
    ],
    ['without a certificate', ['-nocert'], widestHello(), 'alert 40 before-server-hello in 7 bytes'],
    [
      'that insists on its name',
      [...rsa!.args, '-servername', 'other.example', '-servername_fatal', '-cert2', rsa!.cert, '-key2', rsa!.key],
      small,
      'alert 112 before-server-hello in 7 bytes',
    ],
    [
      'with another ALPN',
      [...rsa!.args, '-tls1_2', '-alpn', 'chat/1'],
      smallHello({ alpn: ['h2'] }),
      'alert 120 before-server-hello in 7 bytes',
    ],
    [
      'with the same ALPN',
      [...rsa!.args, '-tls1_2', '-alpn', 'chat/1'],
      smallHello({ alpn: ['h2', 'chat/1'] }),
      'TLSv1.2, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, x25519, rsa_pss_rsae_sha256, certificates 1, alpn chat/1',
    ],
    [
      'to the widest hello',
      [...rsa!.args],
      widestHello({ serverName: 'localhost' }),
      'TLSv1.3, TLS_AES_128_GCM_SHA256, x25519',
    ],
  ])('%s', async (_what, args, spec, expected) => {
    const server = await opensslServer(...args);
    expect(await answer(server.port, spec)).toBe(expected);
    await server.stop();
  });

  it('staples an OCSP response', async () => {
    const staple = join(tempDir(), 'ocsp.der');
    writeFileSync(staple, Buffer.from('30030a0106', 'hex'));
    const server = await opensslServer(...rsa!.args, '-tls1_2', '-status_file', staple);
    const { flight } = await exchangeHello({
      address: '127.0.0.1',
      port: server.port,
      timeoutMs: 20_000,
      send: buildClientHello({ ...small, statusRequest: true }).bytes,
      readUntil: 'flight',
    });
    expect(flight.certificates?.[0]?.ocspResponse).toBe(Buffer.from('30030a0106', 'hex').toString('base64'));
    await server.stop();
  });
});

/** Alert 40 is the same answer to four faults: widening one axis at a time tells them apart. */
describe.skipIf(!hasOpenssl)('what there is no shared choice of', () => {
  it.each<[string, string[], ClientHelloSpec, string, string]>([
    [
      'cipher',
      [...p256!.args, '-tls1_2', '-cipher', 'ECDHE-ECDSA-AES256-CCM8'],
      small,
      'cipher',
      'TLSv1.2, TLS_ECDHE_ECDSA_WITH_AES_256_CCM_8, x25519, ecdsa_secp256r1_sha256, certificates 1',
    ],
    ['group', [...rsa!.args, '-groups', 'P-521'], without('secp521r1'), 'group', 'retry with secp521r1'],
    [
      'signature of an Ed25519 key',
      [...ed25519!.args],
      without('ed25519'),
      'signature',
      'TLSv1.3, TLS_AES_128_GCM_SHA256, x25519',
    ],
    [
      'signature of an RSASSA-PSS key',
      [...pss!.args],
      without('rsa_pss_pss'),
      'signature',
      'TLSv1.3, TLS_AES_128_GCM_SHA256, x25519',
    ],
  ])('%s', async (_what, args, spec, axis, expected) => {
    const server = await opensslServer(...args);
    const refusal = 'alert 40 before-server-hello in 7 bytes';
    expect(await answer(server.port, spec)).toBe(refusal);
    for (const each of HELLO_AXES) {
      expect([each, await answer(server.port, widenHello(spec, each))]).toEqual([
        each,
        each === axis ? expected : refusal,
      ]);
    }
    await server.stop();
  });
});

describe.skipIf(!hasGnutls)('gnutls-serv', () => {
  const files = (of = rsa!) => ['--x509keyfile', of.key, '--x509certfile', of.cert];

  it.each<[string, string[], ClientHelloSpec, string]>([
    ['with defaults', files(), small, 'TLSv1.3, TLS_AES_128_GCM_SHA256, x25519'],
    [
      'of TLS 1.0, to TLS 1.0',
      [...files(), '--priority', 'NORMAL:-VERS-ALL:+VERS-TLS1.0'],
      versionHello(0x0301),
      'TLSv1, TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA, x25519, certificates 1, asks for a certificate',
    ],
    [
      'of TLS 1.0, to TLS 1.2 and 1.3',
      [...files(), '--priority', 'NORMAL:-VERS-ALL:+VERS-TLS1.0'],
      small,
      'TLSv1, TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA, x25519, certificates 1, asks for a certificate',
    ],
    ['to the tiny-reply hello', files(), tinyReplyHello(), 'alert 40 before-server-hello in 7 bytes'],
    [
      'with another ALPN',
      [...files(), '--alpn', 'chat/1', '--alpn-fatal'],
      smallHello({ alpn: ['h2'] }),
      'alert 120 before-server-hello in 7 bytes',
    ],
    [
      'of TLS 1.2 that wants a client certificate',
      [...files(p256!), '--require-client-cert', '--priority', 'NORMAL:-VERS-ALL:+VERS-TLS1.2'],
      small,
      'TLSv1.2, TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, x25519, ecdsa_secp256r1_sha256, certificates 1, asks for a certificate',
    ],
  ])('%s', async (_what, args, spec, expected) => {
    const server = await gnutlsServer(...args);
    expect(await answer(server.port, spec)).toBe(expected);
    await server.stop();
  });
});
