import type { FindingTexts } from '../../finding-text.ts';

export default {
  'chat-different-server': {
    message:
      'behind {host} there are chat servers that do not share rooms: {address} and {otherAddress} do not hear each other',
    means:
      'Two connections of doctor to the same target entered the same room, and what one said was not heard by the other: they were on two servers, each with rooms of its own. Where both addresses are the same one, something behind it shares connections out.',
    consequences:
      'People seem to be in one room and do not hear each other: messages are sent, confirmed, and not received.',
    causes: [
      'the name has several addresses, with a server at each',
      'a load balancer shares connections out among several servers',
      'an old server still runs beside the new one',
    ],
    fixes: {
      look: 'look at each of them by itself',
      one: 'let the name, or the load balancer, lead to one server alone',
      join: 'or let all of them share their rooms over NATS',
    },
    reproduce: ['# see test/lab: a name with two addresses, and a server at each'],
  },
  'chat-not-llave': {
    message: 'what speaks on {host}:{port} is not a llave chat server',
    means:
      'TLS is fine. The server did not greet as the reference server does, so that doctor said nothing to it and tried no chat.',
    consequences: 'None, unless you expected the chat server.',
    causes: ['it is another kind of server', 'the port is that of another service'],
    fixes: { client: 'talk to it with a client of its own protocol, or by hand' },
    reproduce: [
      'openssl s_server -accept 12345 -key server.key -cert server.crt &',
      'llave doctor localhost:12345 --ca server.crt',
    ],
  },
  'chat-round-trip-lost': {
    message: 'the chat server on {host}:{port} takes messages and does not pass them on',
    means:
      "Two connections of doctor's own entered the same room; what one said had not reached the other after {ms} ms.",
    consequences: 'People are connected and do not hear each other.',
    causes: [
      'the server hangs where it passes messages on',
      'several servers that do not share rooms stand behind one address',
    ],
    fixes: { 'by-hand': 'see it with two clients of your own', restart: 'restart the server, and see its log' },
    reproduce: ['# see test/lab: a server that greets and drops what it is told'],
  },
} as const satisfies FindingTexts;
