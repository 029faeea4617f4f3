import { describe, expect, it } from 'vitest';
import { arePair } from '../../../src/doctor/facts/ports.ts';
import { exempts, proxySetting } from '../../../src/doctor/facts/proxy.ts';
import { portUse } from '../../../src/doctor/probes/local/resources.ts';
import { splitServer } from '../../../src/runtime/resolver-address.ts';

const setting = (env: Record<string, string>) => proxySetting((name) => env[name], 'chat.lab', 443);

describe('proxySetting', () => {
  it('leaves credentials out', () => {
    expect(setting({ HTTPS_PROXY: 'http://user:secret@proxy.lab:3128/' })).toEqual({
      variable: 'HTTPS_PROXY',
      host: 'proxy.lab',
      port: 3128,
      secure: false,
      bypassed: false,
    });
  });

  it('takes a proxy without a scheme, and the lower-case variable first', () => {
    expect(setting({ https_proxy: 'one:1', HTTPS_PROXY: 'two:2' })).toMatchObject({ host: 'one', port: 1 });
  });

  it('knows none for http:// alone, for SOCKS and for nonsense', () => {
    expect(setting({ HTTP_PROXY: 'http://proxy:1' })).toBeNull();
    expect(setting({ ALL_PROXY: 'socks5://proxy:1' })).toBeNull();
    expect(setting({ HTTPS_PROXY: 'http://[' })).toBeNull();
  });
});

describe('exempts', () => {
  it.each([
    ['*', 'chat.lab', true],
    ['localhost, .lab', 'chat.lab', true],
    ['lab', 'chat.lab', true],
    ['*.lab', 'chat.lab', true],
    ['slab', 'chat.slab.org', false],
    ['at.lab', 'chat.lab', false],
    ['chat.lab:8443', 'chat.lab', false],
    ['chat.lab:443', 'chat.lab', true],
    ['10.0.0.2', '10.0.0.2', true],
    ['0.0.2', '10.0.0.2', false],
    ['::1', '::1', true],
    ['', 'chat.lab', false],
  ])('%s: %s', (list, host, wanted) => {
    expect(exempts(list, host, 443)).toBe(wanted);
  });
});

describe('arePair', () => {
  it.each([
    [80, 443, true],
    [8080, 8443, true],
    [143, 993, true],
    [843, 8443, true],
    [8434, 8443, true],
    [8444, 8443, true],
    [22, 443, false],
    [12_345, 443, false],
  ])('%d for %d: %s', (asked, right, wanted) => {
    expect(arePair(asked, right)).toBe(wanted);
  });
});

describe('portUse', () => {
  it('counts each local port of the range once, and listeners not at all', () => {
    const rows = [
      '  sl  local_address rem_address   st tx_queue rx_queue',
      '   0: 0100007F:9C40 0200007F:3039 01 00000000:00000000',
      '   1: 0100007F:9C41 0200007F:3039 06 00000000:00000000',
      '   2: 0100007F:9C41 0200007F:3040 06 00000000:00000000',
      '   3: 00000000:9C42 00000000:0000 0A 00000000:00000000',
      '   4: 0100007F:0050 0200007F:3039 01 00000000:00000000',
    ].join('\n');
    expect(portUse('40000\t40003\n', rows)).toEqual({ low: 40_000, high: 40_003, used: 2, timeWait: 2 });
  });
});

describe('splitServer', () => {
  it.each([
    ['10.0.0.2', '10.0.0.2', 53],
    ['10.0.0.2:5353', '10.0.0.2', 5353],
    ['2001:db8::53', '2001:db8::53', 53],
    ['[2001:db8::53]:5353', '2001:db8::53', 5353],
    ['fe80::1%eth0', 'fe80::1%eth0', 53],
  ])('%s', (server, address, port) => {
    expect(splitServer(server)).toEqual({ address, port });
  });
});
