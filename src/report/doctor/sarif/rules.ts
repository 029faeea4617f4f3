import { withNames } from '../../../i18n/placeholders.ts';
import { explainFinding } from '../../explain/finding.ts';
import { findingPage } from '../../explain/markdown.ts';
import type { ReportLabels } from '../report.ts';

/** SARIF's level for our severity: what is information is a note. */
export const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const;
/** The same in the words of GitHub's code scanning. */
const PROBLEMS = { error: 'error', warning: 'warning', info: 'recommendation' } as const;

/** The rules of the tool (SARIF 2.1.0, section 3.49): every finding that doctor knows, from the catalogue. */
export function rules({ checks, catalogue, text, docsUrl }: ReportLabels) {
  return [...checks]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .flatMap(({ id, layer, severity }) => {
      const entry = catalogue.entry(id);
      if (entry === undefined) return [];
      const page = findingPage(explainFinding(id, entry), {
        consequences: text('page.consequences'),
        causes: text('page.causes'),
        fixes: text('page.fixes'),
        reproduce: text('page.reproduce'),
      });
      const causes = entry.causes.map((cause) => `- ${withNames(cause)}`);
      return [
        {
          id,
          name: id,
          shortDescription: { text: withNames(entry.message) },
          fullDescription: { text: `${withNames(entry.means)} ${withNames(entry.consequences)}` },
          help: { text: [text('page.causes'), ...causes].join('\n'), markdown: page },
          ...(docsUrl === undefined ? {} : { helpUri: `${docsUrl}${id}.md` }),
          defaultConfiguration: { level: LEVELS[severity] },
          properties: { tags: [layer], 'problem.severity': PROBLEMS[severity] },
        },
      ];
    });
}
