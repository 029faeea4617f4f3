/**
 * A fix that `--fix` can make itself: local, reversible, without privilege. A check attaches it to the step whose commands
 * do the same by hand. `chain` and `reissue` are about the certificate that is served; which file that is, is found when
 * the fix is prepared.
 */
export type Mend =
  /** Takes a private key away from everybody but its owner. */
  | { readonly kind: 'private'; readonly file: string }
  /** Writes DER as PEM. */
  | { readonly kind: 'pem'; readonly file: string; readonly holds: 'certificate' | 'key' }
  /** Leaf first, each signed by the next, without the root; certificates of further files are added. */
  | { readonly kind: 'chain'; readonly add: readonly string[] }
  /** Makes a self-signed certificate anew from its own key, with further names. */
  | { readonly kind: 'reissue'; readonly hosts: readonly string[] }
  /** Turns a line of the hosts file into a comment. */
  | { readonly kind: 'hosts-line'; readonly file: string; readonly line: number; readonly text: string };

export type MendKind = Mend['kind'];

/** A mend, and the findings that call for it. */
export interface PlannedMend {
  readonly codes: readonly string[];
  readonly mend: Mend;
}

/** Why something is left as it is. */
export type RefusalCode =
  | 'file-not-here'
  | 'file-changed'
  | 'not-self-signed'
  | 'key-not-here'
  | 'key-encrypted'
  | 'not-permitted'
  | 'nothing-to-do';

/** What a mend does to one file, before it is done. */
export interface Change {
  readonly file: string;
  /** The content after; absent where only the permissions change. */
  readonly data?: Buffer;
  /** The content before, which the backup keeps; absent with `data`. */
  readonly before?: Buffer;
  /** Permission bits after. */
  readonly mode: number;
  /** Permission bits before. */
  readonly oldMode: number;
  /** Whether the file holds a private key. */
  readonly secret: boolean;
  /** What a person sees changing: permissions, subjects of a chain, names, a line. */
  readonly from: string;
  readonly to: string;
}

/** A mend that can be made, or why not. */
export type Prepared =
  | (PlannedMend & { readonly change: Change })
  | (PlannedMend & { readonly refused: RefusalCode; readonly file: string });

/** A mend that was made. */
export interface Applied {
  readonly codes: readonly string[];
  readonly kind: MendKind;
  readonly file: string;
  /** Where the old content is. */
  readonly backup?: string;
  /** The command that takes it back. */
  readonly undo: string;
}
