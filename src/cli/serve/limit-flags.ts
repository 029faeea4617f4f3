import { type ChatLimits, DEFAULT_LIMITS } from '../../chat/limits.ts';
import { integerFlag } from '../flags.ts';
import { serveTexts as t } from './texts.ts';

const MILLION = 1_000_000;
const seconds = (ms: number): number => ms / 1000;

/** One flag for each limit of the server; times are whole seconds. */
export const limitFlags = {
  'max-connections': integerFlag({
    min: 1,
    max: MILLION,
    default: DEFAULT_LIMITS.connections,
    description: t('flag.maxConnections'),
  }),
  'max-per-address': integerFlag({
    min: 1,
    max: MILLION,
    default: DEFAULT_LIMITS.connectionsPerAddress,
    description: t('flag.maxPerAddress'),
  }),
  'handshake-timeout': timeLimit(DEFAULT_LIMITS.handshakeMs, t('flag.handshakeTimeout')),
  'name-timeout': timeLimit(DEFAULT_LIMITS.nameMs, t('flag.nameTimeout')),
  'max-line': integerFlag({
    helpValue: 'BYTES',
    min: 64,
    max: 4096,
    default: DEFAULT_LIMITS.lineBytes,
    description: t('flag.maxLine'),
  }),
  rate: integerFlag({ min: 1, max: MILLION, default: DEFAULT_LIMITS.messagesPerSecond, description: t('flag.rate') }),
  burst: integerFlag({ min: 1, max: MILLION, default: DEFAULT_LIMITS.messageBurst, description: t('flag.burst') }),
  'max-pending': integerFlag({
    helpValue: 'BYTES',
    min: 8192,
    max: 1_073_741_824,
    default: DEFAULT_LIMITS.pendingBytes,
    description: t('flag.maxPending'),
  }),
  idle: timeLimit(DEFAULT_LIMITS.idleMs, t('flag.idle')),
  drain: timeLimit(DEFAULT_LIMITS.drainMs, t('flag.drain')),
};

type LimitFlags = Readonly<Record<keyof typeof limitFlags, number>>;

/** The limits that the flags set. */
export function limitsOf(flags: LimitFlags): ChatLimits {
  return {
    connections: flags['max-connections'],
    connectionsPerAddress: flags['max-per-address'],
    handshakeMs: flags['handshake-timeout'] * 1000,
    nameMs: flags['name-timeout'] * 1000,
    lineBytes: flags['max-line'],
    messagesPerSecond: flags.rate,
    messageBurst: flags.burst,
    pendingBytes: flags['max-pending'],
    idleMs: flags.idle * 1000,
    drainMs: flags.drain * 1000,
  };
}

function timeLimit(ms: number, description: string) {
  return integerFlag({ helpValue: 'SECONDS', min: 1, max: 86_400, default: seconds(ms), description });
}
