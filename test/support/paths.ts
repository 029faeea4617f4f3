import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of package.json. */
export const repository = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** What npm installs as `llave`. */
export const runFile = join(repository, 'bin', 'run.js');

/** The Node that the project's dependencies bring, whatever Node runs the tests. */
export const node = join(repository, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
