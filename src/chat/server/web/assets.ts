/** The languages of the browser page. */
export type WebLanguage = 'en' | 'es';

/** What a browser gets; handed in, since sentences live elsewhere. */
export interface WebAssets {
  readonly pages: Readonly<Record<WebLanguage, string>>;
  readonly script: string;
  readonly style: string;
}

/** The language that a browser prefers of ours (RFC 9110 section 12.5.4); English where it names neither. */
export function preferredLanguage(acceptLanguage: string | undefined): WebLanguage {
  const ranked = (acceptLanguage ?? '')
    .split(',')
    .map((entry) => {
      const [range = '', ...parameters] = entry
        .trim()
        .toLowerCase()
        .split(/\s*;\s*/);
      const q = parameters.find((parameter) => parameter.startsWith('q='));
      return { language: range.split('-')[0] as string, q: q === undefined ? 1 : Number(q.slice(2)) || 0 };
    })
    .filter(({ language, q }) => q > 0 && (language === 'en' || language === 'es'))
    .sort((a, b) => b.q - a.q);
  return (ranked[0]?.language as WebLanguage | undefined) ?? 'en';
}
