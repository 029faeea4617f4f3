/**
 * A template for readers: each value to come is shown as its name, `<host>`. Of words that depend on one, the plural is
 * shown, and of sentences and their parts all.
 */
export function withNames(template: string): string {
  const named = template.replace(
    /\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g,
    (_whole, name: string, one?: string, many?: string) => {
      if (one === undefined || many === undefined) return `<${name}>`;
      if (many === '') return `${one.startsWith(' ') ? ' ' : ''}(${one.trim()}) `;
      return isPlural(one, many) ? many : `(${one} / ${many})`;
    },
  );
  return named.replace(/\) +(?=[ :;,.]|$)/g, ')');
}

/** Whether two texts are one word, or begin with it, in singular and plural: `conexión espera`, `conexiones esperan`. */
function isPlural(one: string, many: string): boolean {
  const [first, other] = [one.split(' ')[0] ?? '', many.split(' ')[0] ?? ''];
  return !one.includes(' ') || (first !== other && first.slice(0, STEM) === other.slice(0, STEM));
}

const STEM = 3;
