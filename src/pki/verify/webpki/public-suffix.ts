/** Second-level labels that registries of country domains sell names below (`co.uk`, `com.br`, `gob.mx`). */
const REGISTRY_LABELS = new Set(
  'ac co com edu gob gouv gov govt info ltd mil ne net nhs nom or org plc sch school web'.split(' '),
);

/**
 * Whether a domain is one below which anyone may register (CABF BR 3.2.2.6, "registry-controlled"). Top-level domains are, and
 * the usual second levels of country domains; the list is no copy of the Public Suffix List.
 */
export function isPublicSuffix(domain: string): boolean {
  const labels = domain.toLowerCase().split('.');
  if (labels.length <= 1) return true;
  return labels.length === 2 && labels[1]!.length === 2 && REGISTRY_LABELS.has(labels[0]!);
}
