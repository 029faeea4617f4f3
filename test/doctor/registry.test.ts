import { readdirSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROBES } from '../../src/doctor/battery.ts';
import { LAYERS } from '../../src/doctor/check.ts';
import { isFamily } from '../../src/doctor/evidence.ts';
import { CHECKS } from '../../src/doctor/registry.ts';
import en from '../../src/i18n/en/findings/because.ts';
import { loadFindings } from '../../src/i18n/findings.ts';
import { cycles } from '../support/sources.ts';

const folder = new URL('../../src/doctor/', import.meta.url);
const filesUnder = (name: string) =>
  readdirSync(new URL(name, folder), { recursive: true })
    .map(String)
    .filter((file) => file.endsWith('.ts'));
const ids = CHECKS.map(({ id }) => id);

describe('the registry of checks', () => {
  it('is the folder: one file each, in the folder of its layer, named like the finding', () => {
    const files = filesUnder('checks').map((file) => [dirname(file), basename(file, '.ts')].join('/'));
    expect(CHECKS.map(({ layer, id }) => `${layer}/${id}`).sort()).toEqual(files.sort());
  });

  it('names each finding once, in a layer that exists', () => {
    expect(new Set(ids).size).toBe(ids.length);
    expect(CHECKS.filter(({ layer }) => !LAYERS.includes(layer))).toEqual([]);
  });

  it('has texts for each finding, and no text of another', async () => {
    const { codes } = await loadFindings();
    expect([...codes]).toEqual([...ids].sort());
  });

  it('reads only evidence that some probe yields, and names a needed one once', () => {
    const yielded = new Set<string>(['request', ...PROBES.map((probe) => probe.yields)]);
    for (const { id, needs, reads, explains } of CHECKS) {
      const named = [...needs, ...reads];
      expect(
        [...named, ...explains].filter((key) => !yielded.has(key)),
        id,
      ).toEqual([]);
      expect(new Set(named).size, id).toBe(named.length);
    }
  });

  it('has no two findings that stand behind, or go before, each other', () => {
    for (const relation of ['absorbs', 'precedes'] as const) {
      const graph = new Map(CHECKS.map((check) => [check.id, [...(check[relation] ?? [])]]));
      expect(cycles(graph), relation).toEqual([]);
    }
  });
});

describe('the battery of probes', () => {
  it('is the folder: one probe or more of each file, and none twice', () => {
    const yielded = PROBES.map((probe) => probe.yields);
    expect(new Set(yielded).size).toBe(yielded.length);
    expect(PROBES.length).toBeGreaterThanOrEqual(filesUnder('probes').length - HELPERS.length);
  });

  it('waits for nothing that waits for it', () => {
    // Who may look early does not wait for what it reads; it must say itself when it can do without.
    const graph = new Map(
      PROBES.map((probe) => [
        probe.yields as string,
        [...probe.needs, ...(probe.early ? [] : probe.reads), ...(probe.separates ?? [])] as string[],
      ]),
    );
    expect(cycles(graph)).toEqual([]);
  });

  it('has instances exactly where the evidence is a family', () => {
    expect(PROBES.filter((probe) => (probe.instances !== undefined) !== isFamily(probe.yields))).toEqual([]);
  });
});

/** Files under probes/ that hold what several probes share. */
const HELPERS = [
  'cert/chain.ts',
  'chat/dialogue.ts',
  'dns/ask.ts',
  'files/pkcs12.ts',
  'peer/plain.ts',
  'tcp/attempt.ts',
  'tls/client-options.ts',
  'tls/glance.ts',
  'tls/linger.ts',
];

describe('reasons to rule a neighbour out', () => {
  it('are sentences that some check uses', async () => {
    const { readFileSync } = await import('node:fs');
    const source = ['checks', 'facts']
      .flatMap((name) => filesUnder(name).map((file) => `${name}/${file}`))
      .map((file) => readFileSync(new URL(file, folder), 'utf8'))
      .join('\n');
    expect(Object.keys(en).filter((key) => !source.includes(`'${key}'`))).toEqual([]);
  });
});
