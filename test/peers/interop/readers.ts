import { createHash, createPublicKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mustPeer } from '../../support/run-peer.ts';
import { address, type CertificateContent, type ListContent, type RequestContent, reason, serial } from './content.ts';

/** Java that starts fast, and says dates and letters in one way wherever it runs. */
export const JAVA = [
  '-J-XX:TieredStopAtLevel=1',
  '-J-Dfile.encoding=UTF-8',
  '-J-Duser.language=en',
  '-J-Duser.timezone=UTC',
] as const;

const DN = ['-nameopt', 'RFC2253,utf8,-esc_msb'];

const KINDS: Readonly<Record<string, string>> = {
  dns: 'dns',
  dnsname: 'dns',
  'ip address': 'ip',
  ipaddress: 'ip',
  uri: 'uri',
  uriname: 'uri',
  email: 'email',
  rfc822name: 'email',
};

function names(text: string): string[] {
  return [...text.matchAll(/\b(DNS|DNSname|IP Address|IPAddress|URI|URIName|email|RFC822Name): ?([^\s,]+)/gi)]
    .map(([, kind, value]) => `${KINDS[kind!.toLowerCase()]}:${address(value!)}`)
    .sort();
}

/** The first group, or an error that shows the text. */
function only(text: string, pattern: RegExp): string {
  const found = pattern.exec(text)?.[1];
  if (found === undefined) throw new Error(`no ${pattern} in:\n${text}`);
  return found;
}

/** Java quotes values that hold commas and puts a space after each. */
function fromJava(dn: string): string {
  const escaped = dn.replace(/"([^"]*)"/g, (_, value: string) => value.replaceAll(',', '\\,'));
  return escaped.replace(/(?<!\\), /g, ',');
}

/** Node prints one attribute a line, the most general first. */
function fromNode(dn: string): string {
  return dn.split('\n').reverse().join(',');
}

function pin(pem: string): string {
  const der = createPublicKey(pem).export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(der).digest('base64');
}

const date = (text: string) => Date.parse(text);
const certtool = (args: readonly string[]) => mustPeer('certtool', args).stdout;
const keytool = (args: readonly string[]) => mustPeer('keytool', [...args, ...JAVA]).stdout;
const gnutlsPin = (text: string) => /pin-sha256:(\S+)/.exec(text)?.[1];

/** A certificate, PEM, as each peer reads it. */
export const CERTIFICATE_READERS: Readonly<Record<string, (file: string) => CertificateContent>> = {
  openssl: (file) => {
    const shown = ['-subject', '-issuer', '-serial', '-dates', '-ext', 'subjectAltName', '-pubkey'];
    const text = mustPeer('openssl', ['x509', '-in', file, '-noout', ...DN, ...shown]).stdout;
    return {
      subject: only(text, /^subject=(.*)$/m),
      issuer: only(text, /^issuer=(.*)$/m),
      names: names(text),
      serial: serial(only(text, /^serial=(.*)$/m)),
      from: date(only(text, /^notBefore=(.*)$/m)),
      until: date(only(text, /^notAfter=(.*)$/m)),
      key: pin(only(text, /(-----BEGIN PUBLIC KEY-----[\s\S]*-----END PUBLIC KEY-----)/)),
    };
  },
  certtool: (file) => {
    const text = certtool(['--certificate-info', '--infile', file]);
    return {
      subject: only(text, /^\tSubject: (.*)$/m),
      issuer: only(text, /^\tIssuer: (.*)$/m),
      names: names(text),
      serial: serial(only(text, /Serial Number \(hex\): (\S+)/)),
      from: date(only(text, /Not Before: (.*)$/m)),
      until: date(only(text, /Not After: (.*)$/m)),
      key: gnutlsPin(text),
    };
  },
  keytool: (file) => {
    const text = keytool(['-printcert', '-file', file]);
    return {
      subject: fromJava(only(text, /^Owner: (.*)$/m)),
      issuer: fromJava(only(text, /^Issuer: (.*)$/m)),
      names: names(text),
      serial: serial(only(text, /^Serial number: (\S+)/m)),
      from: date(only(text, /^Valid from: (.*) until:/m)),
      until: date(only(text, / until: (.*)$/m)),
    };
  },
  node: (file) => {
    const read = new X509Certificate(readFileSync(file));
    return {
      subject: fromNode(read.subject),
      issuer: fromNode(read.issuer),
      names: names(read.subjectAltName ?? ''),
      serial: serial(read.serialNumber),
      from: date(read.validFrom),
      until: date(read.validTo),
      key: pin(read.publicKey.export({ type: 'spki', format: 'pem' }).toString()),
    };
  },
};

/** A request, PEM, as each peer reads it; each checks the signature too. */
export const REQUEST_READERS: Readonly<Record<string, (file: string) => RequestContent>> = {
  openssl: (file) => {
    const said = mustPeer('openssl', ['req', '-in', file, '-noout', '-verify', '-text', '-pubkey', ...DN]);
    only(said.stdout + said.stderr, /(verify OK)/);
    const text = said.stdout;
    return {
      subject: only(text, /^ +Subject: (.*)$/m),
      names: names(text),
      key: pin(only(text, /(-----BEGIN PUBLIC KEY-----[\s\S]*-----END PUBLIC KEY-----)/)),
    };
  },
  certtool: (file) => {
    const text = certtool(['--crq-info', '--infile', file]);
    only(text, /Self signature: (verified)/);
    return { subject: only(text, /^\tSubject: (.*)$/m), names: names(text), key: gnutlsPin(text) };
  },
  keytool: (file) => {
    const text = keytool(['-printcertreq', '-file', file]);
    return { subject: fromJava(only(text, /^Subject: (.*)$/m)), names: names(text) };
  },
};

/** A list, PEM, as each peer reads it. */
export const LIST_READERS: Readonly<Record<string, (file: string) => ListContent>> = {
  openssl: (file) => {
    const text = mustPeer('openssl', ['crl', '-in', file, '-noout', '-text', ...DN]).stdout;
    return {
      issuer: only(text, /^ +Issuer: (.*)$/m),
      from: date(only(text, /Last Update: (.*)$/m)),
      until: date(only(text, /Next Update: (.*)$/m)),
      number: Number(only(text, /CRL Number:\s+(\S+)/))
        .toString(16)
        .toUpperCase(),
      entries: entries(text, 'Serial Number: ', / +Revocation Date: (.*)$/m),
    };
  },
  certtool: (file) => {
    const text = certtool(['--crl-info', '--infile', file]);
    return {
      issuer: only(text, /^\tIssuer: (.*)$/m),
      from: date(only(text, /Issued: (.*)$/m)),
      until: date(only(text, /Next at: (.*)$/m)),
      number: serial(only(text, /CRL Number \(not critical\): (\S+)/)),
      entries: entries(text, 'Serial Number (hex): ', /Revoked at: (.*)$/m).map(({ serial, at }) => ({ serial, at })),
    };
  },
  keytool: (file) => {
    const text = keytool(['-printcrl', '-file', file]);
    const found = /CRL Number:\s+(\S+)/.exec(text)?.[1];
    return {
      issuer: fromJava(only(text, /^Issuer: (.*)$/m)),
      from: date(only(text, /^This Update: (.*)$/m)),
      until: date(only(text, /^Next Update: (.*)$/m)),
      number: found === undefined ? undefined : serial(found),
      entries: entries(text, 'SerialNumber: ', / On: (.*)$/m),
    };
  },
};

function entries(text: string, start: string, at: RegExp): ListContent['entries'] {
  return text
    .split(start)
    .slice(1)
    .map((entry) => ({
      serial: serial(only(entry, /^(\S+)/)),
      at: date(only(entry, at)),
      reason: reason(/Reason Code:\s+(.*)$/m.exec(entry)?.[1] ?? 'unspecified'),
    }));
}
