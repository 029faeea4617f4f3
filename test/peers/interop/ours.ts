import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toPem } from '../../../src/files/pem.ts';
import { defaultHash, type KeySpec } from '../../../src/pki/algorithms.ts';
import { createSelfSigned } from '../../../src/pki/certificate.ts';
import { createCrl } from '../../../src/pki/crl.ts';
import { createRequest } from '../../../src/pki/csr.ts';
import { generateKey } from '../../../src/pki/keys/generate.ts';
import { encodeName } from '../../../src/pki/names/encode-name.ts';
import { parseSubject } from '../../../src/pki/names/parse-subject.ts';
import { CRL_REASONS } from '../../../src/pki/parse/extensions/crl-extensions.ts';
import { parseCertificate } from '../../../src/pki/parse/index.ts';
import { requestedHost } from '../../../src/pki/requested.ts';
import { parseHosts } from '../../../src/pki/san/host.ts';
import { loadProfile } from '../../../src/profiles/load.ts';
import { ec, KEY_SPECS } from '../../support/key-specs.ts';
import { repository } from '../../support/paths.ts';
import { tempDir } from '../../support/temp-dir.ts';
import type { CertificateContent, ListContent } from './content.ts';

/** A comma that has to be escaped, a letter that is not ASCII, and every kind of name. */
const SUBJECT = 'CN=leaf,O=Peña\\, S.A.,C=ES';
const HOSTS = ['a.example.org', '*.example.org', '10.0.0.1', '2001:db8::1'];
const NAMES = ['dns:*.example.org', 'dns:a.example.org', 'ip:10.0.0.1', 'ip:2001:db8::1'];
const FROM = new Date('2026-03-04T05:06:07Z');
const UNTIL = new Date('2027-03-04T05:06:07Z');

/** What is in everything that `make` and `makeList` write, apart from key and serial number. */
export const CONTENT: Omit<CertificateContent, 'key' | 'serial'> = {
  subject: SUBJECT,
  issuer: SUBJECT,
  names: NAMES,
  from: FROM.getTime(),
  until: UNTIL.getTime(),
};

/** The kind of key by the name that genkey shows. */
export function specOf(name: string): KeySpec {
  return KEY_SPECS.find(([each]) => each === name)![1];
}

const subject = () => encodeName(parseSubject(SUBJECT));
const names = () => parseHosts(HOSTS).map(requestedHost);

/** A key with a certificate and a request of ours, as PEM files. */
export async function make(spec: KeySpec) {
  const { privateKey } = await generateKey(spec);
  const profile = await loadProfile('server', repository);
  const validity = { notBefore: FROM, notAfter: UNTIL };
  const granted = { names: names(), extensions: [] };
  const der = await createSelfSigned({ privateKey, spec, subject: subject(), granted, profile, validity });
  const request = await createRequest({ privateKey, spec, subject: subject(), names: names(), profile });
  const cwd = tempDir();
  const files = { certificate: join(cwd, 'o.crt'), request: join(cwd, 'o.csr'), key: join(cwd, 'o.key') };
  writeFileSync(files.certificate, toPem('CERTIFICATE', der));
  writeFileSync(files.request, toPem('CERTIFICATE REQUEST', request));
  writeFileSync(files.key, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  return { cwd, files, privateKey, certificate: parseCertificate(der) };
}

/** Every reason that there is, one entry each. */
const REASONS = CRL_REASONS.flatMap((reason) => (reason === undefined ? [] : [reason]));
const revoked = REASONS.map((reason, index) => ({ serialNumber: `0${index + 1}C0FFEE`, at: FROM, reason }));

/** A list of ours with every reason, its authority, and what it holds. */
export async function makeList() {
  const spec = ec('P-256');
  const { privateKey } = await generateKey(spec);
  const profile = await loadProfile('ca-root', repository);
  const validity = { notBefore: FROM, notAfter: UNTIL };
  const granted = { names: [], extensions: [] };
  const der = await createSelfSigned({ privateKey, spec, subject: subject(), granted, profile, validity });
  const issuerKeyIdentifier = parseCertificate(der).subjectKeyIdentifier!;
  const list = createCrl(
    { issuer: subject(), issuerKeyIdentifier, number: 77, thisUpdate: FROM, nextUpdate: UNTIL, revoked },
    { privateKey, spec, hash: defaultHash(spec) },
  );
  const cwd = tempDir();
  const files = { authority: join(cwd, 'ca.crt'), list: join(cwd, 'ca.crl') };
  writeFileSync(files.authority, toPem('CERTIFICATE', der));
  writeFileSync(files.list, toPem('X509 CRL', list));
  const content: ListContent = {
    issuer: SUBJECT,
    from: FROM.getTime(),
    until: UNTIL.getTime(),
    number: '4D',
    entries: revoked.map(({ serialNumber, at, reason }) => ({
      serial: serialNumber.slice(1),
      at: at.getTime(),
      reason: reason.toLowerCase(),
    })),
  };
  return { files, content };
}
