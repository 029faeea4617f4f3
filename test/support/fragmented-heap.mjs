// Fills the heap of the C library, lets go of most of it, and prints what the process holds before, full, freed, and trimmed.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { trimMalloc } from '../../src/runtime/malloc-trim.ts';

setFlagsFromString('--expose-gc');
const gc = runInNewContext('gc');
const mib = () => process.memoryUsage.rss() / 2 ** 20;

const begin = mib();
let blocks = Array.from({ length: 16_384 }, () => Buffer.allocUnsafeSlow(8192).fill(1));
const full = mib();
// One of a hundred stays, up to the very end, as in a process that goes on living.
blocks = blocks.filter((_, n) => n % 100 === 83);
gc({ type: 'major', execution: 'sync', flavor: 'last-resort' });
const freed = mib();
const released = trimMalloc();
const trimmed = mib();
console.log(JSON.stringify({ begin, full, freed, trimmed, released, kept: blocks.length }));
