import because from './because.ts';
import config from './config.ts';
import dns from './dns.ts';
import peer from './peer.ts';
import tcp from './tcp.ts';

export { because };

/** All findings, by code. */
export const findings = { ...config, ...dns, ...tcp, ...peer };
