import { type ChatServer, startChatServer } from '../../chat/server/server.ts';
import { isAppError } from '../../errors/app-error.ts';
import type { Outcome } from '../base-command.ts';
import { makingTexts } from '../making/texts.ts';
import { printText, style } from '../output.ts';
import { type PassphraseFlags, passphraseSource } from '../passphrase.ts';
import { readPair } from '../read-pair.ts';
import { untilStopped } from '../signals.ts';
import { completeFiles, localNames, type QuickFile } from './files.ts';
import { quickstartTexts as t } from './texts.ts';
import { verdictOn } from './verdict.ts';

/** The flags of `llave quickstart`. */
export interface QuickstartFlags extends PassphraseFlags {
  readonly port: number;
  readonly exit: boolean;
  readonly json: boolean;
  readonly quiet: boolean;
}

/** What the command knows of its surroundings. */
export interface QuickstartSurroundings {
  readonly root: string;
  readonly version: string;
  readonly interactive: boolean;
}

/** The whole idea, once: files, server, verdict, and what to do next. Serves on until a signal comes, or ends with `--exit`. */
export async function runQuickstart(flags: QuickstartFlags, surroundings: QuickstartSurroundings): Promise<Outcome> {
  const files = await completeFiles(flags, surroundings);
  const passphrase = passphraseSource(flags, surroundings.interactive, (file) =>
    makingTexts('prompt.passphrase', { file }),
  );
  const credential = await readPair({ key: 'server.key', cert: 'server.crt' }, passphrase);
  const server = await serve(credential, flags.port, surroundings.version);
  try {
    const verdict = await verdictOn(server.port, 'server.crt');
    const stays = !flags.exit && !flags.json;
    const { port, fingerprint256 } = server;
    const text = [...steps(files, flags.port, server), '', verdict.text.trimEnd(), '', ...next(port, stays)].join('\n');
    const outcome = {
      result: { files, server: { port, fingerprint256 }, doctor: verdict.result },
      exitCode: verdict.exitCode ?? 0,
    };
    if (!stays) return { ...outcome, text };
    if (!flags.quiet) printText(text);
    await untilStopped(() => server.gate.cut());
    return { ...outcome, text: t('result.stopped') };
  } finally {
    await server.close();
  }
}

type Credential = Awaited<ReturnType<typeof readPair>>;

async function serve(credential: Credential, port: number, version: string): Promise<ChatServer> {
  try {
    return await startChatServer({ credential, version, port });
  } catch (error) {
    if (!isAppError(error, 'ERR_SERVE_PORT_IN_USE')) throw error;
    return startChatServer({ credential, version, port: 0 });
  }
}

function steps(files: readonly QuickFile[], wanted: number, { port, fingerprint256 }: ChatServer): string[] {
  const names = localNames().join(', ');
  return [
    ...files.map(({ file, kind, made }) => (made ? t(`made.${kind}`, { file, names }) : t('step.kept', { file }))),
    ...(wanted !== 0 && wanted !== port ? [t('step.portTaken', { wanted, port })] : []),
    t('step.serving', { port, fingerprint: `${fingerprint256.slice(0, 23)}…` }),
  ];
}

function next(port: number, stays: boolean): string[] {
  const option = port === 12_345 ? '' : ` --port ${port}`;
  const rows: [string, string][] = stays
    ? [
        [t('next.chat'), `llave chat localhost:${port} --ca server.crt`],
        [t('next.openssl'), `openssl s_client -quiet -connect localhost:${port} -CAfile server.crt`],
      ]
    : [[t('next.serve'), `llave serve${option}`]];
  rows.push([t('next.doctor'), `llave doctor localhost:${port} --ca server.crt`]);
  rows.push([t('next.inspect'), 'llave inspect server.crt']);
  const width = Math.max(...rows.map(([, command]) => command.length));
  return [
    style('bold', t('heading.next')),
    ...rows.map(([text, command]) => `  ${command.padEnd(width)}  # ${text}`),
    ...(stays ? [t('next.stop')] : []),
  ];
}
