import { describe, expect, it } from 'vitest';
import { describeReason } from '../../../src/cli/verify/present.ts';
import en from '../../../src/i18n/en/reasons.ts';
import type { Reason, VerifyInput } from '../../../src/pki/verify/index.ts';
import { entity, extendedKeyUsage, nameConstraints, policies, uri } from '../../pki/build/certificate.ts';
import { judge, limboCases } from '../../pki/verify/corpus.ts';
import { ca, leaf, make, makeCrl, root, verify } from '../../pki/verify/world.ts';

const seen = new Map<string, Reason>();

function note(result: ReturnType<typeof verify>): void {
  if (result.ok) return;
  for (const reason of [result.reason, ...result.others]) seen.set(reason.code, reason);
}

const CLIENT_AUTH = '1.3.6.1.5.5.7.3.2';
const dns = ['a.example.com'];
const unknown = policies('1.2.3');
const other = entity('CA');

/** One breach of each rule that is easily made. */
const BREACHES: readonly Partial<VerifyInput>[] = [
  { intermediates: [] },
  { anchors: [] },
  { leaf: make(root, root, { ca: true }), anchors: [] },
  { intermediates: [make(other, root, { ca: true })] },
  { intermediates: [make(ca, root, { ca: false })] },
  { intermediates: [make(ca, root, { without: ['2.5.29.19'] })] },
  { intermediates: [make(ca, root, { ca: true, pathLength: 0 }), make(entity('CB'), ca, { ca: true })] },
  { at: new Date('2030-01-01') },
  { at: new Date('2020-01-01') },
  { host: 'b.example.com' },
  { host: 'a.example.com', leaf: make(leaf, ca) },
  { maxDepth: 0 },
  { explicitPolicy: true },
  { purpose: 'server', leaf: make(leaf, ca, { dns, extensions: [extendedKeyUsage(CLIENT_AUTH)] }) },
  { leaf: make(leaf, ca, { dns, serial: 0 }) },
  { leaf: make(leaf, ca, { dns, serial: 1n << 170n }) },
  { leaf: make(leaf, ca, { dns, version: 1 }) },
  { leaf: make(leaf, ca, { dns, extensions: [unknown, unknown] }) },
  { leaf: make(leaf, ca, { dns: ['not a name'] }) },
  { leaf: make(leaf, ca, { dns, without: ['2.5.29.35'] }) },
  { leaf: make(leaf, ca, { dns, extensions: [nameConstraints([uri('x')])] }) },
  { crls: [makeCrl(ca, { revoked: [{ serial: 0x1234n }] }), makeCrl(root)] },
  { crls: [makeCrl(ca, { nextUpdate: new Date('2026-06-02') }), makeCrl(root)] },
  { crls: [makeCrl(root)] },
  { policy: 'webpki', host: 'a.example.com' },
];

describe('sentences of reasons', () => {
  it('find every value that they name', () => {
    for (const breach of BREACHES) note(verify(breach));
    for (const limbo of limboCases()) {
      note(judge(limbo, 'rfc5280'));
      note(judge(limbo, 'webpki'));
    }
    expect(seen.size).toBeGreaterThan(20);
    const unfilled = [...seen.values()].flatMap((reason) => {
      const { message, fix } = describeReason(reason);
      return /\{\w+/.test(message + fix) ? [[reason.code, message, fix]] : [];
    });
    expect(unfilled).toEqual([]);
    for (const reason of seen.values()) expect(Object.keys(en)).toContain(reason.code);
  });
});
