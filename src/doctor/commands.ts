export { command } from '../runtime/shell.ts';
