import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError, isAppError } from '../errors/app-error.ts';
import { readInput } from '../files/read.ts';
import type { Profile } from '../pki/profile.ts';
import { profileFault } from './check.ts';

const MAX_PROFILE_BYTES = 256 * 1024;

/**
 * Loads a profile: one of ours by name, or a file of the user's, which has a slash or ends in `.json`.
 * @param root the folder of package.json, where `templates/` is
 * @throws AppError ERR_PROFILE_UNKNOWN, ERR_PROFILE_INVALID, and those of `readInput` for a file
 */
export async function loadProfile(name: string, root: string): Promise<Profile> {
  if (/[/\\]|\.json$/.test(name)) return readProfile(name);
  const folder = join(root, 'templates', 'profiles');
  const unknown = async () => new AppError('ERR_PROFILE_UNKNOWN', { profile: name, known: await profileNames(root) });
  if (!/^[a-z0-9-]+$/.test(name)) throw await unknown();
  try {
    return await readProfile(join(folder, `${name}.json`));
  } catch (error) {
    throw isAppError(error, 'ERR_INPUT_MISSING') ? await unknown() : error;
  }
}

/** The names of our own profiles. */
export async function profileNames(root: string): Promise<string[]> {
  const files = await readdir(join(root, 'templates', 'profiles'));
  return files.flatMap((file) => /^([a-z0-9-]+)\.json$/.exec(file)?.[1] ?? []).sort();
}

async function readProfile(file: string): Promise<Profile> {
  const text = (await readInput(file, { maxBytes: MAX_PROFILE_BYTES })).toString('utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new AppError('ERR_PROFILE_INVALID', { file, where: '$' }, { cause: error });
  }
  const fault = profileFault(value);
  if (fault !== undefined) throw new AppError('ERR_PROFILE_INVALID', { file, where: fault });
  return value as Profile;
}
