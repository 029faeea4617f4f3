import because from './because.ts';
import cert from './cert.ts';
import certChain from './cert-chain.ts';
import certLint from './cert-lint.ts';
import chat from './chat.ts';
import config from './config.ts';
import dns from './dns.ts';
import ip from './ip.ts';
import peer from './peer.ts';
import server from './server.ts';
import serverFiles from './server-files.ts';
import tcp from './tcp.ts';
import tls from './tls.ts';

export { because };

/** All findings, by code. */
export const findings = {
  ...config,
  ...server,
  ...serverFiles,
  ...dns,
  ...ip,
  ...tcp,
  ...peer,
  ...tls,
  ...cert,
  ...certChain,
  ...certLint,
  ...chat,
};
