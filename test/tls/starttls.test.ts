import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exchangeHello } from '../../src/tls/connection/exchange.ts';
import { buildClientHello } from '../../src/tls/hello/build.ts';
import { smallHello } from '../../src/tls/hello/presets.ts';
import { recogniseGreeting, starttlsCandidates } from '../../src/tls/starttls/greeting.ts';
import { StarttlsMachine } from '../../src/tls/starttls/machine.ts';
import { STARTTLS_PROTOCOLS, type StarttlsProtocol } from '../../src/tls/starttls/protocols.ts';
import { tappedTlsConnect } from '../../src/tls/tap/tapped-connect.ts';
import { startPeer } from '../support/child-peer.ts';
import { opensslCredential } from '../support/openssl-credential.ts';
import { peer } from '../support/peers.ts';
import { freePort, portOpen } from '../support/ports.ts';
import { DIALOGUES, starttlsServer, type Turn } from '../support/starttls-server.ts';
import { tcpPeer } from '../support/tcp-peer.ts';
import { tempDir } from '../support/temp-dir.ts';

const openssl = peer('openssl');
const stunnel = peer('stunnel4');
const files = openssl ? opensslCredential('ec@P-256') : undefined!;
const credential = openssl ? { key: readFileSync(files.key), cert: readFileSync(files.cert) } : undefined!;
const HELLO = buildClientHello(smallHello()).bytes;

describe.skipIf(!openssl)('a server that changes to TLS', () => {
  it.each(STARTTLS_PROTOCOLS)('%s: openssl s_client takes our test server for one', async (protocol) => {
    const server = await starttlsServer({ ...credential, turns: DIALOGUES[protocol] });
    const child = spawn(openssl!, [
      ...['s_client', '-connect', `127.0.0.1:${server.port}`, '-starttls', protocol, '-xmpphost', 'localhost'],
      ...['-CAfile', files.cert, '-verify_return_error', '-servername', 'localhost', '-brief'],
    ]);
    child.stdin.end();
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text += chunk));
    const [status] = await once(child, 'close');
    expect([status, text]).toEqual([0, expect.stringContaining('CONNECTION ESTABLISHED')]);
    server.close();
  });

  it.each(STARTTLS_PROTOCOLS)('%s: so do we, with a whole handshake', async (protocol) => {
    const server = await starttlsServer({ ...credential, turns: DIALOGUES[protocol] });
    const connection = await tappedTlsConnect({
      ...{ address: '127.0.0.1', port: server.port, timeoutMs: 20_000, serverName: 'localhost' },
      starttls: { protocol, serverName: 'localhost' },
    });
    const { secure, starttls, wire, tlsFault } = connection.observe();
    expect(tlsFault).toBeUndefined();
    expect(secure).toBe(true);
    expect(starttls).toMatchObject({ protocol, outcome: { kind: 'ready' }, leftover: 0 });
    expect(wire.certificates).toHaveLength(1);
    connection.socket!.write('echo');
    expect(String((await once(connection.socket!, 'data'))[0])).toBe('echo');
    connection.close();
    server.close();
  });

  it('whose answer is already there before the hello: an exchange reads what follows', async () => {
    const server = await starttlsServer({ ...credential, turns: DIALOGUES.smtp, tls: { maxVersion: 'TLSv1.2' } });
    const seen = await exchangeHello({
      ...{ address: '127.0.0.1', port: server.port, timeoutMs: 20_000, send: HELLO, readUntil: 'flight' },
      starttls: { protocol: 'smtp' },
    });
    expect(seen.flight.serverHello?.version).toBe(0x0303);
    expect(seen.flight.certificates).toHaveLength(1);
    expect(seen.replyBytes).toBe(seen.bytesIn - seen.starttls!.bytesIn);
    server.close();
  });
});

describe.skipIf(!openssl || !stunnel)('stunnel', () => {
  it.each<[StarttlsProtocol, string, readonly Turn[]]>([
    ['smtp', 'smtp', [{ reply: '220 mail.example ESMTP\r\n' }, { expect: /^EHLO/, reply: '250 mail.example\r\n' }]],
    ['imap', 'imap', [{ reply: '* OK ready\r\n' }]],
    ['pop3', 'pop3', [{ reply: '+OK ready\r\n' }]],
    ['postgres', 'pgsql', []],
  ])('%s', async (protocol, name, turns) => {
    const behind = await tcpPeer((socket) => {
      for (const { expect: wanted, reply } of turns) {
        if (wanted) socket.once('data', () => socket.write(String(reply)));
        else socket.write(String(reply));
      }
    });
    const port = await freePort();
    const configuration = join(tempDir(), 'stunnel.conf');
    writeFileSync(
      configuration,
      `foreground = yes\npid =\n[x]\naccept = 127.0.0.1:${port}\nconnect = 127.0.0.1:${behind.port}\n` +
        `protocol = ${name}\ncert = ${files.cert}\nkey = ${files.key}\n`,
    );
    const server = startPeer(stunnel!, [configuration]);
    await portOpen(port);
    const connection = await tappedTlsConnect({
      ...{ address: '127.0.0.1', port, timeoutMs: 20_000, starttls: { protocol, serverName: 'localhost' } },
    });
    const seen = connection.observe();
    expect([seen.starttls?.outcome, seen.secure, server.output()]).toEqual([
      { kind: 'ready' },
      true,
      expect.stringContaining('stunnel'),
    ]);
    connection.close();
    await server.stop();
    behind.close();
  });
});

/** Feeds a dialogue into the machine, in one piece or byte by byte. */
function talk(protocol: StarttlsProtocol, said: readonly (string | Buffer)[], byteByByte = false) {
  const machine = new StarttlsMachine(protocol, { serverName: "a'b.example", clientName: 'me.example' });
  let step = machine.start();
  const sent = [step.send];
  for (const reply of said) {
    const bytes = typeof reply === 'string' ? Buffer.from(reply, 'latin1') : reply;
    const chunks = byteByByte ? [...bytes].map((byte) => Buffer.from([byte])) : [bytes];
    for (const chunk of chunks) {
      if (step.outcome) break;
      step = machine.push(chunk);
      sent.push(step.send);
    }
  }
  return { outcome: step.outcome, sent: Buffer.concat(sent).toString('latin1'), rest: machine.rest().length };
}

const ldapResponse = (code: string, text = '') =>
  Buffer.concat([
    Buffer.from([0x30, 12 + text.length, 2, 1, 1, 0x78, 7 + text.length, 10, 1]),
    Buffer.from(code, 'hex'),
    Buffer.from([4, 0, 4, text.length]),
    Buffer.from(text),
  ]);
const streamOpen = "<?xml version='1.0'?><stream:stream id='1' version='1.0'>";
const mysqlError = Buffer.concat([Buffer.from('0d000000ff6a04', 'hex'), Buffer.from('blocked it')]);

describe('the machine', () => {
  it.each<[string, StarttlsProtocol, (string | Buffer)[], object]>([
    [
      'SMTP without STARTTLS',
      'smtp',
      ['220 hi\r\n', '250-me\r\n250 SIZE\r\n'],
      { kind: 'refused', reason: 'not-offered', reply: '250-me\n250 SIZE' },
    ],
    [
      'SMTP that does not know EHLO',
      'smtp',
      ['220 hi\r\n', '502 what\r\n'],
      { kind: 'refused', reason: 'not-offered' },
    ],
    [
      'SMTP that turns us away',
      'smtp',
      ['554 no service\r\n'],
      { kind: 'refused', reason: 'rejected', reply: '554 no service' },
    ],
    [
      'SMTP that cannot now',
      'smtp',
      ['220 hi\r\n', '250 STARTTLS\r\n', '454 TLS not available\r\n'],
      { kind: 'refused', reason: 'rejected' },
    ],
    ['SMTP with bare line feeds', 'smtp', ['220 hi\n', '250-x\n250 starttls\n', '220 go\n'], { kind: 'ready' }],
    [
      'SSH where SMTP should be',
      'smtp',
      ['SSH-2.0-OpenSSH_9.2\r\n'],
      { kind: 'wrong-protocol', reply: 'SSH-2.0-OpenSSH_9.2' },
    ],
    [
      'IMAP that says no',
      'imap',
      ['* OK hi\r\n', '* CAPABILITY X\r\na1 NO not now\r\n'],
      { kind: 'refused', reason: 'rejected' },
    ],
    [
      'IMAP without STARTTLS',
      'imap',
      ['* OK hi\r\n', 'a1 BAD unknown command\r\n'],
      { kind: 'refused', reason: 'not-offered' },
    ],
    ['IMAP that is authenticated already', 'imap', ['* PREAUTH hi\r\n'], { kind: 'refused', reason: 'rejected' }],
    ['IMAP that says goodbye', 'imap', ['* OK hi\r\n', '* BYE too many\r\n'], { kind: 'refused', reason: 'rejected' }],
    ['POP3 without STLS', 'pop3', ['+OK hi\r\n', '-ERR unknown\r\n'], { kind: 'refused', reason: 'not-offered' }],
    ['SMTP where POP3 should be', 'pop3', ['220 hi\r\n'], { kind: 'wrong-protocol' }],
    ['FTP without AUTH', 'ftp', ['220 hi\r\n', '530 log in first\r\n'], { kind: 'refused', reason: 'rejected' }],
    [
      'FTP that does not know AUTH',
      'ftp',
      ['220 hi\r\n', '500 unknown\r\n'],
      { kind: 'refused', reason: 'not-offered' },
    ],
    ['LDAP without StartTLS', 'ldap', [ldapResponse('02', 'unsupported')], { kind: 'refused', reason: 'not-offered' }],
    [
      'LDAP that sends us elsewhere',
      'ldap',
      [ldapResponse('0a', 'ldap://other')],
      { kind: 'refused', reason: 'redirected' },
    ],
    [
      'LDAP with lengths of four bytes',
      'ldap',
      [Buffer.from('30840000001002010178840000000' + '70a010004000400', 'hex')],
      { kind: 'ready' },
    ],
    ['HTTP where LDAP should be', 'ldap', ['HTTP/1.1 400 Bad\r\n'], { kind: 'wrong-protocol' }],
    ['another BER where LDAP should be', 'ldap', [Buffer.from('3003020101', 'hex')], { kind: 'wrong-protocol' }],
    [
      'XMPP without STARTTLS',
      'xmpp',
      [`${streamOpen}<stream:features><x/></stream:features>`],
      { kind: 'refused', reason: 'not-offered' },
    ],
    [
      'XMPP with no features at all',
      'xmpp',
      [`${streamOpen}<stream:features/>`],
      { kind: 'refused', reason: 'not-offered' },
    ],
    [
      'XMPP that sends us elsewhere',
      'xmpp',
      [`${streamOpen}<stream:error><see-other-host>b</see-other-host></stream:error>`],
      { kind: 'refused', reason: 'redirected' },
    ],
    [
      'XMPP that does not know the host',
      'xmpp',
      [`${streamOpen}<stream:error><host-unknown/></stream:error>`],
      { kind: 'refused', reason: 'rejected' },
    ],
    [
      'XMPP that fails',
      'xmpp',
      [`${streamOpen}<stream:features><starttls/></stream:features>`, '<failure/></stream:stream>'],
      { kind: 'refused', reason: 'rejected' },
    ],
    ['SMTP where XMPP should be', 'xmpp', ['220 hi\r\n'], { kind: 'wrong-protocol' }],
    ['PostgreSQL without TLS', 'postgres', ['N'], { kind: 'refused', reason: 'not-offered', reply: 'N' }],
    ['PostgreSQL from before', 'postgres', ['EFATAL:  unsupported'], { kind: 'refused', reason: 'rejected' }],
    [
      'HTTP where PostgreSQL should be',
      'postgres',
      ['HTTP/1.1 400'],
      { kind: 'wrong-protocol', reply: 'HTTP/1.1 400' },
    ],
    [
      'MySQL without TLS',
      'mysql',
      [Buffer.from('140000000a352e3000010000004141414141414141000000', 'hex')],
      { kind: 'refused', reason: 'not-offered', reply: '5.0' },
    ],
    ['MySQL that blocks us', 'mysql', [mysqlError], { kind: 'refused', reason: 'rejected', reply: 'blocked it' }],
    ['SMTP where MySQL should be', 'mysql', ['220 hi\r\n'], { kind: 'wrong-protocol' }],
  ])('%s', (_what, protocol, said, outcome) => {
    expect(talk(protocol, said).outcome).toMatchObject(outcome);
    expect(talk(protocol, said, true).outcome).toMatchObject({ kind: (outcome as { kind: string }).kind });
  });

  it.each(STARTTLS_PROTOCOLS)('%s comes to the same end byte by byte', (protocol) => {
    const said = DIALOGUES[protocol]
      .filter(({ optional }: Turn) => !optional)
      .map((turn: Turn) => (typeof turn.reply === 'function' ? '* CAPABILITY X\r\na1 OK begin\r\n' : turn.reply));
    const whole = talk(protocol, said);
    expect(whole.outcome).toEqual({ kind: 'ready' });
    expect(talk(protocol, said, true)).toEqual(whole);
  });

  it('says what it should', () => {
    expect(talk('smtp', ['220 hi\r\n', '250 STARTTLS\r\n', '220 go\r\n']).sent).toBe('EHLO me.example\r\nSTARTTLS\r\n');
    expect(talk('xmpp', []).sent).toContain("to='a&apos;b.example'");
    expect(Buffer.from(talk('postgres', []).sent, 'latin1').toString('hex')).toBe('0000000804d2162f');
  });

  it('counts what a server says after its last word in the clear', () => {
    expect(talk('pop3', ['+OK hi\r\n', '+OK go\r\n+OK injected\r\n'])).toMatchObject({
      outcome: { kind: 'ready' },
      rest: 14,
    });
  });

  it.each<[string, StarttlsProtocol, string]>([
    ['a line without end', 'smtp', 'x'.repeat(5000)],
    ['lines without end', 'smtp', '220-more\r\n'.repeat(2000)],
    ['lines without end', 'ftp', '220-a\r\n  b\r\n'.repeat(2000)],
    ['untagged responses without end', 'imap', `* OK hi\r\n${'* OK still\r\n'.repeat(2000)}`],
    ['a stream without features', 'xmpp', `${streamOpen}${'<x/>'.repeat(5000)}`],
    ['a response longer than is kept', 'ldap', `\x30\x84\x7f\xff\xff\xff${'x'.repeat(20_000)}`],
  ])('reads no further: %s (%s)', (_what, protocol, text) => {
    expect(talk(protocol, [text]).outcome).toEqual({ kind: 'too-long' });
    expect(talk(protocol, [text], true).outcome).toEqual({ kind: 'too-long' });
  });

  it('a MySQL packet longer than is kept is none', () => {
    expect(talk('mysql', [Buffer.from('ffffff000a', 'hex')]).outcome?.kind).toBe('wrong-protocol');
  });
});

describe('over a connection', () => {
  const asked = { timeoutMs: 20_000, send: HELLO, starttls: { protocol: 'smtp' as const } };

  it.each([
    ['that is silent', '', 'timeout', { kind: 'ended' }, 1000],
    ['that is refused', '554 no\r\n', 'done', { kind: 'refused', reason: 'rejected' }, 20_000],
    ['that is something else', 'SSH-2.0-x\r\n', 'done', { kind: 'wrong-protocol' }, 20_000],
  ])('%s: no hello is sent', async (_what, banner, end, outcome, timeoutMs) => {
    const { port, close } = await tcpPeer((socket) => socket.write(banner));
    const seen = await exchangeHello({ address: '127.0.0.1', port, ...asked, timeoutMs });
    expect(seen).toMatchObject({ end, bytesOut: 0, speaks: 'nothing', starttls: { protocol: 'smtp', outcome } });
    close();
  });

  it('with a banner without end', async () => {
    const { port, close } = await tcpPeer((socket) => {
      const flood = () => {
        while (socket.writable && socket.write('220-more\r\n'.repeat(1000)));
      };
      socket.on('drain', flood);
      flood();
    });
    const seen = await exchangeHello({ address: '127.0.0.1', port, ...asked });
    expect(seen).toMatchObject({ end: 'done', starttls: { outcome: { kind: 'too-long' } } });
    expect(seen.bytesIn).toBeLessThan(1_000_000);
    close();
  });
});

describe('a greeting', () => {
  it.each([
    ['220 mail.example ESMTP Postfix\r\n', 'smtp', ['smtp']],
    ['554 mail.example no service\r\n', 'smtp', ['smtp']],
    ['220 (vsFTPd 3.0.3)\r\n', 'ftp', ['ftp']],
    ['220 welcome\r\n', 'smtp-or-ftp', ['smtp', 'ftp']],
    ['120 ready in 5 minutes\r\n', 'smtp-or-ftp', ['smtp', 'ftp']],
    ['200 news.example InterNetNews ready\r\n', 'unknown', []],
    ['* OK Dovecot ready.\r\n', 'imap', ['imap']],
    ['+OK ready\r\n', 'pop3', ['pop3']],
    ['SSH-2.0-OpenSSH_9.2\r\n', 'ssh', []],
    ['HTTP/1.1 400 Bad Request\r\n', 'http', []],
    ["<?xml version='1.0'?>", 'xmpp', ['xmpp']],
    ['\x4a\0\0\0\x0a8.0.36\0', 'mysql', ['mysql']],
    ['* llave/1.0 send your name\n', 'unknown', []],
    ['', 'unknown', []],
  ])('%j is %s', (text, greeting, candidates) => {
    expect(recogniseGreeting(Buffer.from(text, 'latin1'))).toBe(greeting);
    expect(starttlsCandidates(recogniseGreeting(Buffer.from(text, 'latin1')))).toEqual(candidates);
  });
});
