import { createPublicKey, X509Certificate } from 'node:crypto';
import { AppError } from '../../errors/app-error.ts';
import { looksLikePem, splitPem, toPem } from '../../files/pem.ts';
import type { ExtensionKey } from '../../pki/parse/index.ts';
import { extensionOid } from '../../pki/parse/index.ts';
import { runProcess } from '../../runtime/run-process.ts';
import { publicBytes } from '../look/look.ts';
import { signedBy } from '../look/signed-by.ts';
import type { Issued, IssueRequest, Source } from './source.ts';

/** How the issuing command is run. */
export interface CommandOptions {
  /** For the shell. */
  readonly command: string;
  readonly timeoutMs: number;
  /** Without our secrets. */
  readonly env: NodeJS.ProcessEnv;
}

/** What a request may ask for; the rest is the issuer's business. */
const REQUESTED: readonly ExtensionKey[] = [
  'basicConstraints',
  'keyUsage',
  'extendedKeyUsage',
  'subjectAltName',
  'tlsFeature',
];
const MAX_OUTPUT = 1024 * 1024;

/**
 * A command that gets a PKCS#10 request on stdin and prints the certificate, with or without its chain, on stdout: whatever
 * CA or ACME client there is, a line of shell makes it fit.
 */
export function commandSource(options: CommandOptions): Source {
  return {
    kind: 'command',
    detail: options.command,
    async issue(request) {
      const ended = await runProcess({
        command: options.command,
        env: { ...options.env, LLAVE_DAYS: String(Math.ceil(request.lifetimeMs / 864e5)) },
        timeoutMs: options.timeoutMs,
        stdin: Buffer.from(toPem('CERTIFICATE REQUEST', await certificationRequest(request))),
        maxOutput: MAX_OUTPUT,
      });
      if (ended.exit !== 0 || ended.timedOut) throw failed(options.command, ended);
      return readIssued(ended.stdout, request, options.command);
    },
  };
}

async function certificationRequest({ old, privateKey, spec, hash, extensions }: IssueRequest): Promise<Buffer> {
  const { buildRequest } = await import('../../pki/engine.ts');
  const { defaultHash } = await import('../../pki/algorithms.ts');
  const wanted = REQUESTED.map(extensionOid);
  return buildRequest(
    { subject: old.subject.der, extensions: extensions.filter(({ oid }) => wanted.includes(oid)) },
    { privateKey, spec, hash: hash ?? defaultHash(spec) },
  );
}

function failed(command: string, ended: Awaited<ReturnType<typeof runProcess>>): AppError {
  const lines = ended.stderr
    .toString('utf8')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
  const output = lines.slice(-3).join(' | ').slice(0, 500);
  const reason = ended.timedOut ? 'timeout' : (ended.failure ?? ended.signal ?? `exit ${ended.exit}`);
  return new AppError('ERR_RENEW_SOURCE_FAILED', { command, reason, ...(output === '' ? {} : { output }) });
}

/** Finds the leaf by the key that was asked for; what else came is its chain. */
function readIssued(output: Buffer, { privateKey }: IssueRequest, command: string): Issued {
  const certificates = certificatesFrom(output);
  if (certificates.length === 0) throw new AppError('ERR_RENEW_SOURCE_OUTPUT', { command });
  const publicKey = publicBytes(createPublicKey(privateKey));
  const leaf = certificates.find((one) => publicBytes(one.publicKey).equals(publicKey));
  if (leaf === undefined) throw new AppError('ERR_RENEW_ISSUED_KEY', { command });
  return {
    leaf,
    chain: inOrder(
      leaf,
      certificates.filter((one) => one !== leaf),
    ),
  };
}

/** Each issuer behind what it signed; what belongs nowhere stays at the end, for the check to refuse. */
function inOrder(leaf: X509Certificate, pool: readonly X509Certificate[]): X509Certificate[] {
  const rest = [...pool];
  const chain: X509Certificate[] = [];
  for (let child = leaf; ; child = chain.at(-1)!) {
    const next = rest.findIndex((one) => signedBy(child, one));
    if (next < 0) return [...chain, ...rest];
    chain.push(...rest.splice(next, 1));
  }
}

function certificatesFrom(output: Buffer): X509Certificate[] {
  const blocks = looksLikePem(output)
    ? splitPem(output)
        .blocks.filter(({ kind, problem }) => kind === 'CERTIFICATE' && !problem)
        .map(({ der }) => der)
    : [output];
  try {
    return blocks.map((der) => new X509Certificate(der));
  } catch {
    return [];
  }
}
