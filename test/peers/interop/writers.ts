import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mustPeer } from '../../support/run-peer.ts';
import { JAVA } from './readers.ts';

/** The passphrase of what peers encrypt. */
export const SECRET = 'correct horse';

/** The names that every writer is told to write, in their order of sorting. */
export const NAMES = ['dns:*.example.org', 'dns:a.example.org', 'email:a@example.org', 'ip:10.0.0.1', 'ip:2001:db8::1'];

/** A certificate and a request that a peer wrote, for one key, as PEM files. */
export interface Written {
  readonly certificate: string;
  readonly request: string;
}

const SAN = 'DNS:a.example.org,DNS:*.example.org,email:a@example.org,IP:10.0.0.1,IP:2001:db8::1';
const GNUTLS = `cn = "leaf"
organization = "Peña, S.A."
country = ES
dns_name = "a.example.org"
dns_name = "*.example.org"
email = "a@example.org"
ip_address = "10.0.0.1"
ip_address = "2001:db8::1"
expiration_days = 30
ca
cert_signing_key
crl_signing_key
`;

/** `keytool` on the key store of a folder. */
export function keytool(cwd: string, args: readonly string[]) {
  const store = ['-keystore', 'java.p12', '-storetype', 'PKCS12', '-storepass', SECRET];
  return mustPeer('keytool', [...args, ...store, ...JAVA], '', cwd);
}

/** A row for each peer that writes: its kinds of keys, what it is told, how it makes certificate and request. */
export const WRITERS: Readonly<
  Record<
    string,
    { readonly subject: string; readonly types: readonly string[]; write(cwd: string, type: string): Written }
  >
> = {
  openssl: {
    subject: 'CN=leaf,O=Peña\\, S.A.,C=ES',
    types: ['ec', 'ed25519', 'ed448'],
    write(cwd, type) {
      const curve = type === 'ec' ? ['-pkeyopt', 'ec_paramgen_curve:P-256'] : [];
      const [key, certificate, request] = ['key', 'crt', 'csr'].map((end) => join(cwd, `${type}.${end}`)) as [
        string,
        string,
        string,
      ];
      mustPeer('openssl', ['genpkey', '-algorithm', type, ...curve, '-out', key]);
      const asked = ['-utf8', '-subj', '/C=ES/O=Peña, S.A./CN=leaf', '-addext', `subjectAltName=${SAN}`];
      mustPeer('openssl', ['req', '-new', '-key', key, ...asked, '-out', request]);
      mustPeer('openssl', ['req', '-x509', '-key', key, ...asked, '-days', '30', '-out', certificate]);
      return { certificate, request };
    },
  },
  certtool: {
    subject: 'CN=leaf,O=Peña\\, S.A.,C=ES',
    types: ['ecdsa', 'ed25519', 'ed448'],
    write(cwd, type) {
      const [key, certificate, request, template] = ['key', 'crt', 'csr', 'cfg'].map((end) =>
        join(cwd, `${type}.${end}`),
      ) as [string, string, string, string];
      writeFileSync(template, GNUTLS);
      mustPeer('certtool', ['--generate-privkey', '--key-type', type, '--outfile', key]);
      const from = ['--load-privkey', key, '--template', template, '--outfile'];
      mustPeer('certtool', ['--generate-request', ...from, request]);
      mustPeer('certtool', ['--generate-self-signed', ...from, certificate]);
      return { certificate, request };
    },
  },
  keytool: {
    // How Java reads letters that are not ASCII on its command line depends on the locale of the machine.
    subject: 'CN=leaf,O=Uno\\, S.A.,C=ES',
    types: ['EC', 'Ed25519', 'Ed448'],
    write(cwd, type) {
      const ext = ['-ext', `san=${SAN}`];
      const named = ['-alias', type.toLowerCase()];
      const [certificate, request] = [`${type}.crt`, `${type}.csr`] as [string, string];
      const dn = ['-dname', 'CN=leaf, O="Uno, S.A.", C=ES'];
      keytool(cwd, ['-genkeypair', '-keyalg', type, ...named, ...dn, ...ext, '-validity', '30']);
      keytool(cwd, ['-exportcert', ...named, '-rfc', '-file', certificate]);
      keytool(cwd, ['-certreq', ...named, ...ext, '-file', request]);
      return { certificate: join(cwd, certificate), request: join(cwd, request) };
    },
  },
};

/** An entry of a list that a peer is told to write: serial number in hexadecimal, reason in its own words. */
export type Entry = readonly [serial: string, reason: string];

/** A CRL from `openssl ca`, by the authority `ec`, PEM. */
export function opensslList(cwd: string, entries: readonly Entry[]): string {
  const rows = entries.map(
    ([serial, reason]) => `R\t270101000000Z\t260304050607Z${reason}\t${serial}\tunknown\t/CN=x\n`,
  );
  writeFileSync(join(cwd, 'index.txt'), rows.join(''));
  writeFileSync(join(cwd, 'number'), '4D\n');
  const config =
    '[ca]\ndefault_ca=x\n[x]\ndatabase=index.txt\ncrlnumber=number\ndefault_md=sha256\ncrl_extensions=y\n[y]\n';
  writeFileSync(join(cwd, 'ca.cnf'), `${config}authorityKeyIdentifier=keyid\n`);
  const dates = ['-crl_lastupdate', '20260305050607Z', '-crl_nextupdate', '20260405050607Z'];
  const authority = ['-cert', 'ec.crt', '-keyfile', 'ec.key'];
  mustPeer('openssl', ['ca', '-config', 'ca.cnf', '-gencrl', ...authority, ...dates, '-out', 'o.crl'], '', cwd);
  return join(cwd, 'o.crl');
}

/** A CRL from certtool, by the authority `ecdsa`, with the certificates in a file, PEM. */
export function certtoolList(cwd: string, revoked: string): string {
  const dates = ['revocation', 'this_update', 'next_update'].map(
    (what, index) => `crl_${what}_date = "2026-0${3 + index}-04 05:06:07 UTC"\n`,
  );
  writeFileSync(join(cwd, 'list.cfg'), `crl_number = 77\n${dates.join('')}`);
  const authority = ['--load-ca-privkey', 'ecdsa.key', '--load-ca-certificate', 'ecdsa.crt'];
  const from = ['--load-certificate', revoked, '--template', 'list.cfg', '--outfile', 'c.crl'];
  mustPeer('certtool', ['--generate-crl', ...authority, ...from], '', cwd);
  return join(cwd, 'c.crl');
}

/** A CRL from keytool, by the authority `ec`, PEM; it writes no number. */
export function keytoolList(cwd: string, entries: readonly Entry[]): string {
  const ids = entries.flatMap(([serial, reason]) => ['-id', `${Number.parseInt(serial, 16)}${reason}`]);
  keytool(cwd, ['-gencrl', '-alias', 'ec', ...ids, '-rfc', '-file', 'j.crl']);
  return join(cwd, 'j.crl');
}

/**
 * A certificate for the request of one kind of key, issued by the authority of another, PEM: `openssl x509 -req`.
 * @returns the file
 */
export function opensslIssued(cwd: string, request: string, authority: string): string {
  const extensions = `subjectAltName=${SAN}\nextendedKeyUsage=serverAuth\nkeyUsage=critical,digitalSignature\nauthorityKeyIdentifier=keyid\n`;
  writeFileSync(join(cwd, 'issued.ext'), extensions);
  const by = ['-CA', `${authority}.crt`, '-CAkey', `${authority}.key`, '-set_serial', '0x00FEDCBA9876543210'];
  const asked = ['-in', request, '-extfile', 'issued.ext', '-days', '20', '-out', 'issued.crt'];
  mustPeer('openssl', ['x509', '-req', ...by, ...asked], '', cwd);
  return join(cwd, 'issued.crt');
}

/** The same of `certtool --generate-certificate`. @returns the file */
export function certtoolIssued(cwd: string, request: string, authority: string): string {
  const template = [
    'serial = 0x00fedcba9876543210',
    'honor_crq_extensions',
    'expiration_days = 20',
    'tls_www_server',
    'signing_key',
    '',
  ];
  writeFileSync(join(cwd, 'issued.cfg'), template.join('\n'));
  const by = ['--load-ca-certificate', `${authority}.crt`, '--load-ca-privkey', `${authority}.key`];
  const asked = ['--load-request', request, '--template', 'issued.cfg', '--outfile', 'issued.crt'];
  mustPeer('certtool', ['--generate-certificate', ...by, ...asked], '', cwd);
  return join(cwd, 'issued.crt');
}
