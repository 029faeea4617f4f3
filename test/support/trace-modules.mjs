// Preloaded with --import: writes which modules a process loaded into the file that LLAVE_TEST_TRACE names.
import { writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';

const loaded = new Set();

registerHooks({
  load(url, context, nextLoad) {
    loaded.add(url);
    return nextLoad(url, context);
  },
});
process.on('exit', () => writeFileSync(process.env.LLAVE_TEST_TRACE, JSON.stringify([...loaded])));
