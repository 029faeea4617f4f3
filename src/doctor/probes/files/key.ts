import { createPrivateKey, createPublicKey } from 'node:crypto';
import type { FileFacts, KeyFile } from '../../evidence/files.ts';
import { spkiSha256 } from '../../facts/certificate.ts';
import { blockLine, damagedLine, fileKind } from '../../facts/file-kind.ts';
import { asFailure } from '../../failure.ts';
import { defineProbe } from '../../probe.ts';

/** The server's private key file: its permissions and its public half, never the key. */
export const keyFileProbe = defineProbe({
  yields: 'files.key',
  stage: 'quick',
  connects: false,
  needs: ['request'],
  reads: [],
  when: ({ request }) => request.mode !== 'target',
  async run({ request }, { system }) {
    const path = request.keyFile;
    try {
      const { bytes, mode, uid } = await system.readFile(path);
      const facts = { path, mode: mode.toString(8).padStart(3, '0'), uid };
      if (bytes.length === 0) return { failure: { code: 'EMPTY', path } };
      const value = keyFacts(bytes, facts);
      if (value) return { value };
      const line = damagedLine(bytes, isKey) ?? blockLine(bytes, isKey);
      if (line !== undefined) return { failure: { code: 'PEM_CORRUPT', path, line } };
      return { failure: { code: 'NO_KEY', path, kind: fileKind(bytes) } };
    } catch (error) {
      return { failure: { ...asFailure(error), path } };
    }
  },
});

function keyFacts(bytes: Buffer, facts: FileFacts): KeyFile | undefined {
  const text = bytes.toString('latin1');
  if (/BEGIN ENCRYPTED PRIVATE KEY|Proc-Type: 4,ENCRYPTED/.test(text)) {
    return { ...facts, encrypted: true, keyType: '', publicKeySha256: '' };
  }
  try {
    const key = createPrivateKey(bytes);
    const spki = createPublicKey(key).export({ type: 'spki', format: 'der' });
    return { ...facts, encrypted: false, keyType: key.asymmetricKeyType ?? '', publicKeySha256: spkiSha256(spki) };
  } catch {
    return undefined;
  }
}

function isKey(kind: string): boolean {
  return /PRIVATE KEY$/.test(kind) && !kind.startsWith('OPENSSH');
}
