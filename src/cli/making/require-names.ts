import { hostname } from 'node:os';
import { AppError } from '../../errors/app-error.ts';
import { parseName } from '../../pki/parse/name.ts';
import type { Profile } from '../../pki/profile.ts';
import type { RequestedName } from '../../pki/requested.ts';
import { parseHost } from '../../pki/san/host.ts';

/**
 * Refuses a certificate without alternative names where the profile wants them: no client looks at the common name any more
 * (RFC 9525 2). The hint proposes the common name, where it is a host, and the names of this machine.
 * @param csr the request that the names came from, if any
 * @throws AppError ERR_SAN_MISSING, ERR_CSR_NO_SAN
 */
export function requireNames(
  profile: Profile,
  names: readonly RequestedName[],
  subject: Buffer,
  csr: string | undefined,
): void {
  if (!profile.subjectAltName.required || names.length > 0) return;
  const name = hostOf(parseName(subject).commonName);
  const machine = hostOf(hostname());
  const params = { ...(name === undefined ? {} : { name }), ...(machine === undefined ? {} : { hostname: machine }) };
  throw csr === undefined
    ? new AppError('ERR_SAN_MISSING', params)
    : new AppError('ERR_CSR_NO_SAN', { csr, ...params });
}

function hostOf(text: string | undefined): string | undefined {
  try {
    const host = text === undefined ? undefined : parseHost(text);
    return host?.type === 'dns' || host?.type === 'ip' ? host.value : undefined;
  } catch {
    return undefined;
  }
}
