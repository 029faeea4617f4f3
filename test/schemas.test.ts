import { describe, expect, it } from 'vitest';
import { readSchema, schemaNames, validator } from './support/schema.ts';

describe.each(schemaNames())('schemas/%s.json', (name) => {
  it('is a draft 2020-12 schema that compiles strictly', () => {
    expect(readSchema(name).$schema).toBe('https://json-schema.org/draft/2020-12/schema');
    expect(typeof validator(name)).toBe('function');
  });

  it('has its own name as $id', () => {
    expect(readSchema(name).$id).toMatch(new RegExp(`^llave/${name}/v[1-9]\\d*$`));
  });
});
