import { createPublicKey } from 'node:crypto';
import { AppError } from '../../errors/app-error.ts';
import { toPem } from '../../files/pem.ts';
import type { OutputFile } from '../../files/safe-write.ts';
import type { HashName } from '../../pki/algorithms.ts';
import { checkSelfSigned, createSelfSigned, selfSignedExtensions } from '../../pki/certificate.ts';
import { checkKeyType, checkNames, signatureHash } from '../../pki/csr.ts';
import { type Granted, grant } from '../../pki/grant.ts';
import { parseCertificate } from '../../pki/parse/certificate.ts';
import { parseDays, validityPeriod } from '../../pki/validity-period.ts';
import { loadProfile } from '../../profiles/load.ts';
import { systemClock } from '../../runtime/clock.ts';
import type { Outcome } from '../base-command.ts';
import type { PassphraseFlags } from '../passphrase.ts';
import { equivalentOutcome, passphraseFrom, type ShowOpensslFlag } from '../show-openssl.ts';
import { warnOfRejection } from './acceptance.ts';
import type { Surroundings } from './csr.ts';
import { type ChosenNames, chooseNames, type NameFlags, typedNames } from './names.ts';
import { requireNames } from './require-names.ts';
import { describeSelfSigned } from './selfsign-result.ts';
import { selfsignSources } from './selfsign-sources.ts';
import { checkMade, writeMade } from './write.ts';

/** The flags of `llave selfsign`. */
export interface SelfsignFlags extends NameFlags, PassphraseFlags, ShowOpensslFlag {
  readonly key: string;
  readonly csr?: string | undefined;
  readonly out: string;
  readonly days?: string | undefined;
  readonly profile: string;
  readonly 'not-before'?: Date | undefined;
  readonly 'not-after'?: Date | undefined;
  readonly at?: Date | undefined;
  readonly hash?: HashName | undefined;
  readonly force: boolean;
  readonly json: boolean;
  readonly quiet: boolean;
}

/** Makes a self-signed certificate, and its key where there is none, and writes them as one. */
export async function runSelfsign(flags: SelfsignFlags, surroundings: Surroundings): Promise<Outcome> {
  const typed = typedNames(flags);
  if (flags.days !== undefined && flags['not-after'] !== undefined) {
    throw new AppError('ERR_USAGE_FLAG_CONFLICT', { flags: '--days, --not-after' });
  }
  const days = flags.days === undefined ? undefined : parseDays(flags.days);
  const profile = await loadProfile(flags.profile, surroundings.root);
  checkSelfSigned(profile);
  const { 'not-before': notBefore, 'not-after': notAfter } = flags;
  const now = flags.at ?? systemClock.now();
  const validity = validityPeriod({ now, days, notBefore, notAfter }, profile);
  const inputs = [flags.key, flags.csr, flags.from].filter((file) => file !== undefined);
  if (!flags['show-openssl']) await checkMade([flags.out], inputs, flags);
  const { key, source, csr } = await selfsignSources(flags, profile, typed, surroundings.interactive);
  checkKeyType(profile, key.spec);
  const chosen = chooseNames(typed, source);
  const granted = grantChosen(chosen, profile);
  requireNames(profile, granted.names, chosen.subject, csr);
  const { privateKey, spec } = key;
  if (flags['show-openssl']) {
    const { selfsignEquivalent } = await import('../../pki/openssl/certificates.ts');
    const signer = { file: flags.key, passphrase: passphraseFrom(flags), made: key.made && spec };
    const asked = chosen.subject.equals(source?.subject.der ?? Buffer.alloc(0));
    const plan = {
      now: systemClock.now(),
      subject: chosen.subject,
      extensions: selfSignedExtensions({ profile, spec, granted }),
      hash: signatureHash(spec, flags.hash),
      out: flags.out,
      validity,
      from: csr === undefined ? { key: signer } : { csr, asked },
    };
    return equivalentOutcome(selfsignEquivalent(plan, signer));
  }
  const der = await createSelfSigned({
    ...flags,
    privateKey,
    spec,
    subject: chosen.subject,
    granted,
    profile,
    validity,
  });
  const files: OutputFile[] = [{ path: flags.out, data: Buffer.from(toPem('CERTIFICATE', der)) }];
  if (key.made !== undefined) files.unshift({ path: flags.key, data: key.made, secret: true });
  const certificate = parseCertificate(der);
  const warnings = warnOfRejection(certificate, now, flags);
  await writeMade(files, flags);
  const outcome = describeSelfSigned({
    certificate,
    file: flags.out,
    names: granted.names,
    profile,
    csr,
    key: { file: flags.key, spec, publicKey: createPublicKey(privateKey), made: key.made !== undefined },
    refused: granted,
  });
  return { ...outcome, warnings: [...warnings, ...(outcome.warnings ?? [])] };
}

type Profile = Parameters<typeof checkKeyType>[0];

function grantChosen(chosen: ChosenNames, profile: Profile): Granted {
  if (chosen.typed) checkNames(profile, chosen.names);
  const requested = chosen.requested ?? { names: [], extensions: [] };
  return grant({ ...requested, names: chosen.names }, profile);
}
