import { selfSigned } from './certificates.ts';
import { PORT } from './programs.ts';
import { type Lab, type Scenario, scenario } from './scenario.ts';

/** Set-ups whose server is self-signed and trusted, and asked for by its address unless it is said otherwise; `prefix` begins their names. */
export function trustedServers(prefix: string) {
  return (
    name: string,
    expect: Scenario['expect'],
    needs: readonly string[],
    serve: (lab: Lab) => Promise<unknown>,
    more: Partial<Scenario> & { readonly args?: (lab: Lab) => readonly string[] } = {},
  ) => {
    const { args, ...rest } = more;
    return scenario({
      name: `${prefix}-${name}`,
      expect,
      needs,
      ...rest,
      async setUp(lab) {
        await selfSigned(lab.folder);
        await serve(lab);
        return args?.(lab) ?? [`${lab.v4}:${PORT}`, '--ca', 'server.crt'];
      },
    });
  };
}
