import { CHECKS } from '../../doctor/registry.ts';
import { loadFindings } from '../../i18n/findings.ts';
import { fill } from '../../i18n/index.ts';
import { withNames } from '../../i18n/placeholders.ts';
import type { Outcome } from '../base-command.ts';
import { columns } from '../help-layout.ts';

/** Every finding that doctor looks for, with what it means. */
export async function listChecks(): Promise<Outcome> {
  const catalogue = await loadFindings();
  const checks = [...CHECKS]
    .sort((a, b) => a.id.localeCompare(b.id))
    .map(({ id, layer, severity }) => ({
      id,
      layer,
      severity,
      means: fill(withNames(catalogue.entry(id)?.means ?? ''), {}),
    }));
  return { result: { checks }, text: columns(checks.map(({ id, means }) => [id, means])) };
}
