/** A template for readers: each value to come is shown as its name, `<host>`. */
export function withNames(template: string): string {
  return template.replace(
    /\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g,
    (_whole, name: string, _one?: string, many?: string) => many ?? `<${name}>`,
  );
}
