import { BlockList, isIP } from 'node:net';

function ranges(...list: readonly string[]): BlockList {
  const block = new BlockList();
  for (const range of list) {
    const [address = '', length = '0'] = range.split('/');
    block.addSubnet(address, Number(length), isIP(address) === 6 ? 'ipv6' : 'ipv4');
  }
  return block;
}

/** Addresses that stand for the asking machine itself (RFC 1122 section 3.2.1.3, RFC 4291 section 2.5). */
const SELF = ranges('0.0.0.0/8', '127.0.0.0/8', '::/127');
const LINK_LOCAL_6 = ranges('fe80::/10');
/** ICANN's answer for names that collide with a new top-level domain. */
const NAME_COLLISION = '127.0.53.53';

function within(block: BlockList, address: string): boolean {
  const bare = address.replace(/%.*$/, '');
  const family = isIP(bare);
  return family !== 0 && block.check(bare, family === 6 ? 'ipv6' : 'ipv4');
}

/** Whether an address can mean no machine but the one that uses it: 0.0.0.0, 127.0.0.0/8, `::`, `::1`. */
export function meansSelf(address: string): boolean {
  return within(SELF, address);
}

/** Whether an address is the sign of a name collision (127.0.53.53). */
export function isNameCollision(address: string): boolean {
  return address === NAME_COLLISION;
}

/** Whether an address is an IPv6 link-local one, which means nothing without its interface. */
export function isLinkLocal6(address: string): boolean {
  return within(LINK_LOCAL_6, address);
}

/** Whether an address lies in a prefix. */
export function inPrefix(address: string, prefix: string, length: number): boolean {
  return within(ranges(`${prefix}/${length}`), address);
}

/** Whether an IPv6 address reaches beyond its link and its machine. */
export function isGlobal6(address: string): boolean {
  return isIP(address) === 6 && !isLinkLocal6(address) && !meansSelf(address);
}

/** The family of an address. */
export function familyOf(address: string): 4 | 6 {
  return isIP(address.replace(/%.*$/, '')) === 6 ? 6 : 4;
}
