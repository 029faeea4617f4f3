import { loadProfile } from '../../profiles/load.ts';
import { parseHook } from '../../renewal/deploy/builtin.ts';
import type { RenewOptions } from '../../renewal/options.ts';
import { systemNetwork } from '../../runtime/network.ts';
import { flaggedPassphrase, passphraseSource } from '../passphrase.ts';
import { examinerFor } from './examine.ts';
import type { RenewFlags } from './flags.ts';
import { hooksFolder, type Job } from './jobs.ts';
import { renewTexts as t } from './texts.ts';

/** What is the same for all jobs of one call. */
export interface JobContext {
  readonly flags: RenewFlags;
  readonly lockWaitMs: number;
  /** The folder of package.json. */
  readonly root: string;
  readonly interactive: boolean;
}

/** In `--watch` machines with the same certificate shall not all renew in the same second. */
const WATCH_JITTER = { percent: 5 };

/**
 * All that the renewal of one certificate needs.
 * @throws AppError ERR_USAGE_INVALID_VALUE for a hook that does not exist
 */
export async function optionsFor({ certificate, settings }: Job, context: JobContext): Promise<RenewOptions> {
  const { flags, root } = context;
  const secrets = { 'passphrase-file': settings.passphraseFile, 'passphrase-env': settings.passphraseEnv };
  const passphrase = passphraseSource(secrets, context.interactive, (file) => t('ask.passphrase', { file }));
  const stores = {
    'passphrase-file': settings.pkcs12PassphraseFile,
    'passphrase-env': settings.pkcs12PassphraseEnv,
  };
  const env = environment(settings.passphraseEnv, settings.pkcs12PassphraseEnv);
  const jitter = settings.jitter ?? (flags.watch ? WATCH_JITTER : undefined);
  return {
    look: {
      certificate,
      passphrase,
      pkcs12Passphrase: () => flaggedPassphrase(stores),
      ...(settings.key === undefined ? {} : { key: settings.key }),
      ...(settings.chain === undefined ? {} : { chain: settings.chain }),
    },
    policy: {
      windows: settings.windows,
      ...(settings.before === undefined ? {} : { before: settings.before }),
      ...(jitter === undefined ? {} : { jitter }),
    },
    plan: {
      rotate: settings.rotateKey,
      profile: await loadProfile('server', root),
      ...(settings.days === undefined ? {} : { days: settings.days }),
    },
    source: {
      ca: { certificate, passphrase, ...(settings.caDir === undefined ? {} : { dir: settings.caDir }) },
      ...(settings.source === undefined ? {} : { kind: settings.source }),
      ...(settings.issueCommand === undefined
        ? {}
        : { command: { command: settings.issueCommand, timeoutMs: settings.issueTimeoutMs, env } }),
    },
    deploy: {
      hooks: settings.deployHooks.map((text) => parseHook(text, hooksFolder(root))),
      hook: { timeoutMs: settings.hookTimeoutMs, env },
      proof: {
        targets: settings.targets,
        timeoutMs: settings.proveTimeoutMs,
        network: systemNetwork,
        ...(settings.servername === undefined ? {} : { servername: settings.servername }),
      },
      ...(settings.targets.length === 0 ? {} : { examiner: examinerFor(certificate, settings) }),
      keep: settings.keep,
    },
    force: flags.force,
    lockWaitMs: context.lockWaitMs,
  };
}

/** What hooks and commands inherit: everything but the variables that hold passphrases. */
export function environment(...secrets: readonly (string | undefined)[]): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !secrets.includes(name)));
}
