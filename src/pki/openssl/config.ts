/** The file that the printed commands write openssl's configuration to. */
export const CONFIG_FILE = 'openssl-llave.cnf';

/**
 * A value of an OpenSSL configuration file (config(5)): inside double quotes, where `\` takes the next character as it is; line
 * breaks, which no quote can hold, stand between two quoted parts as `\n`.
 */
export function configValue(text: string): string {
  if (/^[\w.:@/+=,*-]+( [\w.:@/+=,*-]+)*$/.test(text)) return text;
  const part = (line: string) => `"${line.replace(/[\\"]/g, '\\$&')}"`;
  return text.split('\n').map(part).join('\\n');
}

/** The command that writes a configuration file; a here-document that expands nothing. */
export function writeConfig(lines: readonly string[]): string {
  let end = 'EOF';
  while (lines.includes(end)) end += 'F';
  return [`cat > ${CONFIG_FILE} <<'${end}'`, ...lines, end].join('\n');
}
