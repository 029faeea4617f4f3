import { describe, expect, it } from 'vitest';
import { llave } from '../support/llave.ts';

describe('--version', () => {
  it('names llave, the platform and Node', async () => {
    const { code, stdout, stderr } = await llave(['--version']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^llave\/\d+\.\d+\.\d+ \S+ node-v\d+\.\d+\.\d+\n$/);
  });
});
