import type { ChatServerOptions } from '../../chat/server/server.ts';
import { AppError } from '../../errors/app-error.ts';

type Ports = Pick<ChatServerOptions, 'port' | 'dialect' | 'morePorts'>;

/**
 * What `--dialect` and `--port` say: a dialect alone is spoken on the port of `--port`; `line:12345,rsa:12346` opens several
 * ports into the same rooms.
 * @throws AppError ERR_USAGE_INVALID_VALUE
 */
export function parsePorts(value: string, port: number): Ports {
  const entries = value.split(',').map((entry) => {
    const match = /^(line|rsa)(?::(\d{1,5}))?$/i.exec(entry.trim());
    const at = match?.[2] === undefined ? port : Number(match[2]);
    if (!match || at > 65_535) throw invalid(value);
    return { dialect: match[1]?.toLowerCase() as 'line' | 'rsa', port: at };
  });
  const [first, ...more] = entries as [(typeof entries)[number]];
  const fixed = entries.map((entry) => entry.port).filter((each) => each !== 0);
  if (new Set(fixed).size !== fixed.length) throw invalid(value);
  return { ...first, morePorts: more };
}

function invalid(value: string): AppError {
  const expected = 'line, rsa, line:12345,rsa:12346';
  return new AppError('ERR_USAGE_INVALID_VALUE', { flag: '--dialect', value: value.slice(0, 200), expected });
}
