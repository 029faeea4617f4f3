import type { Finding } from '../finding.ts';
import type { Mend, MendKind, PlannedMend } from './mend.ts';

/** Permissions before content, form before order, order before the certificate itself. */
const ORDER: readonly MendKind[] = ['private', 'pem', 'chain', 'reissue', 'hosts-line'];

/** The mends that findings call for: one for each file and kind, in the order in which they are made. */
export function planMends(findings: readonly Pick<Finding, 'code' | 'fix'>[]): PlannedMend[] {
  const planned: PlannedMend[] = [];
  for (const { code, fix } of findings) {
    for (const { mend } of fix) {
      if (mend === undefined) continue;
      const same = planned.findIndex((one) => sameFile(one.mend, mend));
      if (same < 0) planned.push({ codes: [code], mend });
      else planned[same] = joined(planned[same]!, code, mend);
    }
  }
  // A certificate that is made anew has no chain to put right.
  const reissued = planned.some(({ mend }) => mend.kind === 'reissue');
  return planned
    .filter(({ mend }) => !(reissued && mend.kind === 'chain'))
    .sort((a, b) => ORDER.indexOf(a.mend.kind) - ORDER.indexOf(b.mend.kind));
}

function sameFile(a: Mend, b: Mend): boolean {
  if (a.kind === 'hosts-line' && b.kind === 'hosts-line' && a.line !== b.line) return false;
  return a.kind === b.kind && ('file' in a ? a.file : '') === ('file' in b ? b.file : '');
}

function joined({ codes, mend }: PlannedMend, code: string, other: Mend): PlannedMend {
  const all = codes.includes(code) ? codes : [...codes, code];
  if (mend.kind === 'chain' && other.kind === 'chain')
    return { codes: all, mend: { ...mend, add: union(mend.add, other.add) } };
  if (mend.kind === 'reissue' && other.kind === 'reissue')
    return { codes: all, mend: { ...mend, hosts: union(mend.hosts, other.hosts) } };
  return { codes: all, mend };
}

function union(a: readonly string[], b: readonly string[]): string[] {
  return [...new Set([...a, ...b])];
}
