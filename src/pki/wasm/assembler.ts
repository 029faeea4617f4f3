/**
 * Assembles a WebAssembly function out of 32-bit operations: as much of the binary format (WebAssembly Core Specification 5) as the
 * inner loop of a digest needs.
 */

/** A part of a function's body that leaves one i32 on the stack. */
export type Expression = readonly number[];

/** The compiled function: how many times its body is run, then the state; it returns the state after that. */
export type Loop = (times: number, ...state: number[]) => readonly number[];

/** A loop with its memory of 64 KiB, zero at the start. */
export interface Compiled {
  readonly loop: Loop;
  readonly memory: { readonly buffer: ArrayBuffer };
}

/** `@types/node` has no WebAssembly without the types of browsers. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: Compiled };
};

/** Whether this Node compiles WebAssembly: not one that was started with `--jitless`. */
export function canCompile(): boolean {
  return 'WebAssembly' in globalThis;
}

const I32 = 0x7f;

const binary =
  (opcode: number) =>
  (first: Expression, ...others: readonly Expression[]): Expression => [
    ...first,
    ...others.flatMap((other) => [...other, opcode]),
  ];

export const add = binary(0x6a);
export const and = binary(0x71);
export const or = binary(0x72);
export const xor = binary(0x73);
const shiftRight = binary(0x76);
const rotateRight = binary(0x78);

/** x >>> n */
export const shr = (x: Expression, n: number): Expression => shiftRight(x, constant(n));
/** x turned right by n bits; to the left by a negative n. */
export const rotr = (x: Expression, n: number): Expression => rotateRight(x, constant(n & 31));
export const get = (local: number): Expression => [0x20, ...unsigned(local)];
export const set = (local: number, value: Expression): readonly number[] => [...value, 0x21, ...unsigned(local)];
/** The word of the memory at a byte address, little-endian. */
export const load = (address: Expression, offset: number): Expression => [...address, 0x28, 2, ...unsigned(offset)];
export const store = (address: Expression, offset: number, value: Expression): readonly number[] => [
  ...[...address, ...value],
  ...[0x36, 2, ...unsigned(offset)],
];

export function constant(value: number): Expression {
  const octets = [0x41];
  let rest = value | 0;
  while (rest < -64 || rest > 63) {
    octets.push((rest & 0x7f) | 0x80);
    rest >>= 7;
  }
  octets.push(rest & 0x7f);
  return octets;
}

/**
 * Compiles a loop over a state of some words. In its body local 0 is the count, locals 1 to `words` are the state, and `locals` more
 * follow them, zero at the start.
 */
export function compileLoop(words: number, locals: number, body: readonly number[]): Compiled {
  const state = Array.from({ length: words }, (_, word) => word + 1);
  const code = [
    ...vector([[...unsigned(locals), I32]]),
    ...[0x03, 0x40, ...body, ...set(0, add(get(0), constant(-1))), ...get(0), 0x0d, 0x00, 0x0b],
    ...state.flatMap(get),
    0x0b,
  ];
  const type = [0x60, ...vector([0, ...state].map(() => [I32])), ...vector(state.map(() => [I32]))];
  const module = [
    ...[...Buffer.from('\0asm'), 1, 0, 0, 0],
    ...section(1, vector([type])),
    ...section(3, vector([[0]])),
    ...section(5, vector([[0x00, 1]])),
    ...section(7, vector([exported('loop', 0x00), exported('memory', 0x02)])),
    ...section(10, vector([[...unsigned(code.length), ...code]])),
  ];
  return new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.from(module))).exports;
}

function exported(name: string, kind: number): number[] {
  return [name.length, ...Buffer.from(name), kind, 0];
}

function section(id: number, content: readonly number[]): number[] {
  return [id, ...unsigned(content.length), ...content];
}

function vector(entries: readonly (readonly number[])[]): number[] {
  return [...unsigned(entries.length), ...entries.flat()];
}

/** LEB128, as every count and index is written. */
function unsigned(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)];
}
