/** A template for readers: each value to come is shown as its name, `<host>`, and of words that depend on one, the general ones. */
export function withNames(template: string): string {
  const named = template.replace(
    /\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g,
    (_whole, name: string, one?: string, many?: string) => (many === '' ? `(${one}) ` : (many ?? `<${name}>`)),
  );
  return named.replace(/\) +(?=[ :]|$)/g, ')');
}
