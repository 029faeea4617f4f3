import type { ReportEntry } from '../report.ts';
import type { FindingResult } from '../result.ts';

/** The parameters in which findings name a file of this machine, the most telling first, and the line in it. */
const FILE_PARAMS = ['file', 'keyFile', 'certFile', 'path'] as const;

/** The file that a finding is about; undefined for what is about the network. */
function fileOf({ layer, params }: FindingResult): { readonly file: string; readonly line: number } | undefined {
  if (layer !== 'server' && layer !== 'config') return undefined;
  const missing = params.files;
  const named = FILE_PARAMS.map((name) => params[name]).find((value) => typeof value === 'string' && value !== '');
  const file = Array.isArray(missing) ? missing[0] : named;
  if (typeof file !== 'string') return undefined;
  return { file, line: typeof params.line === 'number' ? params.line : 1 };
}

/**
 * Where a finding is (SARIF 2.1.0, section 3.28). Readers of SARIF want a file: that of the finding, else the list that names
 * the target, else a relative reference made of the target. A URI with a scheme would not do: GitHub's code scanning
 * refuses the whole file then, and it would read the host of `host:port` as one. The target itself is the logical location.
 */
export function locationOf(finding: FindingResult, { source, result }: ReportEntry, name: string) {
  const { host, port } = result.target;
  const own = fileOf(finding) ?? source;
  const uri = own ? fileUri(own.file) : [host ?? name, ...(port === null ? [] : [String(port)])].map(segment).join('/');
  return {
    physicalLocation: { artifactLocation: { uri }, region: { startLine: own?.line ?? 1 } },
    logicalLocations: [{ name: host ?? name, fullyQualifiedName: name, kind: 'resource' }],
  };
}

/** A path as a URI reference (RFC 3986): absolute ones become file URIs, relative ones stay relative. */
export function fileUri(path: string): string {
  const slashed = path.replaceAll('\\', '/');
  const drive = /^[a-z]:\//i.test(slashed);
  const segments = slashed.split('/').map((part, index) => (drive && index === 0 ? part : segment(part)));
  const absolute = drive || slashed.startsWith('/');
  return absolute ? `file://${drive ? '/' : ''}${segments.join('/')}` : segments.join('/');
}

/** One segment of a path: a colon in the first one would make it a scheme. Half a surrogate pair has no encoding. */
function segment(text: string): string {
  return encodeURIComponent(text.replace(/[\ud800-\udfff]/gu, '\ufffd'));
}
