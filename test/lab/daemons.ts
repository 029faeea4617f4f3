import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PORT } from './programs.ts';
import type { Lab } from './scenario.ts';

/** Writes a file of the scenario; `{folder}` stands for its folder. */
function configure({ folder }: Lab, name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text.replaceAll('{folder}', folder));
  return file;
}

/** stunnel with one service of these lines. */
export async function stunnel(lab: Lab, lines: string): Promise<void> {
  const file = configure(lab, 'stunnel.conf', `foreground = yes\npid =\n[one]\naccept = ${PORT}\n${lines}\n`);
  await lab.server.serve(PORT, 'stunnel4', file);
}

/** lighttpd with these lines. */
export async function lighttpd(lab: Lab, lines: string): Promise<void> {
  const text = `server.document-root = "{folder}"\nserver.port = ${PORT}\n${lines}\n`;
  await lab.server.serve(PORT, 'lighttpd', '-D', '-f', configure(lab, 'lighttpd.conf', text));
}

/** Apache with these lines. */
export async function apache(lab: Lab, lines: string): Promise<void> {
  const modules = ['mpm_event', 'authn_core', 'authz_core', 'socache_shmcb', 'ssl'];
  const loads = modules.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`);
  const text = [
    ...loads,
    `ServerName chat.lab\nServerRoot {folder}\nPidFile {folder}/apache.pid\nErrorLog {folder}/apache.log`,
    `DefaultRuntimeDir {folder}\nListen ${PORT}\n${lines}`,
  ];
  await lab.server.serve(PORT, 'apache2', '-D', 'FOREGROUND', '-f', configure(lab, 'apache.conf', text.join('\n')));
}

/** Redis with these arguments. */
export function redis({ server }: Lab, ...words: readonly string[]): Promise<void> {
  return server.serve(PORT, 'redis-server', '--save', '', '--bind', '0.0.0.0', '--protected-mode', 'no', ...words);
}

/** Dovecot's IMAP on the port, with STARTTLS. */
export async function dovecot(lab: Lab): Promise<void> {
  for (const name of ['run', 'mail']) mkdirSync(join(lab.folder, name), { recursive: true });
  const text = `protocols = imap
base_dir = {folder}/run
state_dir = {folder}/run
log_path = {folder}/dovecot.log
default_internal_user = root
default_login_user = nobody
default_internal_group = root
mail_location = maildir:{folder}/mail
ssl = yes
ssl_cert = <{folder}/server.crt
ssl_key = <{folder}/server.key
passdb {
  driver = static
}
userdb {
  driver = static
  args = uid=65534 gid=65534 home={folder}/mail
}
service anvil {
  chroot =
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${PORT}
  }
  inet_listener imaps {
    port = 0
  }
}
`;
  await lab.server.serve(PORT, 'dovecot', '-F', '-c', configure(lab, 'dovecot.conf', text));
}

/** OpenSSH's server on the port. */
export async function sshd(lab: Lab): Promise<void> {
  mkdirSync('/run/sshd', { recursive: true });
  lab.server.run('ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-f', join(lab.folder, 'host'));
  const file = configure(lab, 'sshd.conf', `Port ${PORT}\nHostKey {folder}/host\nPidFile none\n`);
  await lab.server.serve(PORT, 'sshd', '-D', '-e', '-f', file);
}
