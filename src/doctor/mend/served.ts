import type { EvidenceStore } from '../evidence.ts';
import { certificatesIn } from '../facts/pem.ts';
import type { Machine } from './prepare.ts';

const CERTIFICATE_FILE = /\.(crt|pem|cer)$/i;
const MOST_FILES = 50;

/** Where the served certificate and its key are on this machine. */
export interface ServedFiles {
  readonly certFile: string;
  /** Files that may hold its key, the likeliest first. */
  readonly keyFiles: readonly string[];
}

/**
 * The file of the certificate that is served: where a handshake showed one, only a file with that very certificate will do,
 * be it first in the file or not; else the one that the request names.
 */
export async function servedFiles(store: EvidenceStore, { system }: Machine): Promise<ServedFiles | undefined> {
  const request = store.get('request');
  if (request?.state !== 'ok') return undefined;
  const { certFile, keyFile } = request.value;
  const session = store.get('tls.handshake');
  const leaf = session?.state === 'ok' ? session.value.chain[0]?.fingerprint256 : undefined;
  const found = leaf === undefined ? namedFile(store, certFile) : await fileWith(leaf, certFile, system);
  if (found === undefined) return undefined;
  return { certFile: found, keyFiles: [...new Set([keyFile, found.replace(/\.[^./\\]+$/, '.key')])] };
}

/** Without a handshake, only a file that doctor was told to look at. */
function namedFile(store: EvidenceStore, certFile: string): string | undefined {
  return store.get('files.cert')?.state === 'ok' ? certFile : undefined;
}

async function fileWith(fingerprint: string, first: string, system: Machine['system']): Promise<string | undefined> {
  const listed = (await system.list('.')).filter((name) => CERTIFICATE_FILE.test(name)).slice(0, MOST_FILES);
  const whole: string[] = [];
  for (const path of new Set([first, ...listed])) {
    const chain = await system.readFile(path).then(
      ({ bytes }) => certificatesIn(bytes),
      () => [],
    );
    if (chain[0]?.fingerprint256 === fingerprint) return path;
    if (chain.some((one) => one.fingerprint256 === fingerprint)) whole.push(path);
  }
  return whole[0];
}
