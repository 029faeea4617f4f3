import { refused, type ServerInput, type StarttlsNames, type StarttlsScript, wrongProtocol } from './script.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  "'": '&apos;',
  '"': '&quot;',
};
const FEATURES_OR_ERROR = /<stream:features\s*\/>|<\/stream:features>|<\/stream:error>|<\/stream:stream>/;
const ANSWER = /<proceed\b[^>]*>|<failure\b[^>]*>|<\/stream:stream>/;

/** XMPP, client to server (RFC 6120, section 5): stream header, features, `<starttls/>`, `<proceed/>`. */
export function* xmpp(input: ServerInput, { serverName }: StarttlsNames): StarttlsScript {
  const to = serverName.replace(/[&<>'"]/g, (character) => ESCAPES[character]!);
  yield Buffer.from(
    `<?xml version='1.0'?><stream:stream to='${to}' xmlns='jabber:client' ` +
      `xmlns:stream='http://etherx.jabber.org/streams' version='1.0'>`,
  );
  const opening = yield* input.until(/^\s*[^\s]/);
  if (!opening.endsWith('<')) return wrongProtocol(opening + input.rest().toString('latin1'));
  const stream = `<${yield* input.until(FEATURES_OR_ERROR)}`;
  if (!stream.includes('<stream:stream')) return wrongProtocol(stream);
  if (/<see-other-host\b/.test(stream)) return refused('redirected', stream);
  if (!/<\/?stream:features/.test(stream)) return refused('rejected', stream);
  if (!/<starttls\b/.test(stream)) return refused('not-offered', stream);
  yield Buffer.from("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
  const answer = yield* input.until(ANSWER);
  return answer.includes('<proceed') ? { kind: 'ready' } : refused('rejected', answer);
}
