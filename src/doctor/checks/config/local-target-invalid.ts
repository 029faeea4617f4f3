import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';

/** The target on the command line cannot be understood. */
export const localTargetInvalid = defineCheck({
  id: 'local-target-invalid',
  layer: 'config',
  severity: 'error',
  needs: [],
  reads: ['target'],
  explains: ['target'],
  run({ target }) {
    if (target?.state !== 'failed' || target.failure.code === 'NAME') return null;
    const { input, part, suggestion, code } = target.failure;
    return { params: { input, part, suggestion, problem: code.toLowerCase() }, confidence: 'certain' };
  },
  fix: ({ suggestion }) => [
    { text: 'retype', commands: [command('llave', 'doctor', suggestion)], where: 'here', needsRoot: false },
  ],
});
