import { describe, expect, it } from 'vitest';
import { targetsOf } from '../../../src/doctor/fleet/targets.ts';

async function read(...chunks: (string | Uint8Array)[]) {
  const found: [number, number, string][] = [];
  for await (const { index, line, input } of targetsOf(from(chunks))) found.push([index, line, input]);
  return found;
}

async function* from<T>(values: readonly T[]): AsyncGenerator<T> {
  yield* values;
}

describe('a list of targets', () => {
  it('has one a line; comments and blank lines count as lines alone', async () => {
    expect(await read('# all of ours\r\n\r\na:1\r\n  b:2  # the second\n\t\nc:3')).toEqual([
      [0, 3, 'a:1'],
      [1, 4, 'b:2'],
      [2, 6, 'c:3'],
    ]);
  });

  it('keeps a # that belongs to a word', async () => {
    expect(await read('https://a/#top\n')).toEqual([[0, 1, 'https://a/#top']]);
  });

  it('is the same wherever the chunks are cut, inside a character too', async () => {
    const bytes = Buffer.from('\ufeffñandú.example:1\nb:2\n');
    const whole = await read(bytes);
    expect(whole).toEqual([
      [0, 1, 'ñandú.example:1'],
      [1, 2, 'b:2'],
    ]);
    for (let cut = 1; cut < bytes.length; cut++)
      expect(await read(bytes.subarray(0, cut), bytes.subarray(cut))).toEqual(whole);
  });

  it('does not keep a line without end', async () => {
    const [only, ...rest] = await read(...Array.from({ length: 100 }, () => 'x'.repeat(10_000)), '\ny:1');
    expect(only?.[2]).toHaveLength(1024);
    expect(rest).toEqual([[1, 2, 'y:1']]);
  });

  it('may hold nothing', async () => {
    expect(await read('# nothing\n\n')).toEqual([]);
    expect(await read()).toEqual([]);
  });
});
