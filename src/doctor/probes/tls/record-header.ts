import { answerTo, isTls, unanswered } from '../../facts/hello.ts';
import { asFailure } from '../../failure.ts';
import { defineProbe } from '../../probe.ts';
import { helloExchange, preambleOf } from '../peer/plain.ts';

/** Between the first byte of a record and the rest of its header: whoever reads what is there reads one byte. */
const PAUSE_MS = 150;
/** The header of a handshake record that never comes (RFC 8446 section 5.1). */
const RECORD_HEADER = Buffer.from('1603010200', 'hex');

/**
 * The five bytes with which every record begins, in two parts, and then nothing. A program that closes with bytes of ours
 * unread resets the connection; here it has read all, and its close shows as one. It comes after the hellos, because a
 * server that takes one client at a time is busy with it meanwhile.
 */
export const recordHeaderProbe = defineProbe({
  yields: 'tls.header',
  stage: 'battery',
  separates: ['tls.handshake'],
  connects: true,
  timeoutMs: 800,
  needs: ['tcp.path', 'target'],
  reads: ['tls.handshake', 'tls.hello'],
  when: ({ 'tls.handshake': handshake, 'tls.hello': hellos }) =>
    unanswered(handshake)?.phase === 'before-server-hello' &&
    answerTo(hellos, 'small') === 'rst' &&
    !hellos.some(({ at }) => isTls(answerTo(hellos, at as 'small'))),
  async run({ 'tcp.path': path, 'tls.handshake': handshake, target }, context) {
    const parts = [{ bytes: RECORD_HEADER.subarray(0, 1) }, { bytes: RECORD_HEADER.subarray(1), afterMs: PAUSE_MS }];
    try {
      return { value: await helloExchange(path, parts, context, preambleOf(handshake, target)) };
    } catch (error) {
      return { failure: asFailure(error) };
    }
  },
});
