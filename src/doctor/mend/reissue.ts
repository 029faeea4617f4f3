import { toPem } from '../../files/pem.ts';
import { type LoadedKey, readPrivateKey } from '../../pki/keys/load.ts';
import type { Certificate } from '../../pki/parse/certificate.ts';
import type { LocalFile } from '../../runtime/local-system.ts';
import type { Mend } from './mend.ts';
import type { Machine, Preparation } from './prepare.ts';

/** Makes a self-signed certificate anew: the same subject and names and those that were missing, by today's rules. */
export async function prepareReissue(
  { hosts }: Extract<Mend, { kind: 'reissue' }>,
  file: string,
  { bytes, mode }: LocalFile,
  keyFiles: readonly string[],
  machine: Machine,
): Promise<Preparation> {
  const { parseCertificates } = await import('../../pki/parse/bundle.ts');
  const { isRequestOf } = await import('../../pki/load-request.ts');
  const [old] = parseCertificates(bytes);
  if (old === undefined) return { refused: 'file-changed', file };
  if (!old.isSelfIssued) return { refused: 'not-self-signed', file };
  const { key, encrypted } = await findKey(keyFiles, machine, (one) => isRequestOf(old, one.privateKey));
  if (key === undefined) return { refused: encrypted ? 'key-encrypted' : 'key-not-here', file };
  const { der, names } = await selfSigned(old, key, hosts, machine);
  const from =
    alternativeNames(old)
      .join(', ')
      .replaceAll(/\b(dns|ip):/g, '') || old.subject.toString();
  const data = Buffer.from(toPem('CERTIFICATE', der));
  return {
    change: { file, data, before: bytes, mode, oldMode: mode, secret: false, from, to: names.join(', ') },
  };
}

async function selfSigned(old: Certificate, key: LoadedKey, hosts: readonly string[], { now, root }: Machine) {
  const { createSelfSigned } = await import('../../pki/certificate.ts');
  const { grant } = await import('../../pki/grant.ts');
  const { requestedHost } = await import('../../pki/requested.ts');
  const { parseHosts } = await import('../../pki/san/host.ts');
  const { validityPeriod } = await import('../../pki/validity-period.ts');
  const { loadProfile } = await import('../../profiles/load.ts');
  const profile = await loadProfile('server', root);
  // A name that no certificate may hold (an address as a DNS name) may be the very fault: it is left behind.
  const wanted = [...alternativeNames(old), ...hosts].flatMap((name) => {
    try {
      return parseHosts([name]).map(requestedHost);
    } catch {
      return [];
    }
  });
  const names = wanted.filter(({ der }, place) => wanted.findIndex((one) => one.der.equals(der)) === place);
  const granted = grant({ names, extensions: old.extensions }, profile);
  const der = await createSelfSigned({
    privateKey: key.privateKey,
    spec: key.spec,
    subject: old.subject.der,
    granted,
    profile,
    validity: validityPeriod({ now }, profile),
  });
  return { der, names: granted.names.map(({ text }) => text) };
}

async function findKey(files: readonly string[], { system }: Machine, fits: (key: LoadedKey) => boolean) {
  let encrypted = false;
  for (const file of files) {
    try {
      const key = await readPrivateKey((await system.readFile(file)).bytes, file);
      if (fits(key)) return { key, encrypted };
    } catch (error) {
      encrypted ||= (error as { code?: string }).code === 'ERR_KEY_PASSPHRASE_MISSING';
    }
  }
  return { key: undefined, encrypted };
}

/** The alternative names of the kinds that a server certificate can have, as they are typed. */
function alternativeNames({ subjectAltName = [] }: Certificate): string[] {
  return subjectAltName.flatMap((name) =>
    name.type === 'dns' || name.type === 'ip' || name.type === 'email' || name.type === 'uri'
      ? [`${name.type}:${name.value}`]
      : [],
  );
}
