import { join } from 'node:path';
import { toPem } from '../../files/pem.ts';
import { readIndex } from '../../pki/ca/index-file.ts';
import { makeCrls } from '../../pki/ca/revoke.ts';
import { DAY_SECONDS, isoSeconds, parseDays } from '../../pki/validity-period.ts';
import { systemClock } from '../../runtime/clock.ts';
import type { Outcome } from '../base-command.ts';
import { makingTexts } from '../making/texts.ts';
import { checkMade, writeMade } from '../making/write.ts';
import { type PassphraseFlags, passphraseSource } from '../passphrase.ts';
import { caTexts as t } from './texts.ts';

/** The flags of `llave ca crl`. */
export interface CrlFlags extends PassphraseFlags {
  readonly dir: string;
  readonly out?: string | undefined;
  readonly days: string;
  readonly encoding: 'pem' | 'der';
  readonly at?: Date | undefined;
  readonly force: boolean;
  readonly json: boolean;
}

/** Makes the revocation lists of a CA. The one inside its directory is replaced: it is this command's own. */
export async function runCrl(flags: CrlFlags, interactive: boolean): Promise<Outcome> {
  const { dir, encoding } = flags;
  const days = parseDays(flags.days);
  await readIndex(dir);
  const out = flags.out ?? join(dir, encoding === 'pem' ? 'crl.pem' : 'crl.der');
  const writing = { ...flags, force: flags.force || flags.out === undefined };
  await checkMade([out], [], writing);
  const thisUpdate = wholeSecond(flags.at ?? systemClock.now());
  const nextUpdate = new Date(thisUpdate.getTime() + days * DAY_SECONDS * 1000);
  const passphrase = passphraseSource(flags, interactive, (file) => makingTexts('prompt.passphrase', { file }));
  const made = await makeCrls({ dir, passphrase }, { thisUpdate, nextUpdate });
  // DER holds one list only: that of the authority that issues.
  const written = encoding === 'pem' ? made : made.slice(0, 1);
  const data =
    encoding === 'pem' ? Buffer.from(written.map(({ der }) => toPem('X509 CRL', der)).join('')) : written[0]!.der;
  await writeMade([{ path: out, data }], writing);
  const lists = written.map(({ authority, issuer, number, entries }) => ({
    authority,
    issuer,
    number,
    entries,
    thisUpdate: isoSeconds(thisUpdate),
    nextUpdate: isoSeconds(nextUpdate),
  }));
  const lines = [
    t('crl.made', { file: out }),
    ...lists.map((list) => `  ${t('crl.line', list)}`),
    t('crl.next', { time: isoSeconds(nextUpdate) }),
  ];
  return { result: { dir, file: out, lists }, text: out === '-' ? '' : lines.join('\n') };
}

function wholeSecond(time: Date): Date {
  return new Date(Math.floor(time.getTime() / 1000) * 1000);
}
