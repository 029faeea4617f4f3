#!/usr/bin/env node
// What npm installs. It must parse, and answer in one sentence, on a Node that is far too old for everything else:
// nothing is imported before the version is known.
const [major, minor] = process.versions.node.split('.').map(Number);
const spanish = /^es/i.test(
  process.env.LLAVE_LANG || process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '',
);

if (major < 22 || (major === 22 && minor < 13)) {
  process.stderr.write(
    spanish
      ? `llave necesita Node.js 22.13 o posterior, y este es ${process.versions.node}: instala uno más nuevo desde https://nodejs.org\n`
      : `llave needs Node.js 22.13 or later, and this is ${process.versions.node}: install a newer one from https://nodejs.org\n`,
  );
  process.exitCode = 69;
} else {
  // A reader that has seen enough (`| head`) is no failure.
  process.stdout.on('error', (error) => {
    if (error.code !== 'EPIPE') throw error;
  });
  // Node gives FORCE_COLOR the last word, and would say so on stderr.
  if (process.env.FORCE_COLOR !== undefined) delete process.env.NO_COLOR;
  if (process.argv[2] === '--version' && process.argv.length === 3) {
    // Without an import: loading a module late costs more than everything else here.
    const { readFileSync } = process.getBuiltinModule('node:fs');
    const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
    process.stdout.write(`llave/${version} ${process.platform}-${process.arch} node-${process.version}\n`);
  } else {
    start();
  }
}

function start() {
  import('node:module')
    .then(async ({ enableCompileCache }) => {
      // One cache per user: Node's default lies in the shared temporary directory.
      const base =
        process.env.XDG_CACHE_HOME ||
        (process.platform === 'win32'
          ? process.env.LOCALAPPDATA
          : process.env.HOME && `${process.env.HOME}${process.platform === 'darwin' ? '/Library/Caches' : '/.cache'}`);
      if (base) enableCompileCache(`${base}/llave`);
      process.env.OCLIF_DISABLE_ENGINE_WARNING = '1';
      const { main } = await import(new URL('../dist/main.js', import.meta.url).href);
      await main(process.argv.slice(2));
    })
    .catch((error) => {
      const unbuilt = error?.code === 'ERR_MODULE_NOT_FOUND' && String(error.message).includes('dist/main.js');
      const english = unbuilt ? 'llave is not built yet: run "npm run build"' : 'llave could not start (a bug of ours)';
      const espanol = unbuilt
        ? 'llave todavía no está compilado: ejecuta "npm run build"'
        : 'llave no pudo arrancar (un error nuestro)';
      process.stderr.write(`${spanish ? espanol : english}\n`);
      if (process.env.LLAVE_DEBUG) process.stderr.write(`${error?.stack}\n`);
      process.exitCode = unbuilt ? 69 : 70;
    });
}
