/** Everything that is said about one finding: by doctor in a line, by `explain` and `docs/findings` in full. */
export interface FindingText {
  /** One sentence with the values of this case, in lower case without a full stop. */
  readonly message: string;
  /** What the finding means. */
  readonly means: string;
  /** What follows from it, for whom. */
  readonly consequences: string;
  /** What usually causes it, the most frequent first. */
  readonly causes: readonly string[];
  /** The steps of the fix, by the key that the check names; doctor adds the commands. */
  readonly fixes: Readonly<Record<string, string>>;
  /** Commands, with comments, that bring the finding about on a machine of one's own. */
  readonly reproduce: readonly string[];
}

/** The findings of one layer in English: the source. */
export type FindingTexts = Readonly<Record<string, FindingText>>;

/** The same findings with the same fix steps in another language; a missing one does not compile. */
export type Translated<T extends FindingTexts> = {
  readonly [Code in keyof T]: Omit<FindingText, 'fixes' | 'reproduce'> & {
    readonly fixes: { readonly [Step in keyof T[Code]['fixes']]: string };
  };
};
