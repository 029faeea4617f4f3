import type { Found } from './identify/index.ts';
import { type SubjectPublicKeyInfo, spkiPin } from './parse/index.ts';

/** One thing with a key in a file. */
export interface KeyHolder {
  readonly file: string;
  readonly kind: 'private-key' | 'public-key' | 'csr' | 'certificate';
  /** Subject of a certificate or request; undefined for keys. */
  readonly subject: string | undefined;
  readonly spki: SubjectPublicKeyInfo;
  /**
   * Whether it is expected to share the key of the others: all but the certificates that follow the first one of a file,
   * which are its chain.
   */
  readonly counts: boolean;
}

/** All that share one public key, in the order given. */
export interface KeyGroup {
  readonly pin: string;
  readonly spki: SubjectPublicKeyInfo;
  readonly members: readonly KeyHolder[];
}

/** What in a file has a public key that could be read. */
export function keyHolders(file: string, found: readonly Found[]): KeyHolder[] {
  const holders: KeyHolder[] = [];
  let certificates = 0;
  for (const item of found) {
    const holder = holderOf(item);
    if (holder) holders.push({ file, ...holder, counts: item.kind !== 'certificate' || certificates === 0 });
    if (item.kind === 'certificate') certificates++;
  }
  return holders;
}

function holderOf(found: Found): Pick<KeyHolder, 'kind' | 'subject' | 'spki'> | undefined {
  switch (found.kind) {
    case 'certificate': {
      const { subject, subjectPublicKeyInfo } = found.certificate;
      return { kind: found.kind, subject: subject.toString(), spki: subjectPublicKeyInfo };
    }
    case 'csr': {
      const { subject, subjectPublicKeyInfo } = found.request;
      return { kind: found.kind, subject: subject.toString(), spki: subjectPublicKeyInfo };
    }
    case 'public-key':
      return { kind: found.kind, subject: undefined, spki: found.spki };
    case 'private-key': {
      const spki = found.opened?.spki;
      return spki && { kind: found.kind, subject: undefined, spki };
    }
    default:
      return undefined;
  }
}

/**
 * Groups what shares a public key. Keys are compared by the value of the key, not by the octets around it: an RSA key is the
 * same with and without its NULL parameters, an EC point only on the same curve.
 */
export function groupByKey(holders: readonly KeyHolder[]): KeyGroup[] {
  const groups = new Map<string, KeyHolder[]>();
  for (const holder of holders) {
    const key = keyValue(holder.spki);
    groups.set(key, [...(groups.get(key) ?? []), holder]);
  }
  return [...groups.values()].map((members) => {
    const { spki } = members[0]!;
    return { pin: spkiPin(spki), spki, members };
  });
}

/** Whether everything that counts shares one key. */
export function allMatch(groups: readonly KeyGroup[]): boolean {
  return groups.filter(({ members }) => members.some(({ counts }) => counts)).length === 1;
}

function keyValue({ type, curve, publicKey, algorithm }: SubjectPublicKeyInfo): string {
  const kind = type.startsWith('rsa') ? 'rsa' : type === 'unknown' ? algorithm.oid : type;
  return `${kind} ${curve ?? ''} ${publicKey.toString('base64')}`;
}
