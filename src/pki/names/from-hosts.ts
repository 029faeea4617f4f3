import type { Host } from '../san/host.ts';
import type { Subject } from './subject.ts';

const MAX_COMMON_NAME = 64;

/**
 * The subject of a certificate that was only given hosts: the first of them as common name, where one is short enough
 * (RFC 5280 appendix A); the empty name otherwise.
 */
export function subjectFromHosts(hosts: readonly Host[]): Subject {
  const host = hosts.find(({ value }) => value.length <= MAX_COMMON_NAME);
  return host === undefined ? [] : [[{ oid: '2.5.4.3', value: host.value }]];
}
