/** Ports without TLS and the port on which the same service has it. */
const PAIRS: Readonly<Record<number, readonly number[]>> = {
  443: [80, 8080, 8000, 8081, 3000, 5000, 8888],
  8443: [80, 8080, 8000, 8081, 3000, 5000, 8888, 443],
  993: [143],
  465: [25, 587],
  5061: [5060],
};

/** Whether `asked` is a port that people take for the TLS port `right`: its plain twin, or a slip of one key. */
export function arePair(asked: number, right: number): boolean {
  return (PAIRS[right] ?? []).includes(asked) || isSlip(String(asked), String(right));
}

/** One digit too many, too few, wrong, or two neighbours swapped. */
function isSlip(a: string, b: string): boolean {
  if (a === b) return false;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (long.length - short.length === 1) {
    return [...long].some((_, at) => long.slice(0, at) + long.slice(at + 1) === short);
  }
  if (short.length !== long.length) return false;
  const differing = [...short].flatMap((digit, at) => (digit === long[at] ? [] : [at]));
  if (differing.length === 1) return true;
  const [first, second] = differing;
  return (
    differing.length === 2 &&
    second === first! + 1 &&
    short[first!] === long[second!] &&
    short[second!] === long[first!]
  );
}
