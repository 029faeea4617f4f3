import type { Case } from '../case.ts';
import { certificate, failed, machine, ok, path, request, session, store, target, tlsFailure } from '../evidence.ts';

const here = { ...request, mode: 'here' as const };
const server = { ...request, mode: 'server' as const };
const key = {
  path: 'server.key',
  mode: '600',
  uid: 0,
  encrypted: false,
  keyType: 'ec',
  publicKeySha256: 'cd'.repeat(32),
};
const file = { path: 'server.crt', mode: '644', uid: 0, chain: [certificate()], form: 'pem' as const };
const missing = (name: string) => ({ code: 'ENOENT', path: name });
const serving = {
  request: ok('request', server),
  target: ok('target', target),
  'tcp.path': ok('tcp.path', path),
  'files.cert': ok('files.cert', file),
};

export default [
  {
    code: 'server-file-missing',
    when: 'neither is here',
    evidence: store({
      request: ok('request', here),
      'files.key': failed('files.key', missing('server.key')),
      'files.cert': failed('files.cert', missing('server.crt')),
    }),
    finding: { confidence: 'certain', params: { files: ['server.key', 'server.crt'], keyMissing: true } },
  },
  {
    code: 'server-file-missing',
    when: 'a server runs, and its files were not named: they lie elsewhere',
    evidence: store({
      ...serving,
      'files.key': failed('files.key', missing('server.key')),
      'files.cert': failed('files.cert', missing('server.crt')),
    }),
    finding: null,
  },
  {
    code: 'server-file-missing',
    when: 'it is there and cannot be read: another finding',
    evidence: store({
      request: ok('request', here),
      'files.key': failed('files.key', { code: 'EACCES', path: 'server.key' }),
      'files.cert': ok('files.cert', file),
    }),
    finding: null,
  },
  {
    code: 'server-key-mismatch',
    when: 'the certificate holds another public key',
    evidence: store({
      request: ok('request', here),
      'files.key': ok('files.key', { ...key, publicKeySha256: 'ee'.repeat(32) }),
      'files.cert': ok('files.cert', file),
    }),
    finding: { confidence: 'certain', params: { place: 0 } },
  },
  {
    code: 'server-key-mismatch',
    when: 'the intermediate stands first: the pair is whole, the order is not',
    evidence: store({
      request: ok('request', here),
      'files.key': ok('files.key', key),
      'files.cert': ok('files.cert', {
        ...file,
        chain: [certificate({ publicKeySha256: 'ee'.repeat(32) }), certificate()],
      }),
    }),
    finding: { confidence: 'certain', params: { place: 2 } },
  },
  {
    code: 'server-key-mismatch',
    when: 'the key is encrypted: nothing can be compared',
    evidence: store({
      request: ok('request', here),
      'files.key': ok('files.key', { ...key, encrypted: true, publicKeySha256: '' }),
      'files.cert': ok('files.cert', file),
    }),
    finding: null,
  },
  {
    code: 'server-key-world-readable',
    when: 'others may read it',
    evidence: store({
      'files.key': ok('files.key', { ...key, mode: '644' }),
      'local.machine': ok('local.machine', machine),
    }),
    finding: { confidence: 'certain', severity: 'warning', params: { mode: '644' } },
  },
  {
    code: 'server-key-world-readable',
    when: 'only a group may read it',
    evidence: store({
      'files.key': ok('files.key', { ...key, mode: '640' }),
      'local.machine': ok('local.machine', machine),
    }),
    finding: null,
  },
  {
    code: 'server-key-world-readable',
    when: 'Windows, where modes say nothing',
    evidence: store({
      'files.key': ok('files.key', { ...key, mode: '666' }),
      'local.machine': ok('local.machine', { ...machine, platform: 'win32' }),
    }),
    finding: null,
  },
  {
    code: 'server-port-in-use',
    when: 'something without TLS holds the port, and it is known who',
    evidence: store({
      ...serving,
      'tls.handshake': failed('tls.handshake', tlsFailure('NOT_TLS', { firstText: 'HTTP/1.0 400' })),
      'local.owner': ok('local.owner', { pid: 42, command: 'python3' }),
    }),
    finding: { confidence: 'certain', params: { program: 'python3', pid: 42 } },
  },
  {
    code: 'server-port-in-use',
    when: 'a TLS server with another key answers',
    evidence: store({
      ...serving,
      'tls.handshake': ok('tls.handshake', session({ chain: [certificate({ publicKeySha256: 'ee'.repeat(32) })] })),
    }),
    finding: { confidence: 'likely' },
  },
  {
    code: 'server-port-in-use',
    when: 'it is the server of these files',
    evidence: store({ ...serving, 'tls.handshake': ok('tls.handshake', session()) }),
    finding: null,
  },
] satisfies Case[];
