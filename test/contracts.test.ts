import { describe, expect, it } from 'vitest';
import { globalFlags } from '../src/cli/flags.ts';
import { CHECKS } from '../src/doctor/registry.ts';
import { ERROR_CODES } from '../src/errors/codes.ts';
import { type CommandClass, commandIds, type FlagShape, loadCommand } from './support/commands.ts';
import { contractNames, expectContract } from './support/contract.ts';
import { readSchema, schemaNames } from './support/schema.ts';

function flagContract(flags: Readonly<Record<string, FlagShape>>): object {
  return Object.fromEntries(
    Object.entries(flags)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, { char, type, multiple, default: fallback, helpValue, required }]) => [
        name,
        {
          ...(char === undefined ? {} : { char }),
          type,
          ...(multiple ? { multiple } : {}),
          ...(fallback === undefined ? {} : { default: fallback }),
          ...(helpValue === undefined ? {} : { value: helpValue }),
          ...(required ? { required } : {}),
        },
      ]),
  );
}

function commandContract({ args = {}, flags = {}, strict = true }: CommandClass): object {
  return {
    args: Object.entries(args).map(([name, { required = false, multiple = false }]) => ({
      name,
      required,
      ...(multiple ? { multiple } : {}),
    })),
    ...(strict ? {} : { strict }),
    flags: flagContract(flags),
  };
}

const fileOf = (id: string) => id.replaceAll(':', '-');

describe('the public contract', () => {
  it.each(commandIds)('llave %s: arguments and flags', async (id) => {
    expectContract(`commands/${fileOf(id)}`, commandContract(await loadCommand(id)));
  });

  it('has no command that is gone', () => {
    expect(contractNames('commands')).toEqual(commandIds.map(fileOf).sort());
  });

  it('global flags', () => {
    expectContract('global-flags', flagContract(globalFlags as unknown as Record<string, FlagShape>));
  });

  it('error codes and their exit codes', () => {
    expectContract('errors', Object.fromEntries(Object.entries(ERROR_CODES).sort(([a], [b]) => (a < b ? -1 : 1))));
  });

  it('finding codes, with layer and severity', () => {
    const codes = CHECKS.map(({ id, layer, severity }) => [id, { layer, severity }] as const);
    expectContract('findings', Object.fromEntries([...codes].sort(([a], [b]) => (a < b ? -1 : 1))));
  });

  it('JSON schemas and their versions', () => {
    expectContract('schemas', Object.fromEntries(schemaNames().map((name) => [name, readSchema(name).$id])));
  });
});
