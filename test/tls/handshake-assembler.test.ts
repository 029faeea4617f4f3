import { describe, expect, it } from 'vitest';
import { HandshakeAssembler, MAX_MESSAGE_LENGTH } from '../../src/tls/record/handshake-assembler.ts';

const hex = (text: string) => Buffer.from(text.replace(/\s/g, ''), 'hex');

describe('HandshakeAssembler', () => {
  it('finds several messages in one fragment, one of them empty', () => {
    const messages = new HandshakeAssembler().push(hex('0e000000 14000002abcd'));
    expect(messages.map(({ type, body }) => [type, body.toString('hex')])).toEqual([
      [14, ''],
      [20, 'abcd'],
    ]);
    expect(messages[1]!.raw).toEqual(hex('14000002abcd'));
  });

  it('puts one message together from many fragments', () => {
    const assembler = new HandshakeAssembler();
    expect(assembler.push(hex('0b'))).toEqual([]);
    expect(assembler.partial).toEqual({ type: 11, have: 1, need: undefined });
    expect(assembler.push(hex('000004 01'))).toEqual([]);
    expect(assembler.partial).toEqual({ type: 11, have: 5, need: 8 });
    expect(assembler.push(hex('020304')).map(({ body }) => body.toString('hex'))).toEqual(['01020304']);
    expect(assembler.partial).toBeUndefined();
  });

  it('gives up on a message that is announced as longer than is kept, and reads nothing after it', () => {
    const assembler = new HandshakeAssembler();
    assembler.push(hex('0b ffffff'));
    expect(assembler.tooLarge).toEqual({ type: 11, length: 0xffffff });
    expect(assembler.push(hex('0e000000'))).toEqual([]);
  });

  it('keeps a message of the greatest length', () => {
    const header = Buffer.from([
      11,
      MAX_MESSAGE_LENGTH >> 16,
      (MAX_MESSAGE_LENGTH >> 8) & 255,
      MAX_MESSAGE_LENGTH & 255,
    ]);
    const [message] = new HandshakeAssembler().push(Buffer.concat([header, Buffer.alloc(MAX_MESSAGE_LENGTH)]));
    expect(message!.body.length).toBe(MAX_MESSAGE_LENGTH);
  });
});
