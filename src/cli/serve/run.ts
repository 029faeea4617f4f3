import type { FaultBehaviour } from '../../chat/faults/fault.ts';
import { type CredentialFiles, watchCredentialFiles } from '../../chat/server/credential-files.ts';
import type { CredentialPem } from '../../chat/server/credentials.ts';
import type { BoundPort } from '../../chat/server/listen.ts';
import { type ChatServer, type ChatServerOptions, startChatServer } from '../../chat/server/server.ts';
import { isAppError } from '../../errors/app-error.ts';
import { tellServiceManager } from '../../runtime/service-manager.ts';
import type { Outcome } from '../base-command.ts';
import { printWarning, type Warning } from '../output.ts';
import { type PassphraseFlags, passphraseSource } from '../passphrase.ts';
import { readPair } from '../read-pair.ts';
import { onHangup, untilStopped } from '../signals.ts';
import { type BackplaneFlags, backplaneOf } from './backplane.ts';
import { faultText } from './fault-texts.ts';
import { type ServeLog, serveLog } from './log.ts';
import { filePairs, locked, readableKeys, withFiles } from './pairs.ts';
import { parsePorts } from './ports.ts';
import { parseStatusAddress } from './status-address.ts';
import { serveTexts as t } from './texts.ts';

/** What the flags of `llave serve` say, besides limits and client certificates. */
export interface ServeFlags extends PassphraseFlags, BackplaneFlags {
  readonly json: boolean;
  readonly quiet: boolean;
  readonly host: string;
  readonly port: number;
  readonly dialect: string;
  readonly key?: string[] | undefined;
  readonly cert?: string[] | undefined;
  readonly 'log-format': 'text' | 'json';
  readonly 'log-messages': boolean;
  readonly 'status-address'?: string | undefined;
  readonly fault?: string[] | undefined;
  readonly 'fault-ca'?: string | undefined;
}

type Passphrase = ReturnType<typeof passphraseSource>;

/** Serves until a signal comes, then drains. @throws AppError what `startChatServer` and reading its files throw */
export async function runServe(
  flags: ServeFlags,
  options: Pick<ChatServerOptions, 'version' | 'limits' | 'tls' | 'clientCertificates' | 'web'>,
  interactive: boolean,
): Promise<Outcome> {
  const ports = parsePorts(flags.dialect, flags.port);
  const files = filePairs(flags.key, flags.cert);
  const status = flags['status-address'] === undefined ? undefined : parseStatusAddress(flags['status-address']);
  const passphrase = passphraseSource(flags, interactive, (key) => t('prompt.passphrase', { key }));
  const { credentials, fault } = await whatToServe(flags, files, passphrase);
  const [credential, ...moreCredentials] = credentials as [CredentialPem];
  const log = serveLog(flags['log-format'], flags);
  const joined = await backplaneOf(flags);
  const server = await startChatServer({
    ...options,
    host: flags.host,
    ...ports,
    credential,
    moreCredentials,
    logText: flags['log-messages'],
    record: log.record,
    ...(fault ? { fault } : {}),
    ...(joined ? { backplane: joined.backplane, beforeListening: () => joined.start() } : {}),
  }).catch((error: unknown) => Promise.reject(withFiles(error, files)));
  // Whoever started us may go and leave the log without a reader: the chat goes on.
  process.stdout.on('error', () => {});
  const stopped = untilStopped(() => server.gate.cut());
  // With a fault, what is served is wrong on purpose.
  const warnings = fault ? [] : [...(await readableKeys(files)), ...pairProblems(server, files)];
  if (!flags.json && !flags.quiet) for (const warning of warnings) printWarning(warning);
  const stopReloading = fault ? () => {} : reloadOnChange(server, files, passphrase, log);
  const statusServer = status && (await startStatus(server, status));
  log.listening(server);
  for (const port of server.ports.slice(1)) log.record({ event: 'also-listening', ...port });
  for (const id of flags.fault ?? []) log.record({ event: 'fault', id, text: faultText(id) });
  if (statusServer) log.record({ event: 'status-listening', address: statusServer.address, port: statusServer.port });
  await tellServiceManager('READY=1');

  await stopped;
  void tellServiceManager('STOPPING=1');
  stopReloading();
  await server.close();
  await statusServer?.close();
  const { address, port, fingerprint256, gate, hub } = server;
  const counts = { connections: gate.accepted, messages: hub.counters.messages };
  return {
    result: { address, port, fingerprint256, ...counts, deliveries: hub.counters.deliveries },
    text: flags['log-format'] === 'json' ? '' : t('result.stopped', counts),
    // In text they were said at the start.
    ...(flags.json ? { warnings } : {}),
  };
}

/** The pairs of the files, and how to be broken; faults need no files, since they bring what they serve. */
async function whatToServe(
  flags: ServeFlags,
  files: readonly CredentialFiles[],
  passphrase: Passphrase,
): Promise<{ credentials: CredentialPem[]; fault?: FaultBehaviour }> {
  const read = Promise.all(
    files.map((pair) => readPair(pair, passphrase).catch((error) => Promise.reject(locked(error, pair)))),
  );
  if (!flags.fault) return { credentials: await read };
  const { faultBehaviour, standInCredential, writeFaultCa } = await import('./faults.ts');
  const credentials = await read.catch(async (error: unknown) => {
    if (flags.key || flags.cert || !isAppError(error, 'ERR_INPUT_MISSING')) throw error;
    return [await standInCredential()];
  });
  const [first] = credentials as [CredentialPem];
  const fault = await faultBehaviour(flags.fault, first);
  if (flags['fault-ca'] !== undefined) await writeFaultCa(flags['fault-ca'], fault, first);
  return { credentials, fault };
}

async function startStatus(server: ChatServer, at: { host: string; port: number }): Promise<BoundPort> {
  const { startStatusServer } = await import('../../chat/server/status-server.ts');
  try {
    return await startStatusServer(server, at.host, at.port);
  } catch (error) {
    await server.close();
    throw error;
  }
}

function pairProblems(server: ChatServer, files: readonly CredentialFiles[]): Warning[] {
  return server.warnings.map(({ index, problem }) => {
    const { cert } = files[index] as CredentialFiles;
    return { code: problem, params: { cert }, message: t(`warning.${problem}`, { cert }) };
  });
}

/** Serves renewed files: when they change, and on SIGHUP. @returns stops that */
function reloadOnChange(
  server: ChatServer,
  files: readonly CredentialFiles[],
  passphrase: Passphrase,
  log: ServeLog,
): () => void {
  const reload = async (index: number): Promise<void> => {
    try {
      server.replaceCredential(index, await readPair(files[index] as CredentialFiles, passphrase));
    } catch (error) {
      if (!isAppError(error)) throw error;
      log.record({ event: 'certificate-refused', index, problem: error.code });
    }
  };
  onHangup(() => {
    for (const index of files.keys()) void reload(index);
  });
  return watchCredentialFiles(files, (index) => void reload(index));
}
