// Preloaded into doctor: when the first connection is made, every file descriptor that is left is taken for a moment,
// as on a machine that has run out of them.
const fs = require('node:fs');
const net = require('node:net');

const HELD_MS = 400;
const connect = net.connect;
let held;

net.connect = (...words) => {
  if (held === undefined) {
    held = [];
    try {
      for (;;) held.push(fs.openSync('/dev/null'));
    } catch {
      setTimeout(() => {
        for (const descriptor of held) fs.closeSync(descriptor);
      }, HELD_MS).unref();
    }
  }
  return connect(...words);
};
