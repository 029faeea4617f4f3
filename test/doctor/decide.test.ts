import { describe, expect, it } from 'vitest';
import { decideSteps } from '../../src/doctor/decide.ts';
import { judged } from '../../src/doctor/diagnose.ts';
import type { Entry } from '../../src/doctor/evidence.ts';
import { failed, machine, ok, path, pathFailure, request, store, target, tcpFailure, tlsFailure } from './evidence.ts';

const common = {
  request: ok('request', request),
  target: ok('target', target),
  'local.machine': ok('local.machine', machine),
};
const dropped = {
  ...common,
  'tcp.path': failed('tcp.path', pathFailure('TIMEOUT')),
  'tcp.control@22': failed('tcp.control', tcpFailure('ECONNREFUSED', { port: 22 })),
};

function steps(entries: Readonly<Record<string, Entry>>, recorded?: string) {
  const evidence = store(entries);
  return decideSteps({ store: evidence, ...judged(evidence), totalMs: 1, connections: 1 }, recorded);
}

describe('what would decide', () => {
  it('the reference server in place of the service, with the values of the user', () => {
    expect(steps(dropped)).toEqual([
      {
        text: 'record',
        commands: ['llave doctor chat.example.org:12345 --record before.json'],
        where: 'here',
        needsRoot: false,
      },
      {
        text: 'replace',
        commands: ['llave selfsign -H chat.example.org', 'llave serve --host 0.0.0.0 --port 12345'],
        where: 'server',
        needsRoot: false,
      },
      {
        text: 'repeat',
        commands: ['llave doctor chat.example.org:12345 --compare before.json'],
        where: 'here',
        needsRoot: false,
      },
    ]);
  });

  it('flags come back, quoted for a shell; a record that was written is the one to compare with', () => {
    const asked = {
      ...request,
      input: '[2001:db8::5]:443',
      caFiles: ['my ca.pem', "it's.pem"],
      clientCertificate: true,
      certFile: 'me.crt',
      keyFile: 'me.key',
      servername: 'chat.example.org',
      alpn: ['h2', 'http/1.1'],
      maxVersion: 'TLSv1.2' as const,
      timeoutMs: 9000,
      fetch: true as const,
    };
    const commands = steps(
      {
        ...dropped,
        request: ok('request', asked),
        target: ok('target', { ...target, port: 443, host: '2001:db8::5', hostKind: 'ipv6' }),
        'tcp.path': failed('tcp.path', pathFailure('TIMEOUT', { address: '2001:db8::5', port: 443, family: 6 })),
      },
      'seen now.json',
    );
    expect(commands.map((step) => step.commands)).toEqual([
      ['llave selfsign -H 2001:db8::5', 'llave serve --host :: --port 443'],
      [
        "llave doctor '[2001:db8::5]:443' --ca 'my ca.pem' --ca 'it'\\''s.pem' --cert me.crt --key me.key --servername chat.example.org --alpn h2 --alpn http/1.1 --max-version TLSv1.2 --timeout 9000 --fetch --compare 'seen now.json'",
      ],
    ]);
    expect(commands[0]?.needsRoot).toBe(true);
  });

  it('a look from elsewhere, where there is no address to serve on', () => {
    const texts = steps({ ...common, 'dns.lookup': failed('dns.lookup', { code: 'EAI_FAIL' }) });
    expect(texts.map(({ text }) => text)).toEqual(['record', 'elsewhere']);
    expect(texts[1]?.commands).toEqual([
      'llave doctor chat.example.org:12345 --record elsewhere.json',
      'llave doctor --replay elsewhere.json --compare before.json',
    ]);
  });

  it.each(['DEADLINE', 'BUDGET', 'PROBE_ERROR'])(
    'a path that was not tried to its end (%s) is looked at from elsewhere',
    (code) => {
      const unseen = { ...common, 'tcp.path': failed('tcp.path', { code } as never) };
      expect(steps(unseen).map(({ text }) => text)).toEqual(['record', 'elsewhere']);
    },
  );

  it('an unexplained handshake can be decided, too', () => {
    const unexplained = {
      ...common,
      'tcp.path': ok('tcp.path', path),
      'tls.handshake': failed('tls.handshake', tlsFailure('TLS_ERROR')),
    };
    expect(steps(unexplained).map(({ text }) => text)).toEqual(['record', 'replace', 'repeat']);
  });

  it('nothing where the verdict is certain, or the server is our own', () => {
    const closed = { ...common, 'tcp.path': ok('tcp.path', path) };
    expect(steps(closed)).toEqual([]);
    expect(steps({ ...dropped, request: ok('request', { ...request, mode: 'here' }) })).toEqual([]);
  });
});
