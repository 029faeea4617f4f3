import { ChatConnection } from '../../../chat/client/connection.ts';
import type { TappedConnection } from '../../../tls/tap/tapped-connect.ts';
import { asFailure } from '../../failure.ts';
import { defineProbe } from '../../probe.ts';
import { withTimeout } from '../../timeout.ts';
import { AGAIN, peerSession } from '../cert/peer.ts';
import { Dialogue } from './dialogue.ts';
import { CHAT_ROOM, type ChatRoom } from './exchange.ts';
import { instanceOf, reportIn } from './status.ts';

/** How long a message may take from one server to the other, in milliseconds. */
const HEARING_MS = 1000;

/** Whether what is said through one address of the target is heard at another: behind them may be two servers. */
export const chatPeerProbe = defineProbe({
  yields: 'chat.peer',
  stage: 'quick',
  connects: false,
  timeoutMs: 2500,
  needs: ['chat.exchange'],
  reads: ['cert.peer'],
  instances: ({ 'chat.exchange': { received }, 'cert.peer': peers }) =>
    received ? peers.filter(({ at, entry }) => at !== AGAIN && entry.state === 'ok').map(({ at }) => at) : [],
  async run(_seen, context, at) {
    const room = context.live.borrow<ChatRoom>(CHAT_ROOM);
    const socket = context.live.take<TappedConnection>(peerSession(at))?.socket;
    if (!room || !socket) return { blockedBy: 'cert.peer' };
    const connection = new ChatConnection(socket, at);
    try {
      return {
        value: { address: at, ...(await withTimeout(visit(room, connection), context.timeoutMs, context.signal)) },
      };
    } catch (error) {
      return { failure: asFailure(error) };
    } finally {
      connection.destroy('done');
    }
  },
});

async function visit({ room, token, second }: ChatRoom, connection: ChatConnection) {
  const there = new Dialogue(connection);
  const said = `${token} ${connection.target}`;
  await there.enter(`doctor-${token}-${connection.target.replace(/[^0-9a-z]/gi, '')}`.slice(0, 32));
  await there.join(room);
  const instance = there.ask({ type: 'status' }, reportIn).then(instanceOf);
  const heard = there.hear((event) => (event.type === 'message' && event.text.includes(said)) || undefined);
  await second.connection.send({ type: 'say', text: said });
  const inTime = new Promise<false>((resolve) => setTimeout(resolve, HEARING_MS, false).unref());
  return { heard: await Promise.race([heard, inTime]), instance: await instance };
}
