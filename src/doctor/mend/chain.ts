import type { KeyObject } from 'node:crypto';
import { toPem } from '../../files/pem.ts';
import type { LocalFile } from '../../runtime/local-system.ts';
import type { Mend } from './mend.ts';
import type { Machine, Preparation } from './prepare.ts';

/** Puts the chain of a file in the order in which it is sent (RFC 8446 4.4.2), completed from other files. */
export async function prepareChain(
  { add }: Extract<Mend, { kind: 'chain' }>,
  file: string,
  { bytes, mode }: LocalFile,
  keyFiles: readonly string[],
  { system }: Machine,
): Promise<Preparation> {
  const { parseCertificates } = await import('../../pki/parse/bundle.ts');
  const { chainOrder } = await import('../../pki/convert/chain-order.ts');
  const now = parseCertificates(bytes);
  const more = await Promise.all(add.map(async (path) => parseCertificates((await system.readFile(path)).bytes)));
  const key = await keyIn(keyFiles, system);
  const ordered = chainOrder([...now, ...more.flat()], key);
  // A key that is none of this file's: the certificates alone say which is the leaf.
  const { chain } = ordered.chain.length > 0 ? ordered : chainOrder([...now, ...more.flat()], undefined);
  const sent = chain.filter((one, place) => place === 0 || !one.isSelfIssued);
  const data = Buffer.from(sent.map(({ der }) => toPem('CERTIFICATE', der)).join(''));
  const names = (list: typeof sent) => list.map(({ subject }) => subject.toString()).join(' | ');
  if (names(sent) === names(now) && sent.every(({ der }, place) => now[place]?.der.equals(der)))
    return { refused: 'nothing-to-do', file };
  return {
    change: { file, data, before: bytes, mode, oldMode: mode, secret: false, from: names(now), to: names(sent) },
  };
}

/** The first of these files that holds a key which needs no passphrase. */
async function keyIn(files: readonly string[], system: Machine['system']): Promise<KeyObject | undefined> {
  const { readPrivateKey } = await import('../../pki/keys/load.ts');
  for (const file of files) {
    try {
      return (await readPrivateKey((await system.readFile(file)).bytes, file)).privateKey;
    } catch {
      // Not there, or not to be opened without asking: the certificates alone have to do.
    }
  }
  return undefined;
}
