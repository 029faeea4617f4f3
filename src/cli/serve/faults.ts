import { X509Certificate } from 'node:crypto';
import type { FaultBehaviour } from '../../chat/faults/fault.ts';
import type { CredentialPem } from '../../chat/server/credentials.ts';
import { AppError } from '../../errors/app-error.ts';
import { writeFiles } from '../../files/safe-write.ts';
import type { Outcome } from '../base-command.ts';
import { columns } from '../help-layout.ts';
import { nearest } from '../nearest.ts';
import { style } from '../output.ts';
import { faultText } from './fault-texts.ts';

const LOCAL_HOSTS = ['localhost', '127.0.0.1', '::1'];

/** `--list-faults`: every fault with one line. */
export async function listFaults(): Promise<Outcome> {
  const { FAULTS } = await import('../../chat/faults/registry.ts');
  const faults = FAULTS.map(({ id }) => ({ id, message: faultText(id) }));
  return { result: { faults }, text: columns(faults.map(({ id, message }) => [style('bold', id), message])) };
}

/**
 * How the server misbehaves with these faults.
 * @throws AppError ERR_FAULT_UNKNOWN
 */
export async function faultBehaviour(ids: readonly string[], credential: CredentialPem): Promise<FaultBehaviour> {
  const { FAULTS, findFault } = await import('../../chat/faults/registry.ts');
  const { combine } = await import('../../chat/faults/fault.ts');
  const context = { credential, hosts: hostsOf(credential), now: new Date() };
  const behaviours = ids.map((id) => {
    const fault = findFault(id);
    if (fault) return fault.make(context);
    const near = nearest(
      id,
      FAULTS.map((known) => known.id),
    );
    throw new AppError('ERR_FAULT_UNKNOWN', near === undefined ? { id } : { id, nearest: near });
  });
  return combine(behaviours);
}

/** A pair for faults on a machine that has none: its healthy part is a self-signed certificate for this machine. */
export async function standInCredential(): Promise<CredentialPem> {
  const { ecKey, hostName, KEY_USAGE, makeCertificate, PURPOSE } = await import(
    '../../chat/faults/make-certificate.ts'
  );
  const now = Date.now();
  const { key, cert } = makeCertificate({
    commonName: 'localhost',
    key: ecKey(),
    notBefore: new Date(now - 60_000),
    notAfter: new Date(now + 30 * 86_400_000),
    ca: false,
    keyUsage: [KEY_USAGE.digitalSignature],
    purposes: [PURPOSE.serverAuth],
    alternativeNames: LOCAL_HOSTS.map(hostName),
  });
  return { key: key.export({ type: 'pkcs8', format: 'pem' }) as string, cert };
}

/** Writes what a client must trust for a fault alone to show. @throws AppError what `writeFiles` throws */
export async function writeFaultCa(file: string, { ca }: FaultBehaviour, { cert }: CredentialPem): Promise<void> {
  await writeFiles([{ path: file, data: Buffer.from(ca ?? cert) }]);
}

function hostsOf({ cert }: CredentialPem): readonly string[] {
  try {
    const names = (new X509Certificate(cert).subjectAltName ?? '').split(', ');
    const hosts = names.flatMap((entry) => /^(?:DNS|IP Address):(.+)$/.exec(entry)?.[1] ?? []);
    return hosts.length > 0 ? hosts : LOCAL_HOSTS;
  } catch {
    return LOCAL_HOSTS;
  }
}
