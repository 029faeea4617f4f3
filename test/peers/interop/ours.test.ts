import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { spkiPin } from '../../../src/pki/parse/index.ts';
import { peer } from '../../support/peers.ts';
import { mustPeer } from '../../support/run-peer.ts';
import { seenBy, serial } from './content.ts';
import { CONTENT, make, makeList, specOf } from './ours.ts';
import { CERTIFICATE_READERS, LIST_READERS, REQUEST_READERS } from './readers.ts';

const TYPES = ['EC P-256', 'EC P-521', 'EC secp256k1', 'Ed25519', 'Ed448', 'RSA 2048'];
const READERS = ['openssl', 'certtool', 'keytool', 'node'];

/** What a peer cannot do with a kind of key, by artefact, peer and kind; each is held to it. */
const CANNOT: Readonly<Record<string, string>> = {
  'certificate certtool EC secp256k1': 'GnuTLS has no secp256k1 and shows the rest',
  'request certtool EC secp256k1': 'GnuTLS has no secp256k1 to check the signature with',
  'request keytool EC secp256k1': 'Java has had no secp256k1 since 16; certificates it shows all the same',
};

const made = new Map<string, ReturnType<typeof make>>();
function shared(type: string) {
  if (!made.has(type)) made.set(type, make(specOf(type)));
  return made.get(type)!;
}
function cells(artefact: string, readers: Readonly<Record<string, unknown>>) {
  const here = READERS.filter((reader) => reader in readers && (reader === 'node' || peer(reader)));
  const all = here.flatMap((reader) =>
    TYPES.map((type) => ({ reader, type, cannot: CANNOT[`${artefact} ${reader} ${type}`] })),
  );
  return {
    can: all.filter(({ cannot }) => cannot === undefined),
    cannot: all.filter(({ cannot }) => cannot !== undefined),
  };
}
const CERTIFICATES = cells('certificate', CERTIFICATE_READERS);
const REQUESTS = cells('request', REQUEST_READERS);

describe('certificates of ours', { timeout: 300_000 }, () => {
  it.each(CERTIFICATES.can)('$reader reads one with $type', async ({ reader, type }) => {
    const { files, certificate } = await shared(type);
    const own = { serial: serial(certificate.serialNumber), key: spkiPin(certificate.subjectPublicKeyInfo) };
    expect(CERTIFICATE_READERS[reader]!(files.certificate)).toEqual(seenBy(reader, { ...CONTENT, ...own }));
  });

  it.each(CERTIFICATES.cannot)('$reader cannot read the key of one with $type: $cannot', async ({ reader, type }) => {
    const { files } = await shared(type);
    expect(CERTIFICATE_READERS[reader]!(files.certificate).key).toBeUndefined();
  });
});

describe('requests of ours', { timeout: 300_000 }, () => {
  it.each(REQUESTS.can)('$reader reads one with $type', async ({ reader, type }) => {
    const { files, certificate } = await shared(type);
    const { subject, names } = CONTENT;
    const content = { subject, names, key: spkiPin(certificate.subjectPublicKeyInfo) };
    expect(REQUEST_READERS[reader]!(files.request)).toEqual(seenBy(reader, content));
  });

  it.each(REQUESTS.cannot)('$reader reads none with $type: $cannot', async ({ reader, type }) => {
    const { files } = await shared(type);
    expect(() => REQUEST_READERS[reader]!(files.request)).toThrow(/curve|Self signature/i);
  });
});

describe('lists of ours', { timeout: 300_000 }, () => {
  let list: ReturnType<typeof makeList> | undefined;
  const one = () => {
    list ??= makeList();
    return list;
  };

  it.each(['openssl', 'keytool'].filter(peer))('%s reads all entries with their reasons', async (reader) => {
    const { files, content } = await one();
    expect(LIST_READERS[reader]!(files.list)).toEqual(content);
  });

  it.skipIf(!peer('certtool'))('certtool reads all entries, and shows no reasons', async () => {
    const { files, content } = await one();
    const entries = content.entries.map(({ serial, at }) => ({ serial, at }));
    expect(LIST_READERS.certtool!(files.list)).toEqual({ ...content, entries });
  });

  it.skipIf(!peer('openssl'))('openssl finds the signature right', async () => {
    const { files } = await one();
    const said = mustPeer('openssl', ['crl', '-in', files.list, '-CAfile', files.authority, '-noout']);
    expect(said.stdout + said.stderr).toContain('verify OK');
  });

  it('Node takes one for its TLS contexts', async () => {
    const { files } = await one();
    const [ca, crl] = [readFileSync(files.authority), readFileSync(files.list)];
    expect(() => createSecureContext({ ca, crl })).not.toThrow();
    expect(() => createSecureContext({ ca, crl: ca })).toThrow();
  });
});
