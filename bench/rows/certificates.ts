import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { parseCertificate } from '../../src/pki/parse/index.ts';
import { verifyChain } from '../../src/pki/verify/index.ts';
import { certificate, type Entity, entityOf, extendedKeyUsage } from '../../test/pki/build/certificate.ts';
import { name } from '../../test/pki/build/der.ts';
import { freshDir, llave, program } from '../harness/programs.ts';
import type { Topic } from '../harness/row.ts';

const AT = new Date('2026-06-15T00:00:00Z');
const HOST = 'a.example.org';
/** More leaves than the verifier remembers signatures of: each of them is checked each time. */
const LEAVES = 5000;
/** Certificates that one job handles: long enough to be timed. */
const BATCH = 500;

const p256 = (commonName: string) =>
  entityOf(name(['CN', commonName]), generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey);
const ECDSA_SHA256 = '1.2.840.10045.4.3.2';

interface Chain {
  readonly root: Buffer;
  readonly ca: Buffer;
  readonly leaves: readonly Buffer[];
}

/** One root, one intermediate, and many leaves of one key with serial numbers of their own. */
function chain(leaves: number): Chain {
  const [root, ca, leaf] = [p256('Root'), p256('CA'), p256(HOST)];
  const sign = (subject: Entity, issuer: Entity, serial: number) =>
    certificate(subject, issuer, {
      serial,
      signatureOid: ECDSA_SHA256,
      ca: subject !== leaf,
      ...(subject === leaf && { dns: [HOST], extensions: [extendedKeyUsage('1.3.6.1.5.5.7.3.1')] }),
    });
  return {
    root: sign(root, root, 1),
    ca: sign(ca, root, 2),
    leaves: Array.from({ length: leaves }, (_, at) => sign(leaf, ca, 1000 + at)),
  };
}

/** Hands out the next batch, round and round. */
function batches(leaves: readonly Buffer[]): () => readonly Buffer[] {
  let at = 0;
  return () => {
    const batch = leaves.slice(at, at + BATCH);
    at = (at + BATCH) % leaves.length;
    return batch;
  };
}

export const certificates: Topic = {
  topic: 'certificates',
  title: 'Certificates: reading, verifying, issuing',
  rows: [
    {
      id: 'parse',
      what: 'reading a certificate in process, all fields and extensions (500 of them)',
      against: '`new crypto.X509Certificate(der)` alone, no field of it looked at',
      aim: 2,
      rounds: 40,
      statistic: 'median',
      commands: [],
      prepare() {
        const { leaves } = chain(BATCH);
        return {
          ours() {
            for (const der of leaves) if (parseCertificate(der).problems.length > 0) throw new Error('problems');
          },
          peer() {
            for (const der of leaves) new X509Certificate(der);
          },
        };
      },
    },
    {
      id: 'verify-chain',
      what: 'reading and verifying chains of 3 in process, RFC 5280 and host name (500 of them)',
      against:
        '`crypto.X509Certificate` of the 3, both signatures, `checkIssued`, `checkHost`: no constraint is looked at',
      rounds: 40,
      statistic: 'median',
      commands: [],
      prepare() {
        const { root, ca, leaves } = chain(LEAVES);
        const [nextOurs, nextPeer] = [batches(leaves), batches(leaves)];
        return {
          ours() {
            for (const der of nextOurs()) {
              const [leaf, intermediate, anchor] = [der, ca, root].map((each) => parseCertificate(each));
              const input = { leaf: leaf!, intermediates: [intermediate!], anchors: [anchor!], at: AT, host: HOST };
              if (!verifyChain({ ...input, purpose: 'server' }).ok) throw new Error('rejected');
            }
          },
          peer() {
            for (const der of nextPeer()) {
              const [leaf, issuer, anchor] = [der, ca, root].map((each) => new X509Certificate(each));
              const signed = leaf!.verify(issuer!.publicKey) && issuer!.verify(anchor!.publicKey);
              const named = leaf!.checkIssued(issuer!) && issuer!.checkIssued(anchor!) && leaf!.checkHost(HOST);
              if (!signed || !named) throw new Error('rejected');
            }
          },
        };
      },
    },
    {
      id: 'verify-process',
      what: '`llave verify` of a self-signed certificate, whole process',
      against: '`openssl verify`, whole process',
      rounds: 30,
      statistic: 'median',
      commands: ['verify', 'selfsign'],
      programs: ['openssl'],
      profile: ['verify', 'server.crt', '--ca', 'server.crt'],
      prepare() {
        const cwd = freshDir();
        llave(['selfsign', '-H', 'localhost'], { cwd })();
        return {
          ours: llave(['verify', 'server.crt', '--ca', 'server.crt', '--host', 'localhost'], { cwd }),
          peer: program('openssl', ['verify', '-CAfile', 'server.crt', '-verify_hostname', 'localhost', 'server.crt'], {
            cwd,
          }),
        };
      },
    },
    {
      id: 'issue-process',
      what: '`llave selfsign` with a P-256 key at hand, whole process',
      against: '`openssl req -x509`, whole process',
      rounds: 30,
      statistic: 'median',
      commands: ['genkey', 'selfsign'],
      programs: ['openssl'],
      profile: ['selfsign', '-H', 'localhost', '--force'],
      prepare() {
        const cwd = freshDir();
        llave(['genkey', '--type', 'ec'], { cwd })();
        const request = ['req', '-x509', '-key', 'server.key', '-subj', '/CN=localhost', '-days', '365'];
        const names = ['-addext', 'subjectAltName=DNS:localhost', '-out', 'openssl.crt'];
        return {
          ours: llave(['selfsign', '-H', 'localhost', '--force'], { cwd }),
          peer: program('openssl', [...request, ...names], { cwd }),
        };
      },
    },
  ],
};
