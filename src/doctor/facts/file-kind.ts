import { type PemBlock, splitPem } from '../../files/pem.ts';

/** What a file seems to hold, where it is not what the server needs. */
export type FileKind =
  | 'der'
  | 'pkcs12'
  | 'certificate'
  | 'certificate-request'
  | 'private-key'
  | 'public-key'
  | 'openssh-key'
  | 'other-pem'
  | 'path'
  | 'text'
  | 'binary';

const DER_SEQUENCE = 0x30;

/** Sniffs at the first bytes and the PEM labels of a file. */
export function fileKind(bytes: Buffer): FileKind {
  if (bytes[0] === DER_SEQUENCE && bytes.length > 1 && bytes[1]! >= 0x80) return 'der';
  const [first] = splitPem(bytes).blocks;
  if (first) return kindOf(first);
  const text = bytes.toString('latin1', 0, 512).trim();
  if (/^ssh-|^ecdsa-sha2-/.test(text)) return 'openssh-key';
  if (/^[\w./~-]+\.(?:pem|crt|cer|key)$/.test(text)) return 'path';
  return [...text].some((letter) => letter < '\t' || letter > '~') ? 'binary' : 'text';
}

/** The line of the first damage in the PEM blocks of a kind, counted from 1; undefined where they are whole. */
export function damagedLine(bytes: Buffer, wanted: (kind: string) => boolean): number | undefined {
  if (bytes[0] === DER_SEQUENCE) return undefined;
  return splitPem(bytes).blocks.find(({ kind, problem }) => problem !== undefined && wanted(kind))?.problem?.line;
}

/** The line where the first PEM block of a kind begins. */
export function blockLine(bytes: Buffer, wanted: (kind: string) => boolean): number | undefined {
  return splitPem(bytes).blocks.find(({ kind }) => wanted(kind))?.line;
}

function kindOf({ kind }: PemBlock): FileKind {
  if (/OPENSSH/.test(kind)) return 'openssh-key';
  if (/PRIVATE KEY/.test(kind)) return 'private-key';
  if (/PUBLIC KEY/.test(kind)) return 'public-key';
  if (kind === 'CERTIFICATE REQUEST') return 'certificate-request';
  return /CERTIFICATE$/.test(kind) ? 'certificate' : 'other-pem';
}
