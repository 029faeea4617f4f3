import { createPublicKey, type KeyObject } from 'node:crypto';
import { AppError } from '../../errors/app-error.ts';
import { toPem } from '../../files/pem.ts';
import { exportPrivateKey, exportPublicKey } from '../keys/export.ts';
import { publicKeyOf } from '../keys/public.ts';
import type { Certificate } from '../parse/certificate.ts';
import { writePkcs12 } from '../pkcs12/write.ts';
import { chainOrder } from './chain-order.ts';
import type { ConvertFormat } from './formats.ts';
import type { Gathered } from './gather.ts';
import { opensshPublicKey } from './openssh-public.ts';

/** What came out of a conversion. */
export interface Converted {
  readonly data: Buffer;
  /** It holds a private key. */
  readonly secret: boolean;
  readonly wrote: { readonly keys: number; readonly certificates: readonly Certificate[]; readonly others: number };
  readonly dropped: readonly Certificate[];
  /** A root that servers need not send. */
  readonly root: Certificate | undefined;
}

/** How to convert. */
export interface ConvertOptions {
  readonly format: ConvertFormat;
  /** The input's name, for errors. */
  readonly file: string;
  /** Of the output: PKCS#12 always has one, PKCS#8 may. */
  readonly passphrase: string | undefined;
  /** What key stores show of PKCS#12. */
  readonly name: string;
}

/**
 * Writes what was gathered in another form.
 * @throws AppError ERR_CONVERT_IMPOSSIBLE, ERR_CONVERT_KEY_MISMATCH, ERR_KEY_FORM_UNSUPPORTED
 */
export async function convert(all: Gathered, options: ConvertOptions): Promise<Converted> {
  switch (options.format) {
    case 'pem':
      return toAllPem(all, options);
    case 'der':
      return toDer(all, options);
    case 'fullchain':
      return toFullchain(all, options);
    case 'pkcs12':
      return toPkcs12(all, options);
    case 'jwk':
      if (all.keys.length === 0) return publicOnly(exportPublicKey(publicKey(all, options), 'pem', 'jwk'));
      return oneKey(all, options, 'jwk');
    case 'openssh':
      return publicOnly(opensshPublicKey(publicKey(all, options), options.file));
    default:
      return oneKey(all, options, options.format);
  }
}

const none = { keys: 0, certificates: [], others: 0 };

async function toAllPem(all: Gathered, { passphrase }: ConvertOptions): Promise<Converted> {
  const { keys, certificates, requests, crls, publicKeys } = all;
  const parts: Buffer[] = [];
  for (const key of keys) parts.push(await exportPrivateKey(key, { form: 'pkcs8', encoding: 'pem', passphrase }));
  for (const { der } of certificates) parts.push(Buffer.from(toPem('CERTIFICATE', der)));
  for (const { der } of requests) parts.push(Buffer.from(toPem('CERTIFICATE REQUEST', der)));
  for (const { der } of crls) parts.push(Buffer.from(toPem('X509 CRL', der)));
  for (const key of publicKeys) parts.push(exportPublicKey(key, 'pem'));
  const others = requests.length + crls.length + publicKeys.length;
  const wrote = { keys: keys.length, certificates, others };
  return { data: Buffer.concat(parts), secret: keys.length > 0, wrote, dropped: [], root: undefined };
}

async function toDer(all: Gathered, { format, file, passphrase }: ConvertOptions): Promise<Converted> {
  const { keys, certificates, requests, crls, publicKeys } = all;
  const encoded = [
    ...[...certificates, ...requests, ...crls].map(({ der }) => der),
    ...publicKeys.map((key) => exportPublicKey(key, 'der')),
  ];
  const count = keys.length + encoded.length;
  // DER has no way to say where one thing ends and what the next one is.
  if (count !== 1) throw new AppError('ERR_CONVERT_IMPOSSIBLE', { file, format, what: String(count) });
  const [key] = keys;
  const data =
    key === undefined ? encoded[0]! : await exportPrivateKey(key, { form: 'pkcs8', encoding: 'der', passphrase });
  const wrote = { keys: keys.length, certificates, others: count - keys.length - certificates.length };
  return { data, secret: key !== undefined, wrote, dropped: [], root: undefined };
}

function toFullchain({ keys, certificates }: Gathered, { format, file }: ConvertOptions): Converted {
  const { chain, dropped } = ordered(certificates, keys[0], file, format);
  const last = chain.at(-1)!;
  const root = chain.length > 1 && last.isSelfIssued ? last : undefined;
  const sent = chain.filter((each) => each !== root);
  const data = Buffer.from(sent.map(({ der }) => toPem('CERTIFICATE', der)).join(''));
  return { data, secret: false, wrote: { ...none, certificates: sent }, dropped, root };
}

async function toPkcs12({ keys, certificates }: Gathered, options: ConvertOptions): Promise<Converted> {
  const { format, file, passphrase, name } = options;
  if (passphrase === undefined) throw new AppError('ERR_PKCS12_PASSPHRASE_MISSING', { file });
  const [key, second] = keys;
  if (second !== undefined) throw new AppError('ERR_CONVERT_IMPOSSIBLE', { file, format, what: String(keys.length) });
  // Without a key it is a store of what is trusted, where nothing has to belong together.
  const { chain, dropped } =
    key === undefined && certificates.length > 0
      ? { chain: certificates, dropped: [] }
      : ordered(certificates, key, file, format);
  const data = await writePkcs12({ key, certificates: chain, name }, passphrase);
  return { data, secret: true, wrote: { keys: keys.length, certificates: chain, others: 0 }, dropped, root: undefined };
}

function ordered(certificates: readonly Certificate[], key: KeyObject | undefined, file: string, format: string) {
  if (certificates.length === 0) throw new AppError('ERR_CONVERT_IMPOSSIBLE', { file, format, what: '0' });
  const order = chainOrder(certificates, key);
  if (order.chain.length === 0) throw new AppError('ERR_CONVERT_KEY_MISMATCH', { file });
  return order;
}

async function oneKey(
  { keys }: Gathered,
  { format, file, passphrase }: ConvertOptions,
  form: 'pkcs8' | 'traditional' | 'jwk',
): Promise<Converted> {
  const [key] = keys;
  if (key === undefined || keys.length > 1) {
    throw new AppError('ERR_CONVERT_IMPOSSIBLE', { file, format, what: String(keys.length) });
  }
  const data = await exportPrivateKey(key, { form, encoding: 'pem', passphrase });
  return { data, secret: true, wrote: { ...none, keys: 1 }, dropped: [], root: undefined };
}

function publicOnly(data: Buffer): Converted {
  return { data, secret: false, wrote: { ...none, others: 1 }, dropped: [], root: undefined };
}

/** The public key of the first thing that has one. */
function publicKey(
  { keys, publicKeys, certificates, requests }: Gathered,
  { file, format }: ConvertOptions,
): KeyObject {
  if (keys[0] !== undefined) return createPublicKey(keys[0]);
  if (publicKeys[0] !== undefined) return publicKeys[0];
  const holder = certificates[0] ?? requests[0];
  if (holder === undefined) throw new AppError('ERR_CONVERT_IMPOSSIBLE', { file, format, what: '0' });
  return publicKeyOf(holder.subjectPublicKeyInfo, file);
}
