import { readInput } from '../../files/read.ts';
import type { ConvertFormat } from '../../pki/convert/formats.ts';
import { type Found, identify } from '../../pki/identify/index.ts';
import { type ConvertInput, convertEquivalent } from '../../pki/openssl/convert.ts';
import type { Equivalent } from '../../pki/openssl/equivalent.ts';
import { passphraseFrom } from '../show-openssl.ts';
import type { ConvertFlags } from './run.ts';

/** The same conversion with openssl. */
export async function convertWithOpenssl(
  files: readonly string[],
  flags: ConvertFlags & { readonly format: ConvertFormat; readonly name: string },
): Promise<Equivalent> {
  const inputs: ConvertInput[] = [];
  for (const file of files) inputs.push(inputOf(file, identify(await readInput(file), file)));
  const own = { 'passphrase-file': flags['out-passphrase-file'], 'passphrase-env': flags['out-passphrase-env'] };
  const given = Object.values(own).some((value) => value !== undefined);
  const outPassphrase = passphraseFrom(given ? own : flags);
  return convertEquivalent({
    inputs,
    format: flags.format,
    out: flags.out === '-' ? '/dev/stdout' : flags.out,
    encrypted: flags.encrypt || given,
    passphrase: passphraseFrom(flags),
    outPassphrase,
    name: flags.name,
  });
}

const HOLDS: Partial<Record<Found['kind'], ConvertInput['holds']>> = {
  certificate: 'certificates',
  csr: 'request',
  crl: 'crl',
  'private-key': 'key',
  'public-key': 'public-key',
  pkcs12: 'pkcs12',
};

function inputOf(file: string, found: readonly Found[]): ConvertInput {
  const things = found.filter(({ kind }) => kind !== 'parameters');
  const encodings = new Set(things.map(({ source }) => source.encoding));
  const kinds = new Set(things.map(({ kind }) => HOLDS[kind] ?? 'foreign'));
  const [encoding = 'pem'] = encodings;
  const [first = 'foreign'] = kinds;
  const readable = (encoding === 'pem' || encoding === 'der') && encodings.size === 1 && !kinds.has('foreign');
  if (!readable) return { file, holds: 'foreign', encoding: 'pem' };
  return { file, holds: kinds.size > 1 ? 'mixed' : first, encoding };
}
