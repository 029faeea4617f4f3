import { userInfo } from 'node:os';
import { type ConnectChatOptions, chatTarget, connectChat } from '../../chat/client/connect.ts';
import type { ChatConnection } from '../../chat/client/connection.ts';
import { parseChatTarget } from '../../chat/client/target.ts';
import { parsePin } from '../../chat/client/trust.ts';
import { DEFAULT_PORT } from '../../chat/port.ts';
import { parseName } from '../../chat/protocol/names.ts';
import { AppError } from '../../errors/app-error.ts';
import { readInput } from '../../files/read.ts';
import type { Outcome } from '../base-command.ts';
import { invalidValue } from '../flags.ts';
import { printNote, style } from '../output.ts';
import { type PassphraseFlags, passphraseSource } from '../passphrase.ts';
import { readPair } from '../read-pair.ts';
import { untilStopped } from '../signals.ts';
import { explainFailure } from './explain-failure.ts';
import { converse } from './script.ts';
import { chatTexts as t } from './texts.ts';

/** What the flags of `llave chat` say. */
export interface ChatFlags extends PassphraseFlags {
  readonly json: boolean;
  readonly quiet: boolean;
  readonly name?: string | undefined;
  readonly room?: string | undefined;
  readonly ca?: string[] | undefined;
  readonly pin?: string | undefined;
  readonly insecure: boolean;
  readonly servername?: string | undefined;
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
  readonly timeout: number;
  readonly reconnect: number;
  readonly stay: boolean;
}

/**
 * Talks to a chat server: as a person if somebody can be asked and stdout is a terminal too, else as a filter.
 * @throws AppError usage errors, what `connectChat` and reading files throw
 */
export async function runChat(named: string, flags: ChatFlags, canAsk: boolean): Promise<Outcome> {
  const interactive = canAsk && Boolean(process.stdout.isTTY);
  const options = await connectOptions(named, flags, interactive);
  if (flags.insecure) printNote(style('red', t('insecure'), 'stderr'));
  const target = chatTarget(options.host, options.port);
  const explained = async (error: unknown) => {
    throw await explainFailure(error, target, flags);
  };
  const connection = await connectChat(options).catch(explained);
  if (flags.room !== undefined) await connection.send({ type: 'join', room: flags.room });
  if (interactive) {
    const { talk } = await import('./terminal.ts');
    greet(connection, options.name as string);
    const again = (name: string | undefined) => connectChat(name === undefined ? options : { ...options, name });
    await talk(connection, { connect: again, patience: flags.reconnect, room: flags.room }).catch(explained);
    return { result: {}, text: '' };
  }
  let ending = false;
  const stopped = untilStopped(() => connection.destroy('signal'));
  void stopped.then(() => {
    ending = true;
  });
  const { dialect } = connection;
  const { events, ...counts } = await converse(connection, process.stdin, {
    stay: flags.stay,
    keep: flags.json,
    quiet: flags.quiet,
    stopped,
  }).catch((error: unknown) => (ending ? Promise.reject(error) : explained(error)));
  const place = { target, name: options.name, dialect };
  return { result: { ...place, ...counts, events }, text: '' };
}

async function connectOptions(target: string, flags: ChatFlags, interactive: boolean): Promise<ConnectChatOptions> {
  const passphrase = passphraseSource(flags, interactive, (key) => t('prompt.passphrase', { key }));
  const place = parseChatTarget(target, DEFAULT_PORT);
  if (!place)
    throw new AppError('ERR_USAGE_INVALID_VALUE', { flag: 'HOST', value: target.slice(0, 200), expected: 'host:port' });
  if (flags.pin !== undefined && parsePin(flags.pin) === undefined)
    throw invalidValue('pin', flags.pin, 'sha256/BASE64=');
  if (flags.name !== undefined && parseName(flags.name) === undefined) {
    throw invalidValue('name', flags.name, '1..32: letters, digits, _ - .');
  }
  if ((flags.cert === undefined) !== (flags.key === undefined)) {
    throw new AppError('ERR_USAGE_MISSING_FLAG', { flag: flags.cert === undefined ? '--cert' : '--key' });
  }
  const ca = flags.ca && (await Promise.all(flags.ca.map(readText)));
  const certificate =
    flags.cert !== undefined && flags.key !== undefined
      ? await readPair({ cert: flags.cert, key: flags.key }, passphrase)
      : undefined;
  return {
    ...place,
    name: flags.name ?? accountName(),
    insecure: flags.insecure,
    timeoutMs: flags.timeout,
    ...(ca ? { ca } : {}),
    ...(flags.pin === undefined ? {} : { pin: flags.pin }),
    ...(flags.servername === undefined ? {} : { servername: flags.servername }),
    ...(certificate ? { certificate } : {}),
  };
}

async function readText(file: string): Promise<string> {
  return (await readInput(file)).toString('latin1');
}

function accountName(): string {
  try {
    return parseName(userInfo().username.replace(/[^\p{L}\p{Nd}_.-]/gu, '.')) ?? 'guest';
  } catch {
    return 'guest';
  }
}

function greet({ socket, target }: ChatConnection, name: string): void {
  printNote(style('dim', t('connected', { target, name, tls: socket.getProtocol() ?? 'TLS' }), 'stderr'));
}
