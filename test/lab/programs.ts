import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { node, runFile } from '../support/paths.ts';
import type { Machine } from './machine.ts';
import type { Lab } from './scenario.ts';

/** The port that the target of a scenario is on, and the one of what stands behind it. */
export const PORT = 12345;
export const BACKEND = 12346;

const PYTHON = '/usr/bin/python3';
const program = (name: string) => fileURLToPath(new URL(`programs/${name}`, import.meta.url));

/** openssl s_server with server.key and server.crt. */
export function sServer(machine: Machine, extra: readonly string[] = [], port = PORT): Promise<void> {
  const files = extra.includes('-nocert') ? [] : ['-key', 'server.key', '-cert', 'server.crt'];
  return machine.serve(port, 'openssl', 's_server', '-accept', String(port), ...files, '-quiet', ...extra);
}

/** gnutls-serv with server.key and server.crt. */
export function gnutls(machine: Machine, priority: string, extra: readonly string[] = []): Promise<void> {
  const files = ['--x509keyfile', 'server.key', '--x509certfile', 'server.crt'];
  return machine.serve(PORT, 'gnutls-serv', '-p', String(PORT), '--echo', '--priority', priority, ...files, ...extra);
}

/** nginx with these server blocks; `{folder}` stands for the folder of the scenario. */
export async function nginx({ server, folder }: Lab, blocks: string, port = PORT): Promise<void> {
  const file = join(folder, 'nginx.conf');
  writeFileSync(
    file,
    `pid ${folder}/nginx.pid; error_log ${folder}/error.log; daemon off; user root; events {}
     ${blocks.replaceAll('{folder}', folder)}`,
  );
  await server.serve(port, 'nginx', '-c', file, '-p', folder);
}

/** haproxy with these sections. */
export async function haproxy({ server, folder }: Lab, sections: string): Promise<void> {
  const file = join(folder, 'haproxy.cfg');
  const defaults = 'defaults\n  mode tcp\n  timeout connect 2s\n  timeout client 20s\n  timeout server 20s\n';
  writeFileSync(file, `${defaults}${sections.replaceAll('{folder}', folder)}`);
  await server.serve(PORT, 'haproxy', '-db', '-f', file);
}

/** A Node TLS server with these options, written as JavaScript. */
export function nodeTls(machine: Machine, options: string, port = PORT): Promise<void> {
  const script = `const fs = require('fs'); const read = (name) => fs.readFileSync(name);
    require('tls').createServer(${options}, (s) => { s.on('error', () => {}); s.pipe(s); }).on('tlsClientError', () => {}).listen(${port});`;
  return machine.serve(port, node, '-e', script);
}

/** What stands between client and server (programs/middle.py). */
export function middle(machine: Machine, mode: string, argument = ''): Promise<void> {
  return machine.serve(PORT, PYTHON, program('middle.py'), mode, String(PORT), String(BACKEND), argument);
}

/** What is no TLS server at all (programs/blunt.py). */
export function blunt(machine: Machine, ...words: readonly string[]): Promise<void> {
  return machine.serve(PORT, PYTHON, program('blunt.py'), String(PORT), ...words);
}

/** One of the other programs, under Python. */
export function python(machine: Machine, name: string, ...words: readonly string[]): Promise<void> {
  return machine.serve(PORT, PYTHON, program(name), ...words);
}

/** The reference server with server.key and server.crt; `within` are words in front of its command line. */
export function llaveServe(
  machine: Machine,
  port = PORT,
  host = '::',
  extra: readonly string[] = [],
  within: readonly string[] = [],
): Promise<void> {
  const words = ['serve', '--host', host, '--port', String(port), '--log-format', 'json', ...extra];
  return machine.serve(port, ...within, node, runFile, ...words);
}
