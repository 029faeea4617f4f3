import { isAppError } from '../../errors/app-error.ts';
import { DerivationBudget } from '../encryption/budget.ts';
import type { KeyContainer } from '../keys/container.ts';
import { type LoadOptions, openContainer } from '../keys/load.ts';
import type { Found, OpenedKey } from './found.ts';
import { spkiOf } from './spki.ts';

type PrivateKey = Extract<Found, { kind: 'private-key' }>;

/**
 * Opens the private keys among what was found, to see their public halves. A key that cannot be read stays closed; so does an
 * encrypted one that there is no passphrase for, or for which too little is left of what one file may cost.
 * @throws AppError ERR_KEY_PASSPHRASE_WRONG, and what the passphrase source throws
 */
export async function openKeys(found: readonly Found[], file: string, options: LoadOptions = {}): Promise<Found[]> {
  const budget = new DerivationBudget(file, 'ERR_KEY_ENCRYPTION_COST');
  const opened: Found[] = [];
  for (const item of found)
    opened.push(
      item.kind === 'private-key' ? { ...item, opened: await openKey(item, file, { budget, ...options }) } : item,
    );
  return opened;
}

async function openKey(key: PrivateKey, file: string, options: LoadOptions): Promise<OpenedKey> {
  try {
    const { key: opened, encrypted } = await openContainer(containerOf(key), file, options);
    return { encrypted, spki: spkiOf(opened) };
  } catch (error) {
    if (isAppError(error)) {
      if (error.code === 'ERR_KEY_PASSPHRASE_MISSING') return { encrypted: true, spki: undefined };
      if (!CLOSED.has(error.code)) throw error;
    }
    // What Node's own readers stumble over is a damaged key too: it is shown as one that says nothing.
    return { encrypted: key.form.includes('encrypted'), spki: undefined };
  }
}

/** Why a key stays closed without hiding the rest of its file. */
const CLOSED: ReadonlySet<string> = new Set([
  'ERR_KEY_MALFORMED',
  'ERR_KEY_UNSUPPORTED_TYPE',
  'ERR_KEY_ENCRYPTION_UNSUPPORTED',
  'ERR_KEY_ENCRYPTION_COST',
]);

function containerOf({ form, bytes, block, source }: PrivateKey): KeyContainer {
  if (form === 'jwk') return { form, encoding: 'json', jwk: JSON.parse(bytes.toString('utf8')) };
  if (form === 'legacy-encrypted') return { form, encoding: 'pem', block: block! };
  return { form, encoding: source.encoding === 'pem' ? 'pem' : 'der', der: bytes };
}
