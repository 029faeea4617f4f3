import type { Socket } from 'node:net';
import tls from 'node:tls';
import { type TcpPeer, tcpPeer } from './tcp-peer.ts';

/** One turn of a server in the clear: waits until what the client said matches, then answers. */
export interface Turn {
  /** What the client has to say; nothing for a greeting. */
  readonly expect?: RegExp;
  /** The client may leave this out. */
  readonly optional?: boolean;
  readonly reply: string | Buffer | ((said: RegExpExecArray) => string);
}

const MYSQL_GREETING = Buffer.concat([
  Buffer.from('4a0000000a', 'hex'),
  Buffer.from('8.0.36\0'),
  Buffer.from('0100000041414141414141410000', 'hex').subarray(0, 13),
  Buffer.from('ffff', 'hex'),
  Buffer.from('2d0200ffc115000000000000000000004242424242424242424242424200', 'hex'),
  Buffer.from('mysql_native_password\0'),
]);
MYSQL_GREETING.writeUIntLE(MYSQL_GREETING.length - 4, 0, 3);

/** What a server says in each protocol until TLS begins. `openssl s_client -starttls` is content with all of them. */
export const DIALOGUES = {
  smtp: [
    { reply: '220-mail.example ESMTP\r\n220 ready\r\n' },
    { expect: /^EHLO \S+\r\n$/, reply: '250-mail.example\r\n250-PIPELINING\r\n250-STARTTLS\r\n250 8BITMIME\r\n' },
    { expect: /STARTTLS\r\n$/, reply: '220 go ahead\r\n' },
  ],
  imap: [
    { reply: '* OK IMAP4rev1 ready\r\n' },
    { expect: /^(\S+) CAPABILITY\r\n$/i, optional: true, reply: ([, tag]) => `* CAPABILITY STARTTLS\r\n${tag} OK\r\n` },
    { expect: /^(\S+) STARTTLS\r\n$/i, reply: ([, tag]) => `* CAPABILITY IMAP4rev1\r\n${tag} OK begin\r\n` },
  ],
  pop3: [{ reply: '+OK POP3 ready\r\n' }, { expect: /STLS\r\n$/, reply: '+OK begin\r\n' }],
  ftp: [
    { reply: '220-Welcome\r\n  to this server\r\n220 FTP ready\r\n' },
    { expect: /AUTH TLS\r\n$/, reply: '234 AUTH TLS OK\r\n' },
  ],
  ldap: [{ expect: /1\.3\.6\.1\.4\.1\.1466\.20037$/, reply: Buffer.from('300c02010178070a010004000400', 'hex') }],
  xmpp: [
    {
      expect: /<stream:stream [^>]*to='localhost'[^>]*>/,
      reply:
        "<?xml version='1.0'?><stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' " +
        "id='1' from='localhost' version='1.0'><stream:features>" +
        "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'><required/></starttls></stream:features>",
    },
    { expect: /<starttls [^>]*\/>/, reply: "<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>" },
  ],
  postgres: [{ expect: /^\0\0\0\x08\x04\xd2\x16\x2f$/, reply: 'S' }],
  mysql: [{ reply: MYSQL_GREETING }, { expect: /^ \0\0\x01[\s\S]{32}/, reply: '' }],
} satisfies Readonly<Record<string, readonly Turn[]>>;

export interface StarttlsServerOptions {
  readonly key: Buffer;
  readonly cert: Buffer;
  readonly turns: readonly Turn[];
  readonly tls?: tls.TlsOptions;
}

/** Starts a server that goes through the turns and then changes to TLS on the same connection, where it echoes. */
export function starttlsServer({ key, cert, turns, tls: options }: StarttlsServerOptions): Promise<TcpPeer> {
  return tcpPeer((socket) => {
    const left = [...turns];
    let said = '';
    const go = (): void => {
      for (let turn = left[0]; turn; turn = left[0]) {
        const match = (turn.expect ?? /^/).exec(said);
        if (!match && !(turn.optional && left[1]?.expect?.test(said))) return;
        left.shift();
        if (!match) continue;
        said = said.slice(match.index + match[0].length);
        const reply = typeof turn.reply === 'function' ? turn.reply(match) : turn.reply;
        if (reply.length > 0) socket.write(reply);
      }
      upgrade(socket);
    };
    const upgrade = (plain: Socket): void => {
      plain.removeListener('data', hear);
      plain.pause();
      // A client that need not wait for an answer has begun with TLS already.
      if (said) plain.unshift(Buffer.from(said, 'latin1'));
      const secure = new tls.TLSSocket(plain, { isServer: true, key, cert, ...options });
      secure.on('error', () => {});
      secure.pipe(secure);
    };
    const hear = (chunk: Buffer): void => {
      said += chunk.toString('latin1');
      go();
    };
    socket.on('data', hear);
    go();
  });
}
