import { statSync } from 'node:fs';
import { AppError } from '../../errors/app-error.ts';
import { readInput } from '../../files/read.ts';
import { openCa } from '../../pki/ca/authority.ts';
import type { REVOCATION_REASONS } from '../../pki/ca/reasons.ts';
import { revokeCertificate } from '../../pki/ca/revoke.ts';
import { parseCertificates } from '../../pki/parse/bundle.ts';
import { systemClock } from '../../runtime/clock.ts';
import { command } from '../../runtime/shell.ts';
import { type Outcome, warning } from '../base-command.ts';
import { caTexts as t } from './texts.ts';

/** The flags of `llave ca revoke`. */
export interface RevokeFlags {
  readonly dir: string;
  readonly reason: (typeof REVOCATION_REASONS)[number];
  readonly at?: Date | undefined;
}

/** Marks a certificate, given by serial number or file, as revoked. */
export async function runRevoke(what: string, { dir, reason, at }: RevokeFlags): Promise<Outcome> {
  const serial = await serialOf(what, dir);
  const { entry, authority, already } = await revokeCertificate(dir, serial, { reason, at: at ?? systemClock.now() });
  const revoked = entry.revoked!;
  const { serialNumber, subject, names } = entry;
  const crl = command('llave', 'ca', 'crl', ...(dir === 'ca' ? [] : ['--dir', dir]));
  return {
    result: { dir, authority, certificate: { serialNumber, subject, names }, revoked, already },
    text: already
      ? ''
      : [
          t('revoked', { serial: serialNumber, subject, reason: revoked.reason }),
          t('revoked.next', { command: crl }),
        ].join('\n'),
    warnings: already
      ? [
          warning('WARN_ALREADY_REVOKED', t, 'warning.already', {
            serial: serialNumber,
            at: revoked.at,
            reason: revoked.reason,
          }),
        ]
      : [],
  };
}

async function serialOf(what: string, dir: string): Promise<string> {
  const bare = what.replaceAll(':', '');
  const isFile = what === '-' || statSync(what, { throwIfNoEntry: false }) !== undefined;
  if (!isFile && /^(?:0x)?[\da-f]{1,40}$/i.test(bare)) return bare.replace(/^0x/i, '');
  const [certificate] = parseCertificates(await readInput(what));
  const { root, intermediate } = await openCa(dir);
  const ours = [root, intermediate].some((ca) => ca !== undefined && certificate?.issuer.equals(ca.subject));
  if (certificate === undefined || !ours) throw new AppError('ERR_CA_UNKNOWN_CERTIFICATE', { certificate: what });
  return certificate.serialNumber;
}
