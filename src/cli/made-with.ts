import { AppError, isAppError } from '../errors/app-error.ts';

/** Says with which command a missing file is made. */
export async function madeWith<T>(command: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!isAppError(error, 'ERR_INPUT_MISSING')) throw error;
    throw new AppError('ERR_INPUT_MISSING', { ...error.params, command }, { cause: error });
  }
}
