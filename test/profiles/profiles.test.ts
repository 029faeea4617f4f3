import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { profileFault } from '../../src/profiles/check.ts';
import { loadProfile, profileNames } from '../../src/profiles/load.ts';
import { repository } from '../support/paths.ts';
import { tempDir } from '../support/temp-dir.ts';

const folder = join(repository, 'templates', 'profiles');
const read = (name: string) => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
const validate = new Ajv2020({ strict: true, allErrors: true, strictRequired: false }).compile(read('profile.schema'));

/** A profile as a test bends it: everything may be changed to something wrong. */
type Editable = Record<string, unknown> & {
  readonly keyUsage: { always: string[] };
  readonly basicConstraints: object;
  readonly validity: object;
  readonly extendedKeyUsage: string[];
  readonly subjectAltName: { types: string[] };
  readonly keys: string[];
  readonly requester: { extensions: string[] };
};

const names = await profileNames(repository);

describe('the profiles', () => {
  it('are these', () => {
    expect(names).toEqual([
      'ca-intermediate',
      'ca-root',
      'client',
      'code-signing',
      'email',
      'ocsp-signer',
      'server',
      'server-client',
      'webtransport',
    ]);
  });

  it.each(names)('%s obeys the schema and our check, and is named like its file', async (name) => {
    expect(validate(read(name)), JSON.stringify(validate.errors)).toBe(true);
    expect((await loadProfile(name, repository)).name).toBe(name);
  });
});

describe('a file of the user', () => {
  const changes: [what: string, change: (profile: Editable) => void, where: string][] = [
    ['without a name', (profile) => delete profile.name, '$.name'],
    ['with an unknown member', (profile) => Object.assign(profile, { surprise: 1 }), '$.surprise'],
    ['with an unknown usage', (profile) => profile.keyUsage.always.push('everything'), '$.keyUsage.always[1]'],
    ['with a usage twice', (profile) => profile.keyUsage.always.push('digitalSignature'), '$.keyUsage.always'],
    ['without usages', (profile) => Object.assign(profile.keyUsage, { always: [] }), '$.keyUsage.always'],
    ['with a purpose that is no OID', (profile) => profile.extendedKeyUsage.push('1.2.x'), '$.extendedKeyUsage[1]'],
    [
      'with a path length and no CA',
      (profile) => Object.assign(profile.basicConstraints, { pathLength: 1 }),
      '$.basicConstraints.pathLength',
    ],
    ['with half a day', (profile) => Object.assign(profile.validity, { days: 0.5 }), '$.validity.days'],
    ['with no day', (profile) => Object.assign(profile.validity, { days: 0 }), '$.validity.days'],
    [
      'with an unknown kind of name',
      (profile) => profile.subjectAltName.types.push('x400'),
      '$.subjectAltName.types[3]',
    ],
    ['with an unknown kind of key', (profile) => profile.keys.push('dsa'), '$.keys[6]'],
    [
      'that copies what it must not',
      (profile) => profile.requester.extensions.push('basicConstraints'),
      '$.requester.extensions[1]',
    ],
    ['with a text for a switch', (profile) => Object.assign(profile, { selfSigned: 'yes' }), '$.selfSigned'],
  ];

  it.each(changes)('%s is refused by the schema and by us, at the same place', (_, change, where) => {
    const profile = read('server');
    change(profile);
    expect(validate(profile)).toBe(false);
    expect(profileFault(profile)).toBe(where);
  });

  it('is loaded by its path; what is wrong is told with its place', async () => {
    const file = join(tempDir(), 'mine.json');
    writeFileSync(file, JSON.stringify({ ...read('server'), name: 'mine' }));
    expect((await loadProfile(file, repository)).name).toBe('mine');
    writeFileSync(file, JSON.stringify({ ...read('server'), validity: { days: 30, maxDays: 20 } }));
    await expect(loadProfile(file, repository)).rejects.toMatchObject({
      code: 'ERR_PROFILE_INVALID',
      params: { file, where: '$.validity.days' },
    });
    writeFileSync(file, '{');
    await expect(loadProfile(file, repository)).rejects.toMatchObject({ code: 'ERR_PROFILE_INVALID' });
  });

  it.each(['nonesuch', '..', 'profile.schema', 'Server', ''])('%j is no profile of ours', async (name) => {
    await expect(loadProfile(name, repository)).rejects.toMatchObject({ code: 'ERR_PROFILE_UNKNOWN' });
  });
});
