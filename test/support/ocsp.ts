import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseCertificates } from '../../src/pki/parse/bundle.ts';
import { tempDir } from './temp-dir.ts';

/** A CA of openssl's with a leaf, a delegated responder and a stranger, as files in `folder`. */
export interface OcspCa {
  readonly folder: string;
  readonly certificate: (name: string) => ReturnType<typeof parseCertificates>[number];
  /** openssl's answer to a request, DER; `revoked` says what its index holds of the leaf. */
  answer(request: Buffer, options?: { revoked?: string; signer?: string; days?: number }): Buffer;
}

function openssl(folder: string, ...words: string[]): void {
  const { status, stderr } = spawnSync('openssl', words, { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`openssl ${words.join(' ')}: ${stderr}`);
}

const P256 = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'];

/**
 * Makes the CA in a folder; `leafExtensions` are added to the leaf, as openssl's configuration has them; `newKey` is how its
 * keys are made.
 */
export function ocspCa(leafExtensions = '', folder = tempDir(), newKey: readonly string[] = P256): OcspCa {
  const key = [...newKey, '-nodes'];
  const issue = (name: string, extensions: string) => {
    writeFileSync(join(folder, `${name}.ext`), extensions);
    openssl(folder, 'req', ...key, '-subj', `/CN=${name}`, '-keyout', `${name}.key`, '-out', `${name}.csr`);
    openssl(
      folder,
      ...['x509', '-req', '-in', `${name}.csr`, '-CA', 'ca.crt', '-CAkey', 'ca.key', '-out', `${name}.crt`],
      ...['-days', '30', '-extfile', `${name}.ext`, '-CAcreateserial'],
    );
  };
  for (const name of ['ca', 'stranger'])
    openssl(
      folder,
      ...['req', '-x509', ...key, '-subj', `/CN=${name}`, '-keyout', `${name}.key`, '-out', `${name}.crt`],
      ...['-addext', 'keyUsage=critical,keyCertSign,cRLSign', '-days', '30'],
    );
  issue('leaf', `subjectAltName=DNS:localhost,IP:127.0.0.1\nextendedKeyUsage=serverAuth\n${leafExtensions}\n`);
  issue('responder', 'extendedKeyUsage=OCSPSigning\n');
  issue('impostor', 'extendedKeyUsage=serverAuth\n');
  const certificate = (name: string) => parseCertificates(readFileSync(join(folder, `${name}.crt`)))[0]!;
  return {
    folder,
    certificate,
    answer(request, { revoked = '', signer = 'ca', days = 1 } = {}) {
      const serial = certificate('leaf').serialNumber.toUpperCase();
      const state = revoked === '' ? 'V' : 'R';
      writeFileSync(join(folder, 'index.txt'), `${state}\t491231235959Z\t${revoked}\t${serial}\tunknown\t/CN=leaf\n`);
      writeFileSync(join(folder, 'request.der'), request);
      openssl(
        folder,
        ...['ocsp', '-index', 'index.txt', '-CA', 'ca.crt', '-rsigner', `${signer}.crt`, '-rkey', `${signer}.key`],
        ...['-reqin', 'request.der', '-respout', 'response.der', '-ndays', String(days)],
      );
      return readFileSync(join(folder, 'response.der'));
    },
  };
}
