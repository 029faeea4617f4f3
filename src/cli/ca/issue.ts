import { authorityFiles } from '../../pki/ca/authority.ts';
import { destroyKeys } from '../../pki/ca/destroy.ts';
import { issueFromCa } from '../../pki/ca/index.ts';
import { readIndex } from '../../pki/ca/index-file.ts';
import { parseDays } from '../../pki/validity-period.ts';
import { systemClock } from '../../runtime/clock.ts';
import type { Outcome } from '../base-command.ts';
import { warnOfRejection } from '../making/acceptance.ts';
import type { Surroundings } from '../making/csr.ts';
import { makingTexts } from '../making/texts.ts';
import { writeMade } from '../making/write.ts';
import { type PassphraseFlags, passphraseSource } from '../passphrase.ts';
import { equivalentOutcome, type ShowOpensslFlag } from '../show-openssl.ts';
import { type LeafFlags, leafOutputs, prepareLeaf } from './leaf.ts';
import { issuedResult, issuedRows, issuedWarnings } from './result.ts';
import { caTexts as t } from './texts.ts';

/** The flags of `llave ca issue`. */
export interface IssueFlags extends LeafFlags, PassphraseFlags, ShowOpensslFlag {
  readonly dir: string;
  readonly throwaway: boolean;
  readonly quiet: boolean;
}

/** Issues a certificate from a CA, with its key where there is none. */
export async function runIssue(flags: IssueFlags, { root, interactive }: Surroundings): Promise<Outcome> {
  const { dir, out } = flags;
  // What was typed is judged before anything on disk is.
  if (flags.days !== undefined) parseDays(flags.days);
  await readIndex(dir);
  const files = (['root', 'intermediate'] as const).flatMap((name) => Object.values(authorityFiles(dir, name)));
  const showing = flags['show-openssl'] === true;
  const leaf = await prepareLeaf(showing ? { ...flags, force: true } : flags, root, files);
  if (showing) {
    const { issueWithOpenssl } = await import('./issue-openssl.ts');
    return equivalentOutcome(await issueWithOpenssl(leaf, flags));
  }
  const passphrase = passphraseSource(flags, interactive, (file) => makingTexts('prompt.passphrase', { file }));
  const issued = await issueFromCa({ dir, passphrase }, leaf.input);
  const acceptance = warnOfRejection(issued.leaf, flags.at ?? systemClock.now(), flags);
  await writeMade(leafOutputs(leaf, out, issued), flags);
  const destroyed = flags.throwaway ? destroyKeys(dir) : [];
  const lines = [
    leaf.csr === undefined ? t('issued', { file: out }) : t('issued.csr', { file: out, csr: leaf.csr }),
    ...issuedRows(leaf, issued),
    ...(flags.throwaway ? [t('destroyed')] : []),
    t('trust', { file: authorityFiles(dir, 'root').certificate }),
  ];
  return {
    result: {
      ...issuedResult(leaf, out, issued),
      dir,
      keysDestroyed: destroyed.length > 0,
    },
    text: out === '-' ? '' : lines.join('\n'),
    warnings: [...issuedWarnings(leaf, issued), ...acceptance],
  };
}
