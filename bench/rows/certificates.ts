import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { parseCertificate } from '../../src/pki/parse/index.ts';
import { verifyChain } from '../../src/pki/verify/index.ts';
import { certificate, type Entity, entityOf, extendedKeyUsage } from '../../test/pki/build/certificate.ts';
import { name } from '../../test/pki/build/der.ts';
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
  title: 'Certificates in process: reading and verifying',
  rows: [
    {
      id: 'parse',
      what: 'reading a certificate, all fields and extensions',
      against: '`new crypto.X509Certificate(der)` alone, no field of it looked at',
      aim: 2,
      count: BATCH,
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
      id: 'parse-as-text',
      what: 'the same, and names, serial number, validity, alternative names, purposes, key and fingerprint looked at',
      against: 'the same of `crypto.X509Certificate`',
      count: BATCH,
      rounds: 40,
      statistic: 'median',
      commands: [],
      prepare() {
        const { leaves } = chain(BATCH);
        const seen = (fields: readonly unknown[]) => {
          if (fields.some((field) => !field)) throw new Error('a field is missing');
        };
        return {
          ours() {
            for (const der of leaves) {
              const c = parseCertificate(der);
              const { notBefore, notAfter } = c.validity;
              const names = c.subjectAltName?.map((name) => (name.type === 'dns' ? name.value : name.type)).join(', ');
              seen([c.subject.toString(), c.issuer.toString(), c.serialNumber, `${notBefore}`, `${notAfter}`, names]);
              seen([c.extendedKeyUsage, c.subjectPublicKeyInfo.type, c.fingerprint256]);
            }
          },
          peer() {
            for (const der of leaves) {
              const c = new X509Certificate(der);
              seen([c.subject, c.issuer, c.serialNumber, c.validFrom, c.validTo, c.subjectAltName]);
              seen([c.keyUsage, c.publicKey.asymmetricKeyType, c.fingerprint256]);
            }
          },
        };
      },
    },
    {
      id: 'verify-chain',
      what: 'reading and verifying a chain of 3, RFC 5280 and host name',
      against:
        '`crypto.X509Certificate` of the 3, both signatures, `checkIssued`, `checkHost`: no constraint is looked at',
      count: BATCH,
      aimPerSecond: 3000,
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
  ],
};
