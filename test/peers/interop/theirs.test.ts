import { createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { splitPem } from '../../../src/files/pem.ts';
import { loadRequest } from '../../../src/pki/load-request.ts';
import { parseCertificate, parseCertificateList } from '../../../src/pki/parse/index.ts';
import { readPkcs12 } from '../../../src/pki/pkcs12/read.ts';
import { verifyChain, verifySignature } from '../../../src/pki/verify/index.ts';
import { peer } from '../../support/peers.ts';
import { mustPeer } from '../../support/run-peer.ts';
import { tempDir } from '../../support/temp-dir.ts';
import { ourCertificate, ourList, ourRequest, seenBy, serial } from './content.ts';
import { CERTIFICATE_READERS, LIST_READERS, REQUEST_READERS } from './readers.ts';
import {
  certtoolIssued,
  certtoolList,
  keytool,
  keytoolList,
  NAMES,
  opensslIssued,
  opensslList,
  SECRET,
  WRITERS,
  type Written,
} from './writers.ts';

const der = (file: string) => splitPem(readFileSync(file)).blocks[0]!.der;
const certificateIn = (file: string) => parseCertificate(der(file));
const here = Object.keys(WRITERS).filter(peer);

/** One folder for each writer, with all its kinds of keys in it. */
const worlds = new Map<string, { cwd: string; written: ReadonlyMap<string, Written> }>();
function world(writer: string) {
  const found = worlds.get(writer);
  if (found !== undefined) return found;
  const cwd = tempDir();
  const { types, write } = WRITERS[writer]!;
  const written = new Map(types.map((type) => [type, write(cwd, type)] as const));
  worlds.set(writer, { cwd, written });
  return { cwd, written };
}

const cells = here.flatMap((writer) => WRITERS[writer]!.types.map((type) => ({ writer, type })));

describe.each(cells)('$writer with $type', { timeout: 300_000 }, ({ writer, type }) => {
  const { subject } = WRITERS[writer]!;

  it('writes a certificate that we read as it does', () => {
    const { certificate } = world(writer).written.get(type)!;
    const read = certificateIn(certificate);
    expect(read.problems).toEqual([]);
    expect(verifySignature(read, read.subjectPublicKeyInfo)).toBe('valid');
    const ours = ourCertificate(read);
    // certtool puts addresses of e-mail into requests alone.
    expect(ours).toMatchObject({ subject, names: expect.arrayContaining(NAMES.filter((name) => !/email/.test(name))) });
    expect(CERTIFICATE_READERS[writer]!(certificate)).toEqual(seenBy(writer, ours));
  });

  it('writes a request that we read as it does, signature checked', async () => {
    const { request } = world(writer).written.get(type)!;
    const read = await loadRequest(request);
    expect(read.problems).toEqual([]);
    const ours = ourRequest(read);
    expect(ours).toMatchObject({ subject, names: NAMES });
    expect(REQUEST_READERS[writer]!(request)).toEqual(seenBy(writer, ours));
  });
});

const REASONS = [
  ['1A', ',keyCompromise', ':1', 'keycompromise'],
  ['2B', ',CACompromise', ':2', 'cacompromise'],
  ['3C', ',affiliationChanged', ':3', 'affiliationchanged'],
  ['4D', ',superseded', ':4', 'superseded'],
  ['5E', ',cessationOfOperation', ':5', 'cessationofoperation'],
  ['6F', ',holdInstruction,holdInstructionReject', ':6', 'certificatehold'],
  ['70', ',keyTime,20260101000000Z', ':1', 'keycompromise'],
  ['81', '', '', 'unspecified'],
] as const;
const expected = REASONS.map(([number, , , reason]) => ({ serial: number, reason }));

describe('lists of others', { timeout: 300_000 }, () => {
  it.skipIf(!peer('openssl'))('of openssl are read with their reasons and dates', () => {
    const { cwd, written } = world('openssl');
    const file = opensslList(
      cwd,
      REASONS.map(([number, reason]) => [number, reason]),
    );
    const list = parseCertificateList(der(file));
    const authority = certificateIn(written.get('ec')!.certificate);
    expect(verifySignature(list, authority.subjectPublicKeyInfo)).toBe('valid');
    expect(ourList(list)).toEqual(LIST_READERS.openssl!(file));
    expect(ourList(list)).toMatchObject({ number: '4D', from: Date.parse('2026-03-05T05:06:07Z') });
    expect(ourList(list).entries).toMatchObject(expected);
    expect(list.find('70')?.invalidityDate).toEqual(new Date('2026-01-01T00:00:00Z'));
  });

  it.skipIf(!peer('certtool'))('of certtool are read; it writes no reasons', () => {
    const { cwd, written } = world('certtool');
    const revoked = written.get('ed25519')!.certificate;
    const file = certtoolList(cwd, revoked);
    const list = parseCertificateList(der(file));
    const authority = certificateIn(written.get('ecdsa')!.certificate);
    expect(verifySignature(list, authority.subjectPublicKeyInfo)).toBe('valid');
    const ours = ourList(list);
    const at = Date.parse('2026-03-04T05:06:07Z');
    expect(ours.entries).toEqual([{ serial: serial(certificateIn(revoked).serialNumber), at, reason: 'unspecified' }]);
    const entries = ours.entries.map(({ serial, at }) => ({ serial, at }));
    expect({ ...ours, entries }).toEqual(LIST_READERS.certtool!(file));
  });

  it.skipIf(!peer('keytool'))('of keytool are read with their reasons; it writes no number', () => {
    const { cwd, written } = world('keytool');
    const file = keytoolList(
      cwd,
      REASONS.map(([number, , reason]) => [number, reason]),
    );
    const list = parseCertificateList(der(file));
    const authority = certificateIn(written.get('EC')!.certificate);
    expect(verifySignature(list, authority.subjectPublicKeyInfo)).toBe('valid');
    expect(ourList(list)).toEqual(LIST_READERS.keytool!(file));
    expect(ourList(list).number).toBeUndefined();
    // Java keeps its entries in no order.
    expect(
      ourList(list)
        .entries.map(({ serial, reason }) => ({ serial, reason }))
        .sort(bySerial),
    ).toEqual(expected);
  });
});

const bySerial = (a: { serial: string }, b: { serial: string }) => (a.serial < b.serial ? -1 : 1);

const ISSUERS = [
  { writer: 'openssl', issue: opensslIssued, type: 'ed448', authority: 'ec' },
  { writer: 'openssl', issue: opensslIssued, type: 'ec', authority: 'ed25519' },
  { writer: 'certtool', issue: certtoolIssued, type: 'ed448', authority: 'ecdsa' },
  { writer: 'certtool', issue: certtoolIssued, type: 'ecdsa', authority: 'ed25519' },
].filter(({ writer }) => peer(writer));

describe.each(ISSUERS)('$writer as an authority, $authority for $type', { timeout: 300_000 }, (row) => {
  const { writer, issue, type, authority } = row;

  it('issues a certificate that we read as it does, and whose chain we find valid', () => {
    const { cwd, written } = world(writer);
    const { certificate, request } = written.get(type)!;
    const file = issue(cwd, request, authority);
    const issued = certificateIn(file);
    const issuer = certificateIn(written.get(authority)!.certificate);
    expect(issued.problems).toEqual([]);
    const ours = ourCertificate(issued);
    expect(ours).toMatchObject({
      subject: WRITERS[writer]!.subject,
      issuer: ourCertificate(issuer).subject,
      names: NAMES,
      serial: 'FEDCBA9876543210',
      key: ourCertificate(certificateIn(certificate)).key,
    });
    expect(CERTIFICATE_READERS[writer]!(file)).toEqual(seenBy(writer, ours));
    // Issuer and subject have the same name here: that they are two certificates is for the signature to tell.
    const verdict = verifyChain({ leaf: issued, anchors: [issuer], at: new Date(), host: 'a.example.org' });
    expect(verdict).toMatchObject({ ok: true, path: [{ der: issued.der }, { der: issuer.der }] });
    const stranger = certificateIn(certificate);
    expect(verifyChain({ leaf: issued, anchors: [stranger], at: new Date() }).ok).toBe(false);
  });
});

describe.skipIf(!peer('keytool'))('keytool', { timeout: 300_000 }, () => {
  it('issues a certificate for a request, which we read as it does', () => {
    const { cwd, written } = world('keytool');
    const asked = ['-infile', written.get('Ed25519')!.request, '-rfc', '-outfile', 'issued.crt'];
    const dates = ['-startdate', '2026/03/04 05:06:07', '-validity', '90'];
    keytool(cwd, ['-gencert', '-alias', 'ec', ...asked, ...dates, '-ext', 'san=dns:x.example.org', '-ext', 'eku=sA']);
    const file = join(cwd, 'issued.crt');
    const issued = certificateIn(file);
    const issuer = certificateIn(written.get('EC')!.certificate);
    expect(verifySignature(issued, issuer.subjectPublicKeyInfo)).toBe('valid');
    const ours = ourCertificate(issued);
    expect(ours).toMatchObject({
      names: ['dns:x.example.org'],
      from: Date.parse('2026-03-04T05:06:07Z'),
      key: ourCertificate(certificateIn(written.get('Ed25519')!.certificate)).key,
    });
    expect(CERTIFICATE_READERS.keytool!(file)).toEqual(seenBy('keytool', ours));
  });

  it('writes a key store of many keys, a certificate to trust and a secret key, and we read all but the last', () => {
    const { cwd, written } = world('keytool');
    const trusted = written.get('Ed448')!.certificate;
    keytool(cwd, ['-importcert', '-noprompt', '-alias', 'trusted', '-file', trusted]);
    keytool(cwd, ['-genseckey', '-keyalg', 'AES', '-keysize', '128', '-alias', 'secret']);
    const { keys, certificates } = readPkcs12(readFileSync(join(cwd, 'java.p12')), SECRET, 'java.p12');
    expect(keys.map((key) => key.asymmetricKeyType).sort()).toEqual(['ec', 'ed25519', 'ed448']);
    const all = [...written.values()].map(({ certificate }) => der(certificate).toString('hex'));
    expect(certificates.map((each) => each.der.toString('hex')).sort()).toEqual(
      [...all, der(trusted).toString('hex')].sort(),
    );
  });
});

describe.skipIf(!peer('certtool'))('PKCS#12 of certtool', { timeout: 600_000 }, () => {
  const key = ['--load-privkey', 'ed25519.key', '--p12-name', 'a name'];
  const certificate = ['--load-certificate', 'ed25519.crt'];
  function packed(args: readonly string[]) {
    const { cwd } = world('certtool');
    const out = ['--password', SECRET, '--outder', '--outfile', 'c.p12'];
    mustPeer('certtool', ['--to-p12', ...key, ...args, ...out], '', cwd);
    return readFileSync(join(cwd, 'c.p12'));
  }

  // certtool asks for 600,000 rounds of each derivation, and its own Triple DES needs three for each bag: one bag will do.
  it.each([
    ['its default', certificate],
    ['AES-256', [...certificate, '--pkcs-cipher', 'aes-256']],
    ["PKCS#12's own Triple DES", ['--pkcs-cipher', '3des-pkcs12']],
  ])('with %s opens', (_, args) => {
    const { keys, certificates, name } = readPkcs12(packed(args), SECRET, 'c.p12');
    const own = certificateIn(world('certtool').written.get('ed25519')!.certificate);
    expect(certificates.map((each) => each.der)).toEqual(args.includes('ed25519.crt') ? [own.der] : []);
    const spki = createPublicKey(keys[0]!).export({ type: 'spki', format: 'der' });
    expect([keys.length, spki]).toEqual([1, own.subjectPublicKeyInfo.der]);
    expect(name).toBe('a name');
  });

  it('with RC4 is refused with its own error', () => {
    const bytes = packed([...certificate, '--pkcs-cipher', 'arcfour']);
    expect(() => readPkcs12(bytes, SECRET, 'c.p12')).toThrow('ERR_PKCS12_UNSUPPORTED');
  });

  it('without any passphrase, which is not the empty one, is refused', () => {
    const { cwd } = world('certtool');
    const out = ['--null-password', '--outder', '--outfile', 'null.p12'];
    mustPeer('certtool', ['--to-p12', ...key, ...certificate, ...out], '', cwd);
    const bytes = readFileSync(join(cwd, 'null.p12'));
    expect(() => readPkcs12(bytes, '', 'null.p12')).toThrow('ERR_PKCS12_PASSPHRASE_WRONG');
  });
});
