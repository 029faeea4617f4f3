import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { AppError } from '../errors/app-error.ts';

/** The most that llave reads from one file or from standard input: 10 MiB. */
export const MAX_INPUT_BYTES = 10 * 1024 * 1024;

/** How a file is read. */
export interface ReadOptions {
  /** Cap in bytes; `MAX_INPUT_BYTES` unless told. */
  readonly maxBytes?: number;
  /** Where `-` reads from; standard input unless told. */
  readonly stdin?: AsyncIterable<Uint8Array | string>;
}

/**
 * Reads a whole file, or standard input where `path` is `-`. Pipes and devices work too, and nothing is read beyond the cap.
 *
 * @throws AppError ERR_INPUT_MISSING, ERR_INPUT_UNREADABLE, ERR_INPUT_IS_DIRECTORY, ERR_INPUT_EMPTY, ERR_INPUT_TOO_LARGE
 */
export async function readInput(path: string, options: ReadOptions = {}): Promise<Buffer> {
  const maxBytes = options.maxBytes ?? MAX_INPUT_BYTES;
  const data =
    path === '-' ? await collect(options.stdin ?? process.stdin, path, maxBytes) : await readFileCapped(path, maxBytes);
  if (data.length === 0) throw new AppError('ERR_INPUT_EMPTY', { file: path });
  return data;
}

/**
 * Reads a file, or standard input where `path` is `-`, piece by piece: for lists of which nobody holds the whole.
 *
 * @throws AppError ERR_INPUT_MISSING, ERR_INPUT_UNREADABLE, ERR_INPUT_IS_DIRECTORY, when the first piece is asked for
 */
export async function* streamInput(path: string): AsyncGenerator<Uint8Array> {
  if (path === '-') return yield* process.stdin;
  let handle: FileHandle | undefined;
  try {
    handle = await open(path, constants.O_RDONLY);
    yield* handle.createReadStream({ autoClose: false });
  } catch (error) {
    throw inputError(path, error);
  } finally {
    await handle?.close();
  }
}

async function readFileCapped(path: string, maxBytes: number): Promise<Buffer> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(path, constants.O_RDONLY);
    const stats = await handle.stat();
    if (stats.isDirectory()) throw new AppError('ERR_INPUT_IS_DIRECTORY', { file: path });
    // The size of a pipe or of a file under /proc says nothing: it is a shortcut, the cap on the stream is the rule.
    if (stats.isFile() && stats.size > maxBytes) throw tooLarge(path, maxBytes);
    return await collect(handle.createReadStream({ autoClose: false }), path, maxBytes);
  } catch (error) {
    throw inputError(path, error);
  } finally {
    await handle?.close();
  }
}

async function collect(source: AsyncIterable<Uint8Array | string>, path: string, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of source) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : Buffer.from(chunk);
    size += bytes.length;
    if (size > maxBytes) throw tooLarge(path, maxBytes);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks, size);
}

function tooLarge(path: string, maxBytes: number): AppError {
  return new AppError('ERR_INPUT_TOO_LARGE', { file: path, limit: Math.round((maxBytes / 1024 / 1024) * 10) / 10 });
}

function inputError(path: string, error: unknown): unknown {
  if (error instanceof AppError) return error;
  const code = (error as NodeJS.ErrnoException)?.code;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new AppError('ERR_INPUT_MISSING', { file: path }, { cause: error });
    case 'EISDIR':
      return new AppError('ERR_INPUT_IS_DIRECTORY', { file: path }, { cause: error });
    default:
      if (code === undefined || code.startsWith('ERR_')) {
        // A path with a NUL in it is the one argument error that a user can cause.
        if (code === 'ERR_INVALID_ARG_VALUE')
          return new AppError('ERR_INPUT_MISSING', { file: path }, { cause: error });
        return error;
      }
      return new AppError('ERR_INPUT_UNREADABLE', { file: path, reason: code }, { cause: error });
  }
}
