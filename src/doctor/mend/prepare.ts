import type { LocalFile, LocalSystem } from '../../runtime/local-system.ts';
import type { EvidenceStore } from '../evidence.ts';
import { prepareChain } from './chain.ts';
import { prepareHostsLine } from './hosts-line.ts';
import type { Change, Mend, PlannedMend, Prepared, RefusalCode } from './mend.ts';
import { preparePem } from './pem.ts';
import { preparePrivate } from './private.ts';
import { prepareReissue } from './reissue.ts';
import { type ServedFiles, servedFiles } from './served.ts';

/** What a mend is prepared with. */
export interface Machine {
  readonly system: Pick<LocalSystem, 'readFile' | 'list'>;
  readonly now: Date;
  /** Where templates are. */
  readonly root: string;
}

/** What a mend comes to: a change, or why it is left. */
export type Preparation = { readonly change: Change } | { readonly refused: RefusalCode; readonly file: string };

/** Works out what each mend would change. Nothing is written. */
export async function prepareMends(
  planned: readonly PlannedMend[],
  store: EvidenceStore,
  machine: Machine,
): Promise<Prepared[]> {
  const served = await servedFiles(store, machine);
  const prepared: Prepared[] = [];
  for (const one of planned) prepared.push({ ...one, ...(await prepareOne(one.mend, served, machine)) });
  return prepared;
}

async function prepareOne(mend: Mend, served: ServedFiles | undefined, machine: Machine): Promise<Preparation> {
  const file = 'file' in mend ? mend.file : served?.certFile;
  if (file === undefined) return { refused: 'file-not-here', file: '' };
  const old = await machine.system.readFile(file).catch((error: NodeJS.ErrnoException) => error.code);
  if (old === undefined || typeof old === 'string')
    return { refused: old === 'EACCES' || old === 'EPERM' ? 'not-permitted' : 'file-not-here', file };
  return await change(mend, file, old, served, machine);
}

async function change(
  mend: Mend,
  file: string,
  old: LocalFile,
  served: ServedFiles | undefined,
  machine: Machine,
): Promise<Preparation> {
  switch (mend.kind) {
    case 'private':
      return preparePrivate(file, old);
    case 'pem':
      return preparePem(mend, file, old);
    case 'hosts-line':
      return prepareHostsLine(mend, file, old);
    case 'chain':
      return prepareChain(mend, file, old, served?.keyFiles ?? [], machine);
    case 'reissue':
      return prepareReissue(mend, file, old, served?.keyFiles ?? [], machine);
  }
}
