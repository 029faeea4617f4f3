import { createPublicKey } from 'node:crypto';
import { defaultHash } from '../../pki/algorithms.ts';
import { authorityFiles, issuingName, openCa } from '../../pki/ca/authority.ts';
import { keySpec } from '../../pki/keys/spec.ts';
import { loadRequest } from '../../pki/load-request.ts';
import { type CertificatePlan, issueEquivalent } from '../../pki/openssl/certificates.ts';
import type { Equivalent } from '../../pki/openssl/equivalent.ts';
import { systemClock } from '../../runtime/clock.ts';
import { passphraseFrom } from '../show-openssl.ts';
import type { IssueFlags } from './issue.ts';
import type { PreparedLeaf } from './leaf.ts';

/** What `llave ca issue` would do, with openssl and the files of the same CA. */
export async function issueWithOpenssl(leaf: PreparedLeaf, flags: IssueFlags): Promise<Equivalent> {
  const { dir, out, throwaway } = flags;
  const ca = await openCa(dir);
  const name = issuingName(ca);
  const files = authorityFiles(dir, name);
  const issuer = ca[name]!;
  const spki = createPublicKey({ key: issuer.subjectPublicKeyInfo.der, format: 'der', type: 'spki' });
  const plan: CertificatePlan = {
    now: systemClock.now(),
    subject: leaf.input.subject,
    extensions: leaf.input.extensions,
    hash: leaf.input.hash ?? defaultHash(keySpec(spki, files.certificate)),
    out,
    validity: leaf.input.validity,
    from: await fromOf(leaf),
  };
  const fullchain =
    leaf.fullchain === undefined
      ? undefined
      : { intermediates: name === 'root' ? [] : [files.certificate], out: leaf.fullchain };
  return issueEquivalent(plan, { ...files, passphrase: passphraseFrom(flags), fullchain, throwaway });
}

async function fromOf({ csr, key, spec, input }: PreparedLeaf): Promise<CertificatePlan['from']> {
  if (csr !== undefined) return { csr, asked: (await loadRequest(csr)).subject.der.equals(input.subject) };
  return { key: { file: key!.file, passphrase: {}, made: key!.made && spec } };
}
