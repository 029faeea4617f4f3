import type { FindingExplanation } from './finding.ts';

/** The headings of a finding's page. */
export interface PageHeadings {
  readonly consequences: string;
  readonly causes: string;
  readonly fixes: string;
  readonly reproduce: string;
}

/** A finding's page in `docs/findings`, as Markdown: the same text as `llave explain`. */
export function findingPage(finding: FindingExplanation, headings: PageHeadings): string {
  const list = (items: readonly string[]) => items.map((item) => `- ${escapeMarkdown(item)}`).join('\n');
  return [
    `# ${finding.code}`,
    escapeMarkdown(finding.message),
    escapeMarkdown(finding.means),
    `## ${headings.consequences}`,
    escapeMarkdown(finding.consequences),
    `## ${headings.causes}`,
    list(finding.causes),
    `## ${headings.fixes}`,
    list(finding.fixes),
    `## ${headings.reproduce}`,
    `\`\`\`sh\n${finding.reproduce.join('\n')}\n\`\`\`\n`,
  ].join('\n\n');
}

/** Placeholders such as <host> would be read as HTML. */
function escapeMarkdown(text: string): string {
  return text.replace(/[<>*_]/g, (character) => `\\${character}`);
}
