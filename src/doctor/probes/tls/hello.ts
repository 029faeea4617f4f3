import { buildClientHello } from '../../../tls/hello/build.ts';
import { paddedHello, smallHello, tinyReplyHello, widestHello } from '../../../tls/hello/presets.ts';
import { type ClientHelloSpec, specOf } from '../../../tls/hello/spec.ts';
import { widenHello } from '../../../tls/hello/widen.ts';
import { NAMED_GROUPS } from '../../../tls/tables/named-groups.ts';
import type { Request, Target } from '../../evidence/request.ts';
import type { TcpPath } from '../../evidence/tcp.ts';
import type { HelloVariant, TlsFailure } from '../../evidence/tls.ts';
import { asFailure } from '../../failure.ts';
import { defineProbe } from '../../probe.ts';
import { helloExchange, type Outgoing, preambleOf } from '../peer/plain.ts';

/** A name that nobody can have (RFC 2606): what a name filter lets pass and a server does not know. */
const OTHER_NAME = 'other.example';
/** What servers that insist on ALPN usually want to hear. */
const COMMON_ALPN = [
  'h2',
  'http/1.1',
  'llave-chat/1',
  'http/1.0',
  'h3',
  'imap',
  'smtp',
  'xmpp-client',
  'mqtt',
  'acme-tls/1',
];
/** As the test script of tldr.fail does: the second half comes well after the first was read. */
const SPLIT_MS = 300;
/** More than one segment, as the hello of a client with ML-KEM. */
const PADDED = 1700;

/** Hellos that differ from the refused one, or from a small one, in one thing each. */
export const helloProbe = defineProbe({
  yields: 'tls.hello',
  stage: 'battery',
  separates: ['tls.handshake'],
  connects: true,
  timeoutMs: 800,
  needs: ['tcp.path', 'target', 'request'],
  reads: ['tls.handshake', 'tcp.connect'],
  instances({ 'tls.handshake': handshake, request, target }) {
    if (handshake?.state === 'failed') return variantsFor(handshake.failure, request, target);
    // Other clients' hellos may fare worse than ours: who looks deep wants to know.
    return handshake?.state === 'ok' && request.deep ? ['small', 'padded', 'split'] : [];
  },
  async run({ 'tcp.path': path, 'tls.handshake': handshake, 'tcp.connect': connects, target, request }, context, at) {
    const refused = handshake?.state === 'failed' ? handshake.failure : undefined;
    const own = connects.find((member) => member.at === path.address)?.entry;
    const localAddress = own?.state === 'ok' ? own.value.localAddress : '';
    try {
      const send = outgoing(at as HelloVariant, { path, refused, target, request, localAddress });
      return { value: await helloExchange(path, send, context, preambleOf(handshake, target)) };
    } catch (error) {
      return { failure: asFailure(error) };
    }
  },
});

/** What separates the neighbours of a failure, what is most telling first. */
function variantsFor(failure: TlsFailure, request: Request, target: Target): HelloVariant[] {
  const named = target.hostKind === 'name' || request.servername !== undefined;
  const { code, phase, raw, alert } = failure;
  if (phase !== 'before-server-hello') return [];
  if (code === 'ALERT') {
    if (alert?.number === ALERT.protocolVersion || alert?.number === ALERT.unrecognizedName) return [];
    if (alert?.number === ALERT.noApplicationProtocol) return ['no-alpn', 'common-alpn'];
    const naming: HelloVariant[] = named ? ['no-sni', 'other-sni'] : [];
    return ['cipher', 'group', 'signature', 'widest', 'small', ...naming, ...(request.alpn.length > 0 ? NO_ALPN : [])];
  }
  if (raw.bytesIn > 0) return [];
  const name: HelloVariant[] = named ? ['other-sni'] : [];
  if (code === 'TIMEOUT') return ['small', 'tiny-padded', ...name, 'split', 'ml-kem'];
  return ['small', 'padded', 'split', 'proxied', 'proxied-v2', ...name, 'tiny-padded', 'ml-kem'];
}

const NO_ALPN: readonly HelloVariant[] = ['no-alpn'];
const ALERT = { protocolVersion: 70, unrecognizedName: 112, noApplicationProtocol: 120 } as const;

interface Setting {
  readonly path: TcpPath;
  readonly refused: TlsFailure | undefined;
  readonly target: Target;
  readonly request: Request;
  readonly localAddress: string;
}

function outgoing(at: HelloVariant, { path, refused, target, request, localAddress }: Setting): Outgoing {
  const naming = { serverName: target.servername, ...(request.alpn.length > 0 ? { alpn: request.alpn } : {}) };
  const original = refused?.wire.clientHello ? specOf(refused.wire.clientHello) : smallHello(naming);
  const bytes = (spec: ClientHelloSpec) => buildClientHello(spec).bytes;
  switch (at) {
    case 'small':
      return bytes(smallHello(naming));
    case 'padded':
      return bytes(paddedHello(naming));
    case 'tiny-padded':
      return bytes({ ...tinyReplyHello(naming), padTo: PADDED });
    case 'split':
      return halves(bytes(smallHello(naming)));
    case 'no-sni':
      return bytes({ ...original, serverName: undefined });
    case 'other-sni':
      return bytes({ ...original, serverName: OTHER_NAME });
    case 'no-alpn':
      return bytes({ ...original, alpn: undefined });
    case 'common-alpn':
      return bytes({ ...original, alpn: [...new Set([...request.alpn, ...COMMON_ALPN])] });
    case 'ml-kem':
      return bytes(mlKem(smallHello(naming)));
    case 'proxied':
      return Buffer.concat([proxyHeader(path, localAddress), bytes(smallHello(naming))]);
    case 'proxied-v2':
      return Buffer.concat([PROXY_V2, bytes(smallHello(naming))]);
    case 'widest':
      return bytes(widestHello(naming));
    default:
      return bytes(widenHello(original, at));
  }
}

function halves(bytes: Buffer): Outgoing {
  const cut = Math.floor(bytes.length / 2);
  return [{ bytes: bytes.subarray(0, cut) }, { bytes: bytes.subarray(cut), afterMs: SPLIT_MS }];
}

/** With a share of ML-KEM: what current browsers and Node 24 send, and what a server answers at length. */
function mlKem(spec: ClientHelloSpec): ClientHelloSpec {
  const group = NAMED_GROUPS.idOf('X25519MLKEM768');
  return { ...spec, groups: [group, ...(spec.groups ?? [])], keyShares: [group] };
}

/** PROXY protocol, version 2: a connection of the load balancer's own (LOCAL), of which it says nothing more. */
const PROXY_V2 = Buffer.from('0d0a0d0a000d0a515549540a20000000', 'hex');

/** PROXY protocol, version 1, with our own address: what a load balancer would say of us. */
function proxyHeader({ address, family, port }: TcpPath, localAddress: string): Buffer {
  const own = localAddress || address;
  return Buffer.from(`PROXY TCP${family} ${own} ${address} 50000 ${port}\r\n`);
}
