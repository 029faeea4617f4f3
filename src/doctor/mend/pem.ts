import { toPem } from '../../files/pem.ts';
import type { LocalFile } from '../../runtime/local-system.ts';
import { certificatesIn } from '../facts/pem.ts';
import type { Mend } from './mend.ts';
import type { Preparation } from './prepare.ts';

const OWNER_ONLY = 0o600;

/** Writes DER as the PEM that servers read; a key in the form that it has. */
export async function preparePem(
  { holds }: Extract<Mend, { kind: 'pem' }>,
  file: string,
  { bytes, mode }: LocalFile,
): Promise<Preparation> {
  const data = holds === 'key' ? await keyPem(bytes, file) : certificatePem(bytes);
  if (data === undefined) return { refused: 'nothing-to-do', file };
  const secret = holds === 'key';
  return {
    change: {
      file,
      data,
      before: bytes,
      mode: secret ? OWNER_ONLY : mode,
      oldMode: mode,
      secret,
      from: 'DER',
      to: 'PEM',
    },
  };
}

function certificatePem(bytes: Buffer): Buffer | undefined {
  return certificatesIn(bytes).length === 1 ? Buffer.from(toPem('CERTIFICATE', bytes)) : undefined;
}

async function keyPem(bytes: Buffer, file: string): Promise<Buffer | undefined> {
  const { findPrivateKey } = await import('../../pki/keys/container.ts');
  try {
    const container = findPrivateKey(bytes, file);
    if (container.form === 'encrypted-pkcs8') return Buffer.from(toPem('ENCRYPTED PRIVATE KEY', container.der));
    const { readPrivateKey } = await import('../../pki/keys/load.ts');
    const { exportPrivateKey } = await import('../../pki/keys/export.ts');
    const { privateKey } = await readPrivateKey(bytes, file);
    return await exportPrivateKey(privateKey, { form: 'pkcs8', encoding: 'pem' });
  } catch {
    // It is no key after all: nothing is changed.
    return undefined;
  }
}
