/**
 * Scores `verifyChain` on x509-limbo beside `openssl verify -x509_strict`, in one run. Usage: npm run score:verify [FILE]
 * FILE is another limbo.json; the default is the corpus that the tests use (LLAVE_CORPORA). Exits 1 when ours is ever wrong.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseIp } from '../../src/pki/parse/index.ts';
import { DEFAULT_TIME, judge, LIMBO_FILE, type LimboCase, limboCases, policyOf } from '../pki/verify/corpus.ts';

interface Row {
  readonly limbo: LimboCase;
  readonly ours: { readonly ok: boolean; readonly why: string; readonly ms: number };
  readonly openssl: { readonly ok: boolean; readonly why: string } | undefined;
}

const directory = mkdtempSync(path.join(tmpdir(), 'llave-score-'));
const openssl = spawnSync('openssl', ['version'], { encoding: 'utf8' }).stdout?.trim();

function askOurs(limbo: LimboCase): Row['ours'] {
  const started = performance.now();
  const result = judge(limbo, policyOf(limbo));
  const why = result.ok ? '' : `${result.reason.code} @${result.reason.certificate.index}`;
  return { ok: result.ok, why, ms: performance.now() - started };
}

function askOpenssl(limbo: LimboCase): Row['openssl'] {
  if (!openssl) return undefined;
  const file = (name: string, pems: readonly string[]) => {
    const target = path.join(directory, name);
    writeFileSync(target, pems.join('\n'));
    return target;
  };
  const seconds = Math.floor(new Date(limbo.validation_time ?? DEFAULT_TIME).getTime() / 1000);
  const args = ['verify', '-x509_strict', '-attime', String(seconds), '-no-CApath', '-no-CAstore'];
  args.push('-purpose', limbo.validation_kind === 'SERVER' ? 'sslserver' : 'sslclient');
  args.push('-CAfile', file('roots.pem', limbo.trusted_certs));
  if (limbo.untrusted_intermediates.length > 0)
    args.push('-untrusted', file('chain.pem', limbo.untrusted_intermediates));
  if (typeof limbo.max_chain_depth === 'number') args.push('-verify_depth', String(limbo.max_chain_depth));
  if (limbo.crls?.length) args.push('-crl_check', '-CRLfile', file('crls.pem', limbo.crls));
  const host = limbo.expected_peer_name?.value;
  if (host && limbo.expected_peer_name?.kind !== 'RFC822')
    args.push(parseIp(host) ? '-verify_ip' : '-verify_hostname', host);
  const { status, stderr } = spawnSync('openssl', [...args, file('leaf.pem', [limbo.peer_certificate])], {
    encoding: 'utf8',
  });
  return { ok: status === 0, why: /error \d+ at [^:]*: ?(.*)/.exec(stderr)?.[1] ?? '' };
}

function mark(limbo: LimboCase, verdict: { readonly ok: boolean } | undefined): string {
  if (!verdict) return '-';
  if (verdict.ok === (limbo.expected_result === 'SUCCESS')) return 'right';
  return verdict.ok ? 'FALSE ACCEPT' : 'FALSE REJECT';
}

const file = process.argv[2] ?? LIMBO_FILE;
const cases = limboCases(file);
const rows = cases.map((limbo): Row => ({ limbo, ours: askOurs(limbo), openssl: askOpenssl(limbo) }));
rmSync(directory, { recursive: true });

const cell = (text: string, width: number) => text.slice(0, width).padEnd(width);
const line = (...cells: string[]) => process.stdout.write(`${cells.join('  ').trimEnd()}\n`);
line(cell('case', 66), cell('expected', 8), cell('llave', 12), cell('reason', 44), cell('openssl', 12), 'openssl says');
for (const { limbo, ours, openssl: theirs } of rows) {
  const expected = limbo.expected_result === 'SUCCESS' ? 'valid' : 'invalid';
  line(
    cell(limbo.id, 66),
    cell(expected, 8),
    cell(mark(limbo, ours), 12),
    cell(ours.why, 44),
    cell(mark(limbo, theirs), 12),
    theirs?.why ?? '',
  );
}

const count = (pick: (row: Row) => { readonly ok: boolean } | undefined, wanted: string) =>
  rows.filter((row) => mark(row.limbo, pick(row)) === wanted).length;
line();
for (const [name, pick] of [
  ['llave', (row: Row) => row.ours],
  [openssl ?? 'openssl (absent)', (row: Row) => row.openssl],
] as const) {
  line(
    cell(name, 40),
    `${count(pick, 'right')} right of ${rows.length}`,
    `${count(pick, 'FALSE ACCEPT')} false accepts`,
    `${count(pick, 'FALSE REJECT')} false rejects`,
  );
}
const slowest = rows.toSorted((a, b) => b.ours.ms - a.ours.ms)[0];
if (slowest) line(`slowest of llave: ${slowest.limbo.id}, ${slowest.ours.ms.toFixed(1)} ms`);
process.exitCode = rows.every(({ limbo, ours }) => mark(limbo, ours) === 'right') ? 0 : 1;
