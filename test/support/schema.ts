import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { expect } from 'vitest';
import { repository } from './paths.ts';

const folder = join(repository, 'schemas');

/** The names of all schemas, without `.json`. */
export function schemaNames(): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort();
}

/** One schema, parsed. */
export function readSchema(name: string): { readonly $schema?: string; readonly $id?: string } {
  return JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
}

let ajv: Ajv2020 | undefined;

/**
 * The validator of one schema; all others can be referred to from it.
 * @throws Error where a schema is wrong or misses
 */
export function validator(name: string): ValidateFunction {
  ajv ??= allSchemas();
  const validate = ajv.getSchema(readSchema(name).$id ?? name);
  if (validate === undefined) throw new Error(`schemas/${name}.json has no $id`);
  return validate;
}

function allSchemas(): Ajv2020 {
  const made = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true, allErrors: true });
  (formats as unknown as (ajv: Ajv2020) => void)(made);
  for (const name of schemaNames()) made.addSchema(readSchema(name));
  return made;
}

/** The schema that belongs to a document: `llave/ca-create/v1` is described by `schemas/ca-create.json`. */
function schemaOf(document: unknown): string {
  const { schema } = document as { readonly schema?: string };
  const name = /^llave\/([a-z0-9-]+)\/v\d+$/.exec(schema ?? '')?.[1];
  if (name === undefined) throw new Error(`the document names no schema of llave: ${JSON.stringify(schema)}`);
  return name;
}

/** Asserts that a document of `--json` is what the schema that it names says, and obeys the envelope of design 1.3. */
export function expectSchema(document: unknown): void {
  const name = schemaOf(document);
  for (const each of name === 'error' ? [name] : ['envelope', name]) {
    const validate = validator(each);
    validate(document);
    expect(validate.errors ?? [], `schemas/${each}.json: ${JSON.stringify(document, undefined, 2)}`).toEqual([]);
  }
}
