/** One IANA registry: numbers and the names that RFCs give them. */
export interface Registry<Name extends string = string> {
  /** The registered name, `GREASE(0x…)` for RFC 8701's reserved values, or the number in hexadecimal. */
  nameOf(id: number): string;
  /** Whether the number is registered. */
  knows(id: number): boolean;
  /** The number of a registered name. */
  idOf(name: Name): number;
  /** The number of a name that came from outside, without regard to case; undefined if it is not registered. */
  find(name: string): number | undefined;
  /** Every registered number, in the order of the table. */
  readonly ids: readonly number[];
}

/** Whether a 16-bit value is one of the sixteen that RFC 8701 reserves so that peers learn to ignore unknown values. */
export function isGrease(id: number): boolean {
  return id <= 0xffff && (id & 0x0f0f) === 0x0a0a && id >> 8 === (id & 0xff);
}

/** Makes a registry of a table of numbers and names; `digits` is how many hexadecimal digits an unknown number has. */
export function registry<const Name extends string>(
  entries: readonly (readonly [number, Name])[],
  digits = 4,
): Registry<Name> {
  const names = new Map<number, string>(entries);
  const numbers = new Map<string, number>(entries.map(([id, name]) => [name.toLowerCase(), id]));
  return {
    nameOf: (id) => {
      const hex = `0x${id.toString(16).toUpperCase().padStart(digits, '0')}`;
      return names.get(id) ?? (digits === 4 && isGrease(id) ? `GREASE(${hex})` : hex);
    },
    knows: (id) => names.has(id),
    idOf: (name) => numbers.get(name.toLowerCase())!,
    find: (name) => numbers.get(name.toLowerCase()),
    ids: entries.map(([id]) => id),
  };
}
