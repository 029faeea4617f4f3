import type { DnsAnswer } from '../../src/doctor/evidence/dns.ts';
import type { Request, Target } from '../../src/doctor/evidence/request.ts';
import type { TcpFailure, TcpPathFailure } from '../../src/doctor/evidence/tcp.ts';
import type { TlsFailure, TlsSession } from '../../src/doctor/evidence/tls.ts';
import {
  type Entry,
  type EvidenceKey,
  EvidenceStore,
  type FailureOf,
  type ValueOf,
} from '../../src/doctor/evidence.ts';
import type { CertificateFacts } from '../../src/doctor/facts/certificate.ts';
import type { WireHandshake } from '../../src/tls/decrypt/wire-handshake.ts';

const AT = { startedAt: '2026-11-22T12:00:00.000Z', ms: 1 } as const;

/** An entry of evidence that was gathered. */
export function ok<K extends EvidenceKey>(_key: K, value: ValueOf<K>): Entry<K> {
  return { state: 'ok', ...AT, value } as Entry<K>;
}

/** An entry of an observation that failed. */
export function failed<K extends EvidenceKey>(_key: K, failure: FailureOf<K>): Entry<K> {
  return { state: 'failed', ...AT, failure } as Entry<K>;
}

/** An entry that could not be looked at. */
export function blocked(by: EvidenceKey): Entry {
  return { state: 'blocked', ...AT, failure: { code: 'BLOCKED', by } };
}

/** A literal evidence store: stored keys (`tcp.connect@10.0.0.5`) and their entries. */
export function store(entries: Readonly<Record<string, Entry>>): EvidenceStore {
  return EvidenceStore.from(JSON.parse(JSON.stringify(entries)));
}

export const request: Request = {
  mode: 'target',
  input: 'chat.example.org:12345',
  at: '2026-11-22T12:00:00.000Z',
  timeoutMs: 3000,
  deep: false,
  addresses: [],
  alpn: [],
  caFiles: [],
  crlFiles: [],
  keyFile: 'server.key',
  certFile: 'server.crt',
  csrFile: 'server.csr',
  filesNamed: false,
  clientCertificate: false,
};

export const target: Target = {
  input: 'chat.example.org:12345',
  host: 'chat.example.org',
  hostKind: 'name',
  port: 12345,
  scheme: 'tls',
  servername: 'chat.example.org',
  loopback: false,
};

/** This machine as most cases see it: a Linux client with one address. */
export const machine = {
  platform: 'linux',
  hostname: 'client',
  addresses: ['127.0.0.1', '::1', '10.0.0.1'],
  interfaces: [
    { name: 'lo', address: '127.0.0.1', length: 8, loopback: true },
    { name: 'lo', address: '::1', length: 128, loopback: true },
    { name: 'eth0', address: '10.0.0.1', length: 24, loopback: false },
  ],
  root: false,
};

export const tcpFailure = (code: string, more: Partial<TcpFailure> = {}): TcpFailure => ({
  address: '10.0.0.5',
  port: 12345,
  code,
  local: false,
  ...more,
});

export const pathFailure = (code: string, more: Partial<TcpPathFailure> = {}): TcpPathFailure => ({
  ...tcpFailure(code),
  family: 4,
  tried: [{ address: '10.0.0.5', code }],
  ...more,
});

/** What the kernel counted during an attempt that ran alone. */
export const counters = (unreachable: number) => ({ unreachable, attemptFails: 1, synRetransmits: 0, shared: false });

export const path = { address: '10.0.0.5', family: 4, port: 12345, connectMs: 1 } as const;

const wire: WireHandshake = {
  certificates: [],
  alerts: [],
  serverFinished: false,
  clientFinished: false,
  tickets: [],
  serverMessages: [],
  applicationBytes: 0,
  sealedRecords: 0,
};

export const certificate = (more: Partial<CertificateFacts> = {}): CertificateFacts => ({
  der: 'MAA=',
  subject: 'CN=chat.example.org',
  issuer: 'CN=Example CA',
  commonName: 'chat.example.org',
  serial: '01',
  notBefore: '2026-10-01T00:00:00.000Z',
  notAfter: '2027-10-01T00:00:00.000Z',
  dnsNames: ['chat.example.org'],
  ipAddresses: [],
  hasSan: true,
  ca: false,
  selfSigned: false,
  keyType: 'ec',
  fingerprint256: 'ab'.repeat(32),
  publicKeySha256: 'cd'.repeat(32),
  version: 3,
  keyBits: 256,
  signature: 'ecdsa-with-SHA256',
  signatureHash: 'sha256',
  serialOctets: 1,
  serialSign: 'positive',
  keyUsage: ['digitalSignature'],
  purposes: ['serverAuth'],
  mustStaple: false,
  caIssuers: [],
  ocsp: [],
  crls: [],
  issuersIssuer: '',
  issuerOrganisation: '',
  issuerCommonName: 'Example CA',
  ...more,
});

export const session = (more: Partial<TlsSession> = {}): TlsSession => ({
  address: '10.0.0.5',
  protocol: 'TLSv1.3',
  cipher: 'TLS_AES_128_GCM_SHA256',
  alpn: null,
  servername: 'chat.example.org',
  handshakeMs: 5,
  chain: [certificate()],
  authorization: 'OK',
  nameMatches: true,
  greeting: '* llave/1.0.0 send your name\n',
  bytesIn: 2000,
  bytesOut: 1700,
  firstBytes: '1603',
  end: 'open',
  wire,
  ...more,
});

export const tlsFailure = (code: string, more: Partial<TlsFailure> = {}): TlsFailure => ({
  code,
  address: '10.0.0.5',
  phase: 'before-server-hello',
  raw: { bytesIn: 0, bytesOut: 1600, firstBytes: '', end: 'timeout' },
  wire,
  ...more,
});

/** Resolvers as they are configured. */
export const resolvers = (...servers: string[]) => ({ servers, search: [], ndots: 1, configured: true });

/** What a resolver answered. */
export const answer = (server: string, type: 'A' | 'AAAA', more: Partial<DnsAnswer> = {}): DnsAnswer => ({
  server,
  type,
  name: 'chat.example.org',
  rcode: 'NOERROR',
  addresses: [],
  aliases: [],
  zone: null,
  extendedErrors: [],
  ...more,
});

/** Both answers of a resolver, or its two silences, under their stored keys. */
export function told(
  server: string,
  a: Partial<DnsAnswer> | string,
  aaaa: Partial<DnsAnswer> | string,
): Record<string, Entry> {
  const entry = (type: 'A' | 'AAAA', said: Partial<DnsAnswer> | string) =>
    typeof said === 'string'
      ? failed('dns.answer', { code: said, server, type })
      : ok('dns.answer', answer(server, type, said));
  return { [`dns.answer@A ${server}`]: entry('A', a), [`dns.answer@AAAA ${server}`]: entry('AAAA', aaaa) };
}

/** Answers of a peer to what we said in the clear. */
export const words = (text: string) => ({
  bytesIn: text.length,
  bytesOut: 40,
  firstBytes: Buffer.from(text).toString('hex').slice(0, 128),
  end: text === '' ? ('timeout' as const) : ('fin' as const),
  text,
});

/** Answers of a peer to a hello that we built. */
export const hello = (version: number | null, alert: number | null) => ({
  bytesIn: version === null && alert === null ? 0 : 7,
  bytesOut: 200,
  firstBytes: '',
  end: 'done' as const,
  speaks: version === null && alert === null ? ('nothing' as const) : ('tls' as const),
  version,
  alert,
});
