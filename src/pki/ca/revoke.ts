import { AppError } from '../../errors/app-error.ts';
import { defaultHash } from '../algorithms.ts';
import { createCrl } from '../crl.ts';
import type { PassphraseSource } from '../keys/load.ts';
import type { CrlReason } from '../parse/extensions/crl-extensions.ts';
import { isoSeconds } from '../validity-period.ts';
import { type Authority, hasKey, issuingName, openAuthority, openCa } from './authority.ts';
import { changeIndex } from './change-index.ts';
import { type AuthorityName, type CaIndex, type IndexEntry, withRecord } from './index-file.ts';

/** What became of a revocation. */
export interface Revoked {
  readonly entry: IndexEntry;
  readonly authority: AuthorityName;
  /** It was revoked before: that stays as it was. */
  readonly already: boolean;
}

/**
 * Marks a certificate as revoked in the index; the next CRL says so.
 * @param serialNumber hexadecimal
 * @throws AppError ERR_CA_UNKNOWN_CERTIFICATE, and those of `changeIndex`
 */
export async function revokeCertificate(
  dir: string,
  serialNumber: string,
  { reason, at }: { readonly reason: CrlReason; readonly at: Date },
): Promise<Revoked> {
  const wanted = serialNumber.toUpperCase().replace(/^0+(?=.)/, '');
  return changeIndex<Revoked>(dir, async (index) => {
    const found = find(index, wanted);
    if (found === undefined) throw new AppError('ERR_CA_UNKNOWN_CERTIFICATE', { certificate: serialNumber });
    if (found.entry.revoked !== undefined) return { index, value: { ...found, already: true } };
    const entry: IndexEntry = { ...found.entry, revoked: { at: isoSeconds(at), reason } };
    const record = index.authorities[found.authority]!;
    const certificates = record.certificates.map((each) => (each === found.entry ? entry : each));
    const changed = withRecord(index, found.authority, { ...record, certificates });
    return { index: changed, value: { entry, authority: found.authority, already: false } };
  });
}

function find(index: CaIndex, wanted: string): { entry: IndexEntry; authority: AuthorityName } | undefined {
  for (const authority of ['intermediate', 'root'] as const) {
    const entry = index.authorities[authority]?.certificates.find(
      ({ serialNumber }) => serialNumber.replace(/^0+(?=.)/, '') === wanted,
    );
    if (entry !== undefined) return { entry, authority };
  }
  return undefined;
}

/** A list that was made. */
export interface MadeCrl {
  readonly authority: AuthorityName;
  readonly issuer: string;
  readonly number: number;
  readonly entries: number;
  readonly der: Buffer;
}

/**
 * Makes the CRLs of a CA: that of the authority that issues to ends first, then the root's, where its key is here. Each has
 * the next number (RFC 5280 5.2.3), which is in the index before the list is handed out. Expired certificates stay on it.
 * @throws AppError those of `openAuthority` and `changeIndex`
 */
export async function makeCrls(
  from: { readonly dir: string; readonly passphrase?: PassphraseSource | undefined },
  { thisUpdate, nextUpdate }: { readonly thisUpdate: Date; readonly nextUpdate: Date },
): Promise<MadeCrl[]> {
  const ca = await openCa(from.dir);
  const names: AuthorityName[] = [issuingName(ca)];
  if (ca.intermediate !== undefined && hasKey(ca, 'root')) names.push('root');
  const authorities: Authority[] = [];
  for (const name of names) authorities.push(await openAuthority(ca, name, from.passphrase));
  return changeIndex(from.dir, async (index) => {
    let changed = index;
    const made: MadeCrl[] = [];
    for (const { name, certificate, privateKey, spec } of authorities) {
      const record = changed.authorities[name]!;
      const number = record.crlNumber + 1;
      const revoked = record.certificates.flatMap(({ serialNumber, revoked: how }) =>
        how === undefined ? [] : [{ serialNumber, at: new Date(how.at), reason: how.reason }],
      );
      const der = createCrl(
        {
          issuer: certificate.subject.der,
          issuerKeyIdentifier: certificate.subjectKeyIdentifier!,
          number,
          thisUpdate,
          nextUpdate,
          revoked,
        },
        { privateKey, spec, hash: defaultHash(spec) },
      );
      made.push({ authority: name, issuer: certificate.subject.toString(), number, entries: revoked.length, der });
      changed = withRecord(changed, name, { ...record, crlNumber: number });
    }
    return { index: changed, value: made };
  });
}
