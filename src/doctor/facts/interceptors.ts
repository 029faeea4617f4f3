import type { CertificateFacts } from './certificate.ts';

/**
 * Programs and devices that open TLS on its way and sign what they show themselves, by the words that their issuers'
 * names carry: antivirus programs, filtering proxies, debugging proxies, and adware that became known for it.
 */
const PRODUCTS: readonly (readonly [product: string, name: RegExp])[] = [
  ['AdGuard', /\badguard\b.*\b(personal )?ca\b/i],
  ['Avast', /\bavast\b.*\bshield\b/i],
  ['AVG', /\bavg\b.*\bshield\b/i],
  ['Barracuda', /\bbarracuda\b.*\b(ssl|web|filter|ca)\b/i],
  ['Bitdefender', /\bbitdefender\b/i],
  ['Blue Coat ProxySG', /\bblue ?coat\b|\bproxysg\b/i],
  ['Burp Suite', /\bportswigger\b/i],
  ['Charles', /\bcharles proxy\b/i],
  ['Check Point', /\bcheck ?point\b.*\b(https|inspection)\b/i],
  ['Cisco Umbrella', /\bcisco umbrella\b/i],
  ['Cloudflare Gateway', /\bgateway ca - cloudflare\b|\bcloudflare for teams\b/i],
  ['Dell System Detect', /\bedellroot\b|\bdsdtestprovider\b/i],
  ['ESET', /\beset ssl filter\b/i],
  ['Fiddler', /\bdo_not_trust_fiddler/i],
  ['Forcepoint', /\bforcepoint\b|\bwebsense\b/i],
  ['Fortinet FortiGate', /\bforti(net|gate|os)\b/i],
  ['Kaspersky', /\bkaspersky\b.*\b(personal|anti-virus|web)\b/i],
  ['Lightspeed', /\blightspeed (rocket|systems|filter)\b/i],
  ['McAfee Web Gateway', /\bmcafee\b.*\bgateway\b|\bskyhigh\b.*\bgateway\b/i],
  ['mitmproxy', /\bmitmproxy\b/i],
  ['Netskope', /\bnetskope\b|\bgoskope\b/i],
  ['OWASP ZAP', /\bowasp\b.*\b(zap|zed attack)\b|\bzap by checkmarx\b/i],
  ['Palo Alto', /\bpalo ?alto\b.*\b(decrypt|trust|forward)/i],
  ['Qustodio', /\bqustodio\b/i],
  ['Securly', /\bsecurly\b/i],
  ['SonicWall', /\bsonicwall\b.*\bdpi/i],
  ['Sophos', /\bsophos\b.*\b(ssl|web|proxy|ca)\b/i],
  ['Squid', /\bsquid\b.*\b(proxy|ca)\b/i],
  ['Superfish', /\bsuperfish\b/i],
  ['Untangle', /\buntangle\b/i],
  ['WatchGuard', /\bfireware https proxy\b|\bwatchguard\b/i],
  ['Zscaler', /\bzscaler\b/i],
];

/** The product that signs as the issuers of this chain do; empty for an issuer that is known for nothing of the kind. */
export function interceptorOf(chain: readonly CertificateFacts[]): string {
  const issuers = chain.map(({ issuer }) => issuer);
  return PRODUCTS.find(([, name]) => issuers.some((issuer) => name.test(issuer)))?.[0] ?? '';
}

/** Whether the same authority signed two leaves: by its own certificate where both were sent it, else by name. */
export function sameIssuer(a: readonly CertificateFacts[], b: readonly CertificateFacts[]): boolean {
  const [one, two] = [a[0], b[0]];
  if (one === undefined || two === undefined || one.issuer !== two.issuer || one.selfSigned) return false;
  return a[1] === undefined || b[1] === undefined || a[1].publicKeySha256 === b[1].publicKeySha256;
}

let WORDS: ReadonlySet<string> | undefined;

/** The words by which these products are known, in lower case: they say nothing of the people whose traffic is opened. */
export function interceptionWords(): ReadonlySet<string> {
  WORDS ??= new Set(
    PRODUCTS.flatMap(([product, { source }]) => {
      const plain = source.replaceAll('\\b', ' ').toLowerCase();
      const stems = /([a-z]+)\(([a-z|]+)\)/.exec(plain);
      const joined = stems ? stems[2]!.split('|').map((end) => stems[1] + end) : [];
      return [
        `${plain} ${plain.replaceAll(' ?', '')} ${product.toLowerCase()}`.match(/[a-z_]{3,}/g) ?? [],
        joined,
      ].flat();
    }),
  );
  return WORDS;
}
