import { AppError } from '../../errors/app-error.ts';
import { readInput } from '../../files/read.ts';
import { describePublicKey } from '../../pki/describe/index.ts';
import { type Found, identify } from '../../pki/identify/index.ts';
import { openKeys } from '../../pki/identify/key.ts';
import type { PassphraseSource } from '../../pki/keys/load.ts';
import { allMatch, groupByKey, type KeyGroup, type KeyHolder, keyHolders } from '../../pki/match.ts';
import type { Outcome } from '../base-command.ts';
import { keyWords } from '../inspect/public-key.ts';
import { style } from '../output.ts';
import { kindTexts, matchTexts as t } from './texts.ts';

/** Groups what in some files shares a public key. */
export async function runMatch(files: readonly string[], passphrase: PassphraseSource): Promise<Outcome> {
  const holders: KeyHolder[] = [];
  for (const file of files) holders.push(...(await readHolders(file, passphrase)));
  const groups = groupByKey(holders);
  const matches = allMatch(groups);
  return {
    result: { match: matches, groups: groups.map(groupResult) },
    text: text(groups, matches),
    exitCode: matches ? 0 : 1,
  };
}

/** @throws AppError ERR_KEY_PASSPHRASE_MISSING for a key that stays closed, ERR_INPUT_UNRECOGNISED for a file without keys */
async function readHolders(file: string, passphrase: PassphraseSource): Promise<KeyHolder[]> {
  const found = await openKeys(identify(await readInput(file), file), file, { passphrase });
  const closed = found.find((item) => item.kind === 'private-key' && item.opened?.spki === undefined);
  if (closed?.kind === 'private-key') {
    throw new AppError(closed.opened?.encrypted ? 'ERR_KEY_PASSPHRASE_MISSING' : 'ERR_KEY_MALFORMED', { file });
  }
  const holders = keyHolders(file, found);
  if (holders.length === 0) throw new AppError('ERR_INPUT_UNRECOGNISED', { file, reason: reasonOf(found) });
  return holders;
}

function reasonOf(found: readonly Found[]): string {
  const [first] = found;
  return first?.kind === 'unreadable' ? first.reason : (first?.kind ?? 'empty');
}

function groupResult({ pin, spki, members }: KeyGroup) {
  return {
    pin,
    publicKey: describePublicKey(spki),
    members: members.map(({ file, kind, subject, counts }) => ({
      file,
      kind,
      subject: subject ?? null,
      chain: !counts,
    })),
  };
}

function text(groups: readonly KeyGroup[], matches: boolean): string {
  const verdict = matches ? style('green', t('verdict.match')) : style('red', t('verdict.differ'));
  return [verdict, ...groups.flatMap(groupLines)].join('\n');
}

function groupLines({ pin, spki, members }: KeyGroup): string[] {
  return [
    '',
    t('group', { key: keyWords(spki, kindTexts), pin }),
    ...members.map(({ file, kind, subject, counts }) => {
      const what = kindTexts(`kind.${kind}`);
      const line = subject ? t('member.subject', { file, what, subject }) : t('member', { file, what });
      return `  ${line}${counts ? '' : ` ${t('chain')}`}`;
    }),
  ];
}
