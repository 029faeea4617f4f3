import { dirname } from 'node:path';
import { AppError } from '../errors/app-error.ts';

/**
 * What a failed system call on an output means to the user. Anything that is no errno is handed back unchanged: it is a bug
 * of ours, not the user's disk.
 */
export function outputError(path: string, error: unknown): unknown {
  if (error instanceof AppError) return error;
  const reason = (error as NodeJS.ErrnoException)?.code;
  switch (reason) {
    case undefined:
      return error;
    case 'EEXIST':
      return new AppError('ERR_OUTPUT_EXISTS', { file: path }, { cause: error });
    case 'ENOENT':
    case 'ENOTDIR':
      return new AppError('ERR_OUTPUT_DIRECTORY_MISSING', { file: path, directory: dirname(path) }, { cause: error });
    case 'EISDIR':
      return new AppError('ERR_OUTPUT_IS_DIRECTORY', { file: path }, { cause: error });
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return new AppError('ERR_OUTPUT_NO_SPACE', { file: path, reason }, { cause: error });
    default:
      if (reason.startsWith('ERR_')) return error;
      return new AppError('ERR_OUTPUT_NOT_WRITABLE', { file: path, reason }, { cause: error });
  }
}
