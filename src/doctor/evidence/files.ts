import type { CertificateFacts } from '../facts/certificate.ts';
import type { FileKind } from '../facts/file-kind.ts';
import type { Failure, Observed } from './entry.ts';

/** What the file system says of a file. */
export interface FileFacts {
  readonly path: string;
  /** Permission bits, octal: `600`. */
  readonly mode: string;
  readonly uid: number;
}

/** A private key file; the key itself is never evidence. */
export interface KeyFile extends FileFacts {
  readonly encrypted: boolean;
  /** `rsa`, `ec`, `ed25519`, …; empty while it is encrypted. */
  readonly keyType: string;
  /** SHA-256 over the public half; empty while it is encrypted. */
  readonly publicKeySha256: string;
}

/** A certificate file: all certificates in the order of the file. */
export interface CertificateFile extends FileFacts {
  readonly chain: readonly CertificateFacts[];
  /** Servers read PEM alone. */
  readonly form: 'pem' | 'der' | 'pkcs12';
}

/** A file that cannot be used: ENOENT, EACCES, EMPTY, TOO_LARGE, NO_CERTIFICATE, NO_KEY, PEM_CORRUPT, PKCS12_PASSPHRASE. */
export interface FileFailure extends Failure {
  readonly path: string;
  /** What it holds instead. */
  readonly kind?: FileKind;
  /** Where PEM is damaged, counted from 1. */
  readonly line?: number;
  /** For PKCS12_PASSPHRASE: whether one was given, and is wrong. */
  readonly passphraseGiven?: boolean;
}

/** The reference server did not start. */
export interface ServerFailure extends Failure {
  /** For ERR_SERVE_SETTINGS: the finding, and what is wrong: `empty`, `no-match` or `not-for-key`. */
  readonly problem?: string;
  readonly detail?: string;
}

/** The client's own certificate, as the server sees it. */
export interface ClientCertificate {
  readonly path: string;
  readonly chain: readonly CertificateFacts[];
  /** The issuers of the chain as RFC 4514 names, in its order. */
  readonly issuers: readonly string[];
  /** The purposes that it is limited to, as OIDs; empty where it is not limited. */
  readonly extendedKeyUsage: readonly string[];
}

export interface FileEvidence {
  /** The certificate of `--cert` in the mode `target`. */
  'client.certificate': Observed<ClientCertificate, FileFailure>;
  'files.key': Observed<KeyFile, FileFailure>;
  'files.cert': Observed<CertificateFile, FileFailure>;
  /** Certificate files in the current directory, to recognise the served one. */
  'files.beside': Observed<{
    readonly files: readonly { readonly path: string; readonly fingerprints: readonly string[] }[];
  }>;
  /** The reference server that doctor itself started with the files, on loopback. */
  'local.server': Observed<
    { readonly address: string; readonly port: number; readonly servername: string },
    ServerFailure
  >;
  /** From which port on everybody may listen on this machine. */
  'local.port': Observed<{ readonly unprivilegedFrom: number }>;
  /** The program that listens on the port, as far as it may be seen. */
  'local.owner': Observed<{ readonly pid: number; readonly command: string }>;
}

export interface FileFamilies {
  /** Other listening ports of this machine, `@port`: the certificate that is served there. */
  'local.elsewhere': Observed<{ readonly port: number; readonly publicKeySha256: string }>;
}
