import type { FixStep } from './check.ts';
import { command } from './commands.ts';
import { UNDECIDED } from './compare/rules.ts';
import type { Diagnosis } from './diagnose.ts';
import { requestWords } from './request-words.ts';

/** A step towards a certain verdict; `text` is a key of the comparison's texts. */
export type DecideStep = Pick<FixStep, 'commands' | 'where' | 'needsRoot'> & {
  readonly text: 'record' | 'replace' | 'repeat' | 'elsewhere';
};

const RECORD = 'before.json';

/**
 * What would decide where the evidence from here does not: the reference server in the place of the service, looked at
 * once more; or, where no connection comes into question yet, a look from another machine.
 *
 * @param recorded the record that was written already
 */
export function decideSteps({ store, verdict, findings }: Diagnosis, recorded?: string): readonly DecideStep[] {
  const request = store.get('request');
  const target = store.get('target');
  const cause = findings.find(({ code }) => code === verdict.cause);
  const open = (cause?.notRuledOut.length ?? 0) > 0 || (cause !== undefined && cause.confidence !== 'certain');
  const between = verdict.cause !== null && UNDECIDED.includes(verdict.cause) && open;
  if (verdict.status !== 'inconclusive' && !between) return [];
  if (request?.state !== 'ok' || target?.state !== 'ok' || request.value.mode === 'here') return [];
  const words = requestWords(request.value);
  const file = recorded === undefined || recorded === '-' ? RECORD : recorded;
  const doctor = (...more: string[]) => [command('llave', 'doctor', ...words, ...more)];
  const record: DecideStep = { text: 'record', commands: doctor('--record', file), where: 'here', needsRoot: false };
  const first = recorded === undefined ? [record] : [];
  const path = store.get('tcp.path');
  // What the runner ended by itself (DEADLINE, BUDGET, PROBE_ERROR) holds nothing but a code.
  const address: string | undefined =
    path?.state === 'ok' ? path.value.address : path?.state === 'failed' ? path.failure.address : undefined;
  if (address === undefined) {
    const commands = doctor('--record', 'elsewhere.json');
    const judge = command('llave', 'doctor', '--replay', 'elsewhere.json', '--compare', file);
    return [...first, { text: 'elsewhere', commands: [...commands, judge], where: 'network', needsRoot: false }];
  }
  const { port, loopback, host, hostKind } = target.value;
  const bind = loopback ? address : address.includes(':') ? '::' : '0.0.0.0';
  const own = request.value.mode === 'server';
  const files = own ? ['--key', request.value.keyFile, '--cert', request.value.certFile] : [];
  const make =
    hostKind === 'name' && !own
      ? [command('llave', 'selfsign', '-H', host)]
      : own
        ? []
        : [command('llave', 'selfsign', '-H', address)];
  return [
    ...first,
    {
      text: 'replace',
      commands: [...make, command('llave', 'serve', '--host', bind, '--port', port, ...files)],
      where: own || loopback ? 'here' : 'server',
      needsRoot: port < 1024,
    },
    { text: 'repeat', commands: doctor('--compare', file), where: 'here', needsRoot: false },
  ];
}
