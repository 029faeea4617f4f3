import { describe, expect, test } from 'vitest';
import type { VerifyInput } from '../../../src/pki/verify/index.ts';
import { entity, extension, policies } from '../build/certificate.ts';
import { hex, int, oid, seq, tlv } from '../build/der.ts';
import { ca, leaf, make, outcome, root, verify } from './world.ts';

const ANY = '2.5.29.32.0';
const [ONE, TWO, THREE] = ['1.2.1', '1.2.2', '1.2.3'] as const;
const mappings = (...pairs: [string, string][]) =>
  extension('2.5.29.33', seq(...pairs.map(([from, to]) => seq(oid(from), oid(to)))), true);
const constraints = (explicit?: number, mapping?: number) =>
  extension(
    '2.5.29.36',
    seq(
      ...(explicit === undefined ? [] : [tlv(0x80, Buffer.of(explicit))]),
      ...(mapping === undefined ? [] : [tlv(0x81, Buffer.of(mapping))]),
    ),
    true,
  );
const inhibitAny = (skip: number) => extension('2.5.29.54', int(skip), true);

/** Root → CA → leaf with these extensions; the granted policies of a yes. */
function granted(
  caExtensions: Buffer[],
  leafExtensions: Buffer[],
  inputs: Partial<VerifyInput> = {},
): readonly string[] | string {
  const intermediates = [make(ca, root, { ca: true, extensions: caExtensions })];
  const result = verify({ intermediates, leaf: make(leaf, ca, { extensions: leafExtensions }), ...inputs });
  return result.ok ? [...result.policies].sort() : `${result.reason.code}@${result.reason.certificate.index}`;
}

describe('policy processing (RFC 5280 6.1, RFC 9618)', () => {
  const explicit = { explicitPolicy: true };

  test.each([
    ['the same policy all along', [policies(ONE)], [policies(ONE)], explicit, [ONE]],
    ['what CA and leaf have in common', [policies(ONE, TWO)], [policies(TWO, THREE)], explicit, [TWO]],
    ['nothing in common', [policies(ONE)], [policies(TWO)], explicit, 'policy-required@0'],
    ['no policies, and none required', [], [], {}, []],
    ['no policies, and one required', [], [], explicit, 'policy-required@1'],
    ['any-policy of the CA lets the leaf choose', [policies(ANY)], [policies(ONE)], explicit, [ONE]],
    ['any-policy of the leaf takes the CA’s', [policies(ONE)], [policies(ANY)], explicit, [ONE]],
    [
      'any-policy all along grants what is asked for',
      [policies(ANY)],
      [policies(ANY)],
      { ...explicit, initialPolicies: [TWO] },
      [TWO],
    ],
    [
      'another policy is asked for',
      [policies(ONE)],
      [policies(ONE)],
      { ...explicit, initialPolicies: [TWO] },
      'policy-required@0',
    ],
    [
      'one of several is asked for',
      [policies(ONE, TWO)],
      [policies(ONE, TWO)],
      { ...explicit, initialPolicies: [TWO] },
      [TWO],
    ],
    [
      'any-policy inhibited by the caller',
      [policies(ANY)],
      [policies(ONE)],
      { ...explicit, inhibitAnyPolicy: true },
      'policy-required@1',
    ],
    ['any-policy inhibited by the CA', [policies(ONE), inhibitAny(0)], [policies(ANY)], explicit, 'policy-required@0'],
    ['the CA requires a policy', [policies(ONE), constraints(0)], [], {}, 'policy-required@0'],
    ['the CA requires one further down', [policies(ONE), constraints(2)], [], {}, []],
    ['a mapped policy', [policies(ONE), mappings([ONE, TWO])], [policies(TWO)], explicit, [ONE]],
    [
      'a policy that was mapped away',
      [policies(ONE), mappings([ONE, TWO])],
      [policies(ONE)],
      explicit,
      'policy-required@0',
    ],
    [
      'mapping inhibited by the caller',
      [policies(ONE), mappings([ONE, TWO])],
      [policies(TWO)],
      { ...explicit, inhibitPolicyMapping: true },
      'policy-required@0',
    ],
    [
      'two policies mapped to one',
      [policies(ONE, TWO), mappings([ONE, THREE], [TWO, THREE])],
      [policies(THREE)],
      explicit,
      [ONE, TWO],
    ],
    ['any-policy with a mapping of its own', [policies(ANY), mappings([ONE, TWO])], [policies(TWO)], explicit, [ONE]],
  ] as const)('%s', (_, caExtensions, leafExtensions, inputs, expected) => {
    expect(granted([...caExtensions], [...leafExtensions], inputs)).toEqual(expected);
  });

  test('any-policy is mapped to nothing', () => {
    expect(granted([policies(ONE), mappings([ANY, ONE])], [policies(ONE)])).toBe('policy-mapping-any-policy@1');
  });

  test('constraints must be critical, save beside policies', () => {
    const lax = extension('2.5.29.36', seq(tlv(0x80, hex('05'))));
    expect(granted([lax], [])).toBe('extension-must-be-critical@1');
    expect(granted([policies(ONE), lax], [])).toEqual([]);
  });

  test('a graph that grows as a tree would explode ends at once', () => {
    const oids = Array.from({ length: 40 }, (_, i) => `1.2.9.${i}`);
    const all = oids.flatMap((from) => oids.map((to): [string, string] => [from, to]));
    const entities = Array.from({ length: 12 }, (_, i) => entity(`L${i}`));
    const chain = entities.map((subject, i) =>
      make(subject, i === 0 ? root : entities[i - 1]!, { ca: true, extensions: [policies(...oids), mappings(...all)] }),
    );
    const result = outcome({
      intermediates: chain,
      leaf: make(leaf, entities.at(-1)!, { extensions: [policies(oids[0]!)] }),
      explicitPolicy: true,
    });
    expect(result).toBe('ok');
  });
});
