import { KEY_TYPES } from '../pki/algorithms.ts';
import { KEY_PURPOSES } from '../pki/oids/key-purposes.ts';
import { KEY_USAGES } from '../pki/parse/extensions/key-usage.ts';
import { COPIED_EXTENSIONS, NAME_TYPES, type Profile } from '../pki/profile.ts';

/** A check of one value: where the value breaks a rule, the path of the place; undefined where all is well. */
type Check = (value: unknown, path: string) => string | undefined;

const DAYS = integerIn(1, 36500);
const usages = listOf(oneOf(KEY_USAGES));

const check: Check = object(
  {
    name: text(/^[a-z0-9][a-z0-9-]{0,62}$/),
    basicConstraints: (value, path) =>
      object({ ca: boolean }, { pathLength: integerIn(0, 255) })(value, path) ??
      ((value as { ca: boolean }).ca || !Object.hasOwn(value as object, 'pathLength')
        ? undefined
        : `${path}.pathLength`),
    keyUsage: object({ always: listOf(oneOf(KEY_USAGES), 1) }, { rsa: usages, ec: usages }),
    extendedKeyUsage: listOf((value, path) =>
      typeof value === 'string' && (Object.hasOwn(KEY_PURPOSES, value) || /^[0-2](\.(0|[1-9]\d*))+$/.test(value))
        ? undefined
        : path,
    ),
    subjectAltName: object({ required: boolean, types: listOf(oneOf(NAME_TYPES)) }),
    validity: object({ days: DAYS, maxDays: DAYS }),
    keys: listOf(oneOf(KEY_TYPES), 1),
    selfSigned: boolean,
    requester: object({ extensions: listOf(oneOf(COPIED_EXTENSIONS)) }),
  },
  { $schema: text(/./), description: object({ en: text(/./), es: text(/./) }), ocspNoCheck: boolean },
);

/** Where a parsed JSON document is no profile, the path of the first place that is wrong; undefined where it is one. */
export function profileFault(value: unknown): string | undefined {
  const fault = check(value, '$');
  if (fault !== undefined) return fault;
  const { validity } = value as Profile;
  return validity.days > validity.maxDays ? '$.validity.days' : undefined;
}

function object(required: Record<string, Check>, optional: Record<string, Check> = {}): Check {
  const known: Record<string, Check> = { ...required, ...optional };
  return (value, path) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return path;
    const missing = Object.keys(required).find((key) => !Object.hasOwn(value, key));
    if (missing !== undefined) return `${path}.${missing}`;
    for (const [key, member] of Object.entries(value)) {
      const fault = Object.hasOwn(known, key) ? known[key]!(member, `${path}.${key}`) : `${path}.${key}`;
      if (fault !== undefined) return fault;
    }
    return undefined;
  };
}

function listOf(item: Check, min = 0): Check {
  return (value, path) => {
    if (!Array.isArray(value) || value.length < min || new Set(value).size !== value.length) return path;
    return value.map((each, index) => item(each, `${path}[${index}]`)).find((fault) => fault !== undefined);
  };
}

function oneOf(values: readonly string[]): Check {
  return (value, path) => (typeof value === 'string' && values.includes(value) ? undefined : path);
}

function text(pattern: RegExp): Check {
  return (value, path) => (typeof value === 'string' && pattern.test(value) ? undefined : path);
}

function integerIn(min: number, max: number): Check {
  return (value, path) =>
    Number.isInteger(value) && (value as number) >= min && (value as number) <= max ? undefined : path;
}

function boolean(value: unknown, path: string): string | undefined {
  return typeof value === 'boolean' ? undefined : path;
}
