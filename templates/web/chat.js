// The browser end of dialect llave-chat/1, over a WebSocket. Everything that comes in is shown as text, never as markup.
const texts = JSON.parse(document.body.dataset.texts);
const element = (id) => document.getElementById(id);
const state = element('state');
const log = element('log');
const problem = element('problem');
let socket;
let name = '';
/** The name that was asked for and not answered yet: the server may not be there yet, or not any more. */
let wanted = '';
/** Whether the server has said hello on this connection. */
let greeted = false;
let wait = 1;

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);

function show(text, from) {
  const follow = log.scrollHeight - log.scrollTop - log.clientHeight < 40;
  const line = document.createElement('p');
  if (from === undefined) line.className = 'notice';
  else {
    const who = document.createElement('b');
    who.textContent = from;
    line.append(who, ': ');
  }
  line.append(text);
  log.append(line);
  while (log.childElementCount > 1000) log.firstElementChild.remove();
  if (follow) log.scrollTop = log.scrollHeight;
}

/** Whether the server is there to hear it. */
function send(command) {
  const hears = greeted && socket.readyState === WebSocket.OPEN;
  if (hears) socket.send(JSON.stringify(command));
  return hears;
}

const events = {
  hello: () => {
    greeted = true;
    state.textContent = texts.connected;
    problem.textContent = '';
    wait = 1;
    send({ type: 'status' });
    if (name || wanted) send({ type: 'name', name: name || wanted });
  },
  welcome: (event) => {
    name = event.name;
    wanted = '';
    problem.textContent = '';
    element('enter').hidden = true;
    element('room').hidden = false;
    show(fill(texts.welcome, event));
    element('text').focus();
  },
  joined: (event) => show(fill(texts.joined, event)),
  left: (event) => show(fill(texts.left, event)),
  renamed: (event) => {
    if (event.self) name = event.to;
    show(fill(texts.renamed, event));
  },
  message: (event) => show(event.text, event.from),
  receipt: (event) => {
    if (event.recipients === 0) show(event.complete === false ? texts.perhapsNobody : texts.nobody);
  },
  who: (event) => show(`${event.room}: ${event.names.join(', ')}`),
  rooms: (event) => show(event.rooms.map((room) => `${room.name} (${room.members})`).join(', ')),
  notice: (event) => show(texts[event.code] ?? event.text),
  error: (event) => {
    problem.textContent = texts[event.code] ?? event.text;
    if (event.code === 'name-taken' || event.code === 'name-invalid') {
      wanted = '';
      if (element('room').hidden) element('name').focus();
    }
  },
  ping: () => send({ type: 'pong' }),
  status: (event) => seen(event.status),
};

function seen({ tls, remote, certificate, clientHello, server }) {
  const rows = [
    [texts.seenVersion, tls.version],
    [texts.seenCipher, tls.cipher],
    [texts.seenServername, tls.servername],
    [texts.seenRemote, `${remote.address} ${remote.port}`],
    [texts.seenCertificate, certificate.fingerprint256],
    [texts.seenHello, clientHello && `${clientHello.bytes} B, SHA-256 ${clientHello.sha256}`],
    [texts.seenServer, server],
  ];
  element('seen').replaceChildren(
    ...rows.flatMap(([term, value]) => {
      const dt = document.createElement('dt');
      const dd = document.createElement('dd');
      dt.textContent = term;
      dd.textContent = value ?? '–';
      return [dt, dd];
    }),
  );
}

function connect() {
  const url = new URL('ws', location.href);
  url.protocol = 'wss:';
  socket = new WebSocket(url);
  socket.onmessage = ({ data }) => {
    const event = JSON.parse(data);
    if (Object.hasOwn(events, event.type)) events[event.type](event);
  };
  socket.onclose = () => {
    greeted = false;
    state.textContent = texts.lost;
    setTimeout(connect, wait * 1000);
    wait = Math.min(2 * wait, 30);
  };
}

const commands = {
  who: () => ({ type: 'who' }),
  rooms: () => ({ type: 'rooms' }),
  name: (rest) => ({ type: 'rename', name: rest }),
  join: (rest) => ({ type: 'join', room: rest }),
};

function parse(text) {
  if (!text.startsWith('/')) return { type: 'say', text };
  if (text.startsWith('//')) return { type: 'say', text: text.slice(1) };
  const [word, ...rest] = text.slice(1).split(/ +/);
  return Object.hasOwn(commands, word) ? commands[word](rest.join(' ')) : undefined;
}

element('enter').addEventListener('submit', (event) => {
  event.preventDefault();
  wanted = element('name').value.trim();
  send({ type: 'name', name: wanted });
});

element('say').addEventListener('submit', (event) => {
  event.preventDefault();
  const text = element('text').value;
  if (text.trim() === '') return;
  const command = parse(text);
  problem.textContent = command ? '' : texts['unknown-command'];
  if (!command) return;
  // What nobody would hear stays where it was typed.
  if (!send(command)) {
    problem.textContent = texts.lost;
    return;
  }
  if (command.type === 'say') show(command.text, name);
  element('text').value = '';
});

connect();
element('name').focus();
