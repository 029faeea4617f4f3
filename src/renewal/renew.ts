import { createPublicKey, type KeyObject } from 'node:crypto';
import { AppError } from '../errors/app-error.ts';
import { classify } from '../errors/classify.ts';
import { keyIdentifier } from '../pki/extensions.ts';
import { parseCertificate } from '../pki/parse/index.ts';
import type { DeployOptions } from './change.ts';
import { checkIssued } from './check-issued.ts';
import { type Judged, judge } from './judge.ts';
import { type FoundSet, lookAtSet } from './look/look.ts';
import { newFiles } from './new-files.ts';
import type { RenewContext, RenewOptions } from './options.ts';
import { renewedExtensions } from './plan/extensions.ts';
import { type Plan, planRenewal } from './plan/plan.ts';
import { recoverRun } from './recover.ts';
import { replaceSet, Undone } from './replace.ts';
import type { Notice, RenewalResult } from './result.ts';
import { factsOf } from './set.ts';
import { chooseSource } from './sources/choose.ts';
import type { Source } from './sources/source.ts';
import { openStateFolder, stateFolder } from './state/folder.ts';
import { readJournal } from './state/journal.ts';
import { takeLock } from './state/lock.ts';
import { readMemory, writeMemory } from './state/memory.ts';
import { StepLog } from './steps.ts';

/** The plan for one certificate, and nothing else. */
export async function previewRenewal(options: RenewOptions, context: RenewContext): Promise<RenewalResult> {
  return reported(options.look.certificate, [], undefined, async () => {
    const judged = await judge(options, context);
    const { set, plan } = await planned(options);
    return { ...judged.result, action: 'planned', plan, notices: noticesOf(set), steps: [] };
  });
}

/**
 * Renews one certificate if it is due: docs/renewal-design.md from look to proof. It never throws: what went wrong is in the
 * result, and whatever was changed has been put back then, as far as that could be done.
 */
export async function renewOne(options: RenewOptions, context: RenewContext): Promise<RenewalResult> {
  const { certificate } = options.look;
  const log = new StepLog(context.clock, (step) => context.onStep?.(certificate, step));
  const folder = stateFolder(certificate);
  return reported(certificate, log.records, { folder, context }, async () => {
    const first = await judge(options, context);
    const unfinished = readJournal(folder) !== undefined;
    if (!first.wanted && !unfinished) return { ...first.result, action: 'none', steps: [] };
    openStateFolder(folder);
    const lock = await log.take('lock', () => takeLock(folder, options.lockWaitMs));
    try {
      const deploy = { ...options.deploy, clock: context.clock, log };
      const recovery = await recoverRun(folder, certificate, deploy);
      const found = recovery === 'nothing' ? {} : { recovery };
      // Somebody else may have renewed it while this run waited, or the recovery has.
      const judged = await judge(options, context);
      const changed = judged.result.old.fingerprint !== first.result.old.fingerprint;
      if (!judged.wanted || (changed && !judged.result.decision.due)) {
        return {
          ...judged.result,
          ...found,
          action: recovery === 'nothing' ? 'none' : 'recovered',
          steps: log.records,
        };
      }
      return { ...(await issueAndReplace(options, context, judged, deploy)), ...found };
    } finally {
      lock.release();
    }
  });
}

async function issueAndReplace(
  options: RenewOptions,
  context: RenewContext,
  judged: Judged,
  deploy: DeployOptions,
): Promise<RenewalResult> {
  const { log } = deploy;
  const { set, plan, source } = await planned(options);
  const result = { ...judged.result, plan, notices: noticesOf(set), steps: log.records };
  context.onPlan?.({ ...result, action: 'planned' });
  const old = parseCertificate(set.leaf.raw);
  const now = context.clock.now();
  const privateKey = await keyFor(set, plan);
  const publicKey = createPublicKey(privateKey);
  const { extensions } = renewedExtensions({
    old,
    spec: plan.key.spec,
    keyIdentifier: keyIdentifier(publicKey),
    newKey: plan.key.action === 'rotate',
    profile: options.plan.profile,
  });
  const { spec } = plan.key;
  const issued = await log.take('issue', () =>
    source.issue({ old, privateKey, spec, hash: plan.hash, extensions, lifetimeMs: plan.lifetimeMs, now }),
  );
  const lenient = options.force || source.kind === 'self-signed';
  const differences = await log.take('check', () =>
    checkIssued(issued, { old, oldLeaf: set.leaf, publicKey, now: context.clock.now(), lenient }),
  );
  const passphrase = async () => (await options.look.passphrase?.(set.keyFile.path)) ?? '';
  const pkcs12Passphrase = async () => (await options.look.pkcs12Passphrase?.()) ?? '';
  const files = await newFiles(set, issued, { privateKey, planned: plan.key, passphrase, pkcs12Passphrase });
  const next = factsOf(issued.leaf);
  await replaceSet({ kind: 'renew', set, files, leaf: issued.leaf }, deploy);
  const memory = readMemory(set.folder);
  await remember(set.folder, { ...memory, installed: { fingerprint: next.fingerprint, at: now.toISOString() } });
  const own = source.kind === 'self-signed' ? {} : { issued: differences };
  return { ...result, ...own, action: 'renewed', next };
}

async function planned(options: RenewOptions): Promise<{ set: FoundSet; plan: Plan; source: Source }> {
  const set = await lookAtSet(options.look);
  const source = await chooseSource(options.look.certificate, set.leaf, options.source);
  return { set, source, plan: planRenewal(set, parseCertificate(set.leaf.raw), source, options.plan) };
}

/** A key that others may read; a PKCS#12 file that will be out of date. */
function noticesOf({ files, pkcs12 }: FoundSet): Notice[] {
  const readable = files.filter(({ secret, mode }) => secret && (mode & 0o004) !== 0);
  return [
    ...readable.map(({ path }) => ({ code: 'key-readable', path }) as const),
    ...pkcs12.map((path) => ({ code: 'pkcs12', path }) as const),
  ];
}

async function keyFor(set: FoundSet, { key }: Plan): Promise<KeyObject> {
  if (key.action === 'reuse') return set.key.privateKey;
  const { generateKey } = await import('../pki/keys/generate.ts');
  return (await generateKey(key.spec)).privateKey;
}

/** Runs, and turns what is thrown into a result; notes down how it ended where something was tried. */
async function reported(
  certificate: string,
  steps: RenewalResult['steps'],
  state: { readonly folder: string; readonly context: RenewContext } | undefined,
  action: () => Promise<RenewalResult>,
): Promise<RenewalResult> {
  let result: RenewalResult;
  try {
    result = await action();
  } catch (thrown) {
    const error = classify(thrown instanceof Undone ? thrown.failure : thrown);
    const undone = thrown instanceof Undone ? { aftermath: thrown.aftermath } : {};
    result = {
      certificate,
      action: 'failed',
      steps,
      error: notRestored(certificate, error, undone.aftermath),
      ...undone,
    };
  }
  if (state !== undefined && (result.error !== undefined || result.action !== 'none')) await noteDown(state, result);
  return result;
}

/** Where not all came back, that is what has to be said first. */
function notRestored(file: string, error: AppError, aftermath: Undone['aftermath'] | undefined): AppError {
  if (aftermath === undefined) return error;
  const lost = aftermath.files.filter(({ holds }) => holds !== 'old');
  if (lost.length === 0 && !aftermath.proof.startsWith('ERR_')) return error;
  const kept = aftermath.kept === undefined ? {} : { kept: aftermath.kept };
  return new AppError('ERR_RENEW_NOT_RESTORED', { file, first: error.code, ...kept }, { cause: error });
}

async function noteDown({ folder, context }: { folder: string; context: RenewContext }, result: RenewalResult) {
  const { exitCodeOf } = await import('../errors/codes.ts');
  const { error } = result;
  const at = context.clock.now().toISOString();
  const last = error === undefined ? { at, exit: 0 } : { at, exit: exitCodeOf(error.code), code: error.code };
  await remember(folder, { ...readMemory(folder), last, ...(context.realTime ? { seen: at } : {}) });
}

/** What is remembered helps the next run; that it cannot be written is no reason to fail this one. */
async function remember(folder: string, memory: ReturnType<typeof readMemory>): Promise<void> {
  await writeMemory(folder, memory).catch(() => {});
}
