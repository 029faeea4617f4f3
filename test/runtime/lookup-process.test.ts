import { expect, it } from 'vitest';
import { LookupProcess } from '../../src/runtime/lookup-process.ts';

it('resolves as getaddrinfo does, several names at a time', async () => {
  const lookups = new LookupProcess();
  const [name, address] = await Promise.all([lookups.lookup('localhost'), lookups.lookup('127.0.0.1')]);
  expect(name.map((one) => one.address)).toContain('127.0.0.1');
  expect(address).toEqual([{ address: '127.0.0.1', family: 4 }]);
});

it("hands Node's error on, with its code", async () => {
  // Longer than a name can be (RFC 1035): no resolver is asked.
  await expect(new LookupProcess().lookup('a'.repeat(300))).rejects.toMatchObject({
    code: expect.stringMatching(/^E/),
  });
});
