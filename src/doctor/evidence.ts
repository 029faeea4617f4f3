import type { CertEvidence, CertFamilies } from './evidence/cert.ts';
import type { ChatEvidence, ChatFamilies } from './evidence/chat.ts';
import type { DnsEvidence, DnsFamilies } from './evidence/dns.ts';
import type { EntryOf } from './evidence/entry.ts';
import type { FileEvidence, FileFamilies } from './evidence/files.ts';
import type { IpEvidence } from './evidence/ip.ts';
import type { LocalEvidence } from './evidence/local.ts';
import type { RequestEvidence } from './evidence/request.ts';
import type { TcpEvidence, TcpFamilies } from './evidence/tcp.ts';
import type { TlsEvidence, TlsFamilies } from './evidence/tls.ts';

/** Every evidence key of which there is one entry, with what it holds. */
export interface EvidenceMap
  extends RequestEvidence,
    FileEvidence,
    LocalEvidence,
    IpEvidence,
    DnsEvidence,
    TcpEvidence,
    TlsEvidence,
    CertEvidence,
    ChatEvidence {}

/** Every evidence key of which there are several entries, stored as `key@instance`. */
export interface FamilyMap extends DnsFamilies, TcpFamilies, TlsFamilies, CertFamilies, ChatFamilies, FileFamilies {}

/** The family keys, for run time; the compiler keeps it complete. */
const FAMILIES: Readonly<Record<keyof FamilyMap, true>> = {
  'dns.answer': true,
  'dns.elsewhere': true,
  'tcp.connect': true,
  'tcp.retry': true,
  'tcp.turn': true,
  'tcp.control': true,
  'tcp.source': true,
  'tcp.sample': true,
  'tls.version': true,
  'tls.neighbour': true,
  'tls.hello': true,
  'tcp.egress': true,
  'tcp.idle': true,
  'peer.starttls': true,
  'tls.sni': true,
  'cert.peer': true,
  'local.elsewhere': true,
  'chat.status': true,
  'chat.echo': true,
  'chat.peer': true,
};

export type SingleKey = keyof EvidenceMap;
export type FamilyKey = keyof FamilyMap;
export type EvidenceKey = SingleKey | FamilyKey;

type ObservedOf<K extends EvidenceKey> = K extends SingleKey
  ? EvidenceMap[K]
  : K extends FamilyKey
    ? FamilyMap[K]
    : never;

/** What an `ok` entry of a key holds. */
export type ValueOf<K extends EvidenceKey> = ObservedOf<K>['value'];
/** What a `failed` entry of a key holds. */
export type FailureOf<K extends EvidenceKey> = ObservedOf<K>['failure'];
/** An entry of a key in any state. */
export type Entry<K extends EvidenceKey = EvidenceKey> = EntryOf<ObservedOf<K>>;
/** One entry of a family, with its instance (the part after `@`). */
export interface Member<K extends FamilyKey = FamilyKey> {
  readonly at: string;
  readonly entry: Entry<K>;
}

/** What a check or probe sees of the evidence: values of what it `needs`, entries in any state of what it `reads`. */
export type Seen<N extends SingleKey, R extends EvidenceKey> = { readonly [K in N]: ValueOf<K> } & {
  readonly [K in R]: K extends FamilyKey ? readonly Member<K>[] : Entry<K> | undefined;
};

/** Whether a key has several entries, stored as `key@instance`. */
export function isFamily(key: EvidenceKey): key is FamilyKey {
  return Object.hasOwn(FAMILIES, key);
}

/** The part of a stored key before `@`. */
export function baseKey(stored: string): EvidenceKey {
  const cut = stored.indexOf('@');
  return (cut < 0 ? stored : stored.slice(0, cut)) as EvidenceKey;
}

type Stored = readonly [stored: string, entry: Entry];

const NONE: readonly Stored[] = [];

/** How an observation ends that was never made: our own time or connections were used up, or there is a bug of ours. */
const NEVER_MADE: readonly string[] = ['DEADLINE', 'BUDGET', 'PROBE_ERROR'];

/** An entry as it may be reasoned about: what was never made holds nothing of what an observation of its kind holds. */
function observed(entry: Entry | undefined): Entry | undefined {
  return entry?.state === 'failed' && NEVER_MADE.includes(entry.failure.code) ? undefined : entry;
}

/** Everything that was observed, by key. Plain JSON goes in and comes out: a diagnosis can be recorded and replayed. */
export class EvidenceStore {
  readonly #entries = new Map<string, Entry>();
  /** The same by base key: it is asked for far more often than it is written. Lists that were given stay as they are. */
  readonly #byKey = new Map<EvidenceKey, readonly Stored[]>();

  /** A store from what `toJSON` gave. */
  static from(recorded: Readonly<Record<string, unknown>>): EvidenceStore {
    const store = new EvidenceStore();
    for (const [key, entry] of Object.entries(recorded)) store.#put(key, entry as Entry);
    return store;
  }

  /** Records an entry; `at` names the instance of a family. */
  set<K extends EvidenceKey>(key: K, entry: Entry<K>, at?: string): void {
    this.#put(at === undefined ? key : `${key}@${at}`, entry as Entry);
  }

  #put(stored: string, entry: Entry): void {
    const key = baseKey(stored);
    const before = this.#byKey.get(key) ?? NONE;
    const row: Stored = [stored, entry];
    const known = this.#entries.has(stored);
    this.#byKey.set(key, known ? before.map((one) => (one[0] === stored ? row : one)) : [...before, row]);
    this.#entries.set(stored, entry);
  }

  /** The entry of a key, or undefined if it was not observed. */
  get<K extends SingleKey>(key: K): Entry<K> | undefined {
    return this.#entries.get(key) as Entry<K> | undefined;
  }

  /** All entries of a family, in the order of their recording. */
  family<K extends FamilyKey>(key: K): readonly Member<K>[] {
    const members: Member<K>[] = [];
    for (const [stored, entry] of this.states(key)) {
      if (stored.length > key.length) members.push({ at: stored.slice(key.length + 1), entry: entry as Entry<K> });
    }
    return members;
  }

  /** Whether anything was recorded under a key, as a single entry or as a family. */
  has(key: EvidenceKey): boolean {
    return this.#byKey.has(key);
  }

  /** The entries under a key whatever its kind, with the stored key of each, in the order of their recording. */
  states(key: EvidenceKey): readonly Stored[] {
    return this.#byKey.get(key) ?? NONE;
  }

  /** The view that a probe or check declared; undefined if something that it `needs` is not ok. */
  see<N extends SingleKey, R extends EvidenceKey>(needs: readonly N[], reads: readonly R[]): Seen<N, R> | undefined {
    const seen: Record<string, unknown> = {};
    for (const key of needs) {
      const entry = this.get(key);
      if (entry?.state !== 'ok') return undefined;
      seen[key] = entry.value;
    }
    for (const key of reads) seen[key] = isFamily(key) ? this.family(key) : observed(this.get(key as SingleKey));
    return seen as Seen<N, R>;
  }

  toJSON(): Record<string, Entry> {
    return Object.fromEntries(this.#entries);
  }
}
