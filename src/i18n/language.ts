/** The languages of llave; `brackets` marks every text of a catalogue and serves tests alone. */
export type Language = 'en' | 'es' | 'brackets';

let language: Language = 'en';

/** The language of this run. */
export function currentLanguage(): Language {
  return language;
}

/** Sets the language of this run; called once, before any text is looked up. */
export function setLanguage(next: Language): void {
  language = next;
}

/**
 * Chooses the language: `--lang`, else the first of LLAVE_LANG, LC_ALL, LC_MESSAGES and LANG that is set, else English
 * (the order of POSIX for LC_MESSAGES, with our own variable first).
 * @param argv the command line, in which `--lang es` and `--lang=es` count up to `--`
 */
export function chooseLanguage(argv: readonly string[], env: Readonly<Record<string, string | undefined>>): Language {
  const end = argv.indexOf('--');
  const flags = end === -1 ? argv : argv.slice(0, end);
  const inline = flags.find((argument) => argument.startsWith('--lang='))?.slice('--lang='.length);
  const next = flags.includes('--lang') ? flags[flags.indexOf('--lang') + 1] : undefined;
  const wanted = inline ?? next ?? env.LLAVE_LANG ?? [env.LC_ALL, env.LC_MESSAGES, env.LANG].find(Boolean) ?? 'en';
  if (wanted === 'brackets') return 'brackets';
  return /^es(?![a-z])/i.test(wanted) ? 'es' : 'en';
}
