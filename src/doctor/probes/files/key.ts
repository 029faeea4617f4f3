import { createPrivateKey, createPublicKey } from 'node:crypto';
import type { FileFacts, KeyFile } from '../../evidence/files.ts';
import { spkiSha256 } from '../../facts/certificate.ts';
import { blockLine, damagedLine, fileKind } from '../../facts/file-kind.ts';
import { asFailure } from '../../failure.ts';
import { defineProbe } from '../../probe.ts';
import { openPkcs12 } from './pkcs12.ts';

/** The server's private key file: its permissions and its public half, never the key. */
export const keyFileProbe = defineProbe({
  yields: 'files.key',
  stage: 'quick',
  connects: false,
  needs: ['request'],
  reads: [],
  when: ({ request }) => request.mode !== 'target',
  async run({ request }, context) {
    const path = request.keyFile;
    try {
      const { bytes, mode, uid } = await context.system.readFile(path);
      const facts = { path, mode: mode.toString(8).padStart(3, '0'), uid };
      if (bytes.length === 0) return { failure: { code: 'EMPTY', path } };
      const store = await openPkcs12(bytes, path, context);
      if (store && 'failure' in store) return store;
      const value = keyFacts(store ? Buffer.from(store.pair.key) : bytes, facts, context.passphrase);
      if (value) return { value };
      const line = damagedLine(bytes, isKey) ?? blockLine(bytes, isKey);
      if (line !== undefined) return { failure: { code: 'PEM_CORRUPT', path, line } };
      return { failure: { code: 'NO_KEY', path, kind: fileKind(bytes) } };
    } catch (error) {
      return { failure: { ...asFailure(error), path } };
    }
  },
});

function keyFacts(bytes: Buffer, facts: FileFacts, passphrase: string | undefined): KeyFile | undefined {
  const encrypted = /BEGIN ENCRYPTED PRIVATE KEY|Proc-Type: 4,ENCRYPTED/.test(bytes.toString('latin1'));
  try {
    const key = createPrivateKey(passphrase === undefined ? bytes : { key: bytes, passphrase });
    const spki = createPublicKey(key).export({ type: 'spki', format: 'der' });
    return { ...facts, encrypted: false, keyType: key.asymmetricKeyType ?? '', publicKeySha256: spkiSha256(spki) };
  } catch {
    return encrypted ? { ...facts, encrypted, keyType: '', publicKeySha256: '' } : undefined;
  }
}

function isKey(kind: string): boolean {
  return /PRIVATE KEY$/.test(kind) && !kind.startsWith('OPENSSH');
}
