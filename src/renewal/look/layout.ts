import { X509Certificate } from 'node:crypto';
import { looksLikePem, splitPem, toPem } from '../../files/pem.ts';

/** One thing in a file, in the order of the file. */
export type Part =
  | { readonly kind: 'certificate'; readonly der: Buffer }
  | { readonly kind: 'key'; readonly text: string }
  /** DH parameters and the like: they stay as they are. */
  | { readonly kind: 'other'; readonly text: string };

/** How a certificate or key file is built. */
export interface Layout {
  readonly encoding: 'pem' | 'der';
  readonly parts: readonly Part[];
}

/** What a file is filled with anew. */
export interface Content {
  readonly leaf: X509Certificate;
  readonly chain: readonly X509Certificate[];
  /** The new key, as PEM; without it keys stay as they are. */
  readonly keyPem?: string;
}

/** Reads how a file is built; undefined where it is neither PEM nor a DER certificate. Damaged blocks count as other. */
export function readLayout(data: Buffer): Layout | undefined {
  if (!looksLikePem(data)) {
    const der = certificateDer(data);
    return der === undefined ? undefined : { encoding: 'der', parts: [{ kind: 'certificate', der }] };
  }
  const parts = splitPem(data).blocks.map((block): Part => {
    if (block.kind.endsWith('PRIVATE KEY')) return { kind: 'key', text: toPem(block.label, block.der, block.headers) };
    const der = block.kind === 'CERTIFICATE' && !block.problem ? certificateDer(block.der) : undefined;
    if (der !== undefined) return { kind: 'certificate', der };
    return { kind: 'other', text: toPem(block.label, block.der, block.headers) };
  });
  return { encoding: 'pem', parts };
}

/** The bytes of a certificate that Node can read; undefined where they are none. */
function certificateDer(data: Buffer): Buffer | undefined {
  try {
    return new X509Certificate(data).raw;
  } catch {
    return undefined;
  }
}

/** The certificates of a file, in its order. */
export function certificatesIn(layout: Layout): X509Certificate[] {
  return layout.parts.flatMap((part) => (part.kind === 'certificate' ? [new X509Certificate(part.der)] : []));
}

/** Whether a private key is in the file. */
export function holdsKey(layout: Layout): boolean {
  return layout.parts.some(({ kind }) => kind === 'key');
}

/**
 * Builds a file of the same layout with other content: the leaf where the old leaf was, the whole chain where the first
 * certificate of the old chain was. A chain is written only where there was one, or where `withChain` says so.
 */
export function render(layout: Layout, old: X509Certificate, content: Content, withChain: boolean): Buffer {
  if (layout.encoding === 'der') return content.leaf.raw;
  let chainWritten = false;
  const texts = layout.parts.map((part) => {
    if (part.kind === 'other') return part.text;
    if (part.kind === 'key') return content.keyPem ?? part.text;
    if (part.der.equals(old.raw)) return toPem('CERTIFICATE', content.leaf.raw);
    if (chainWritten) return '';
    chainWritten = true;
    return chainText(content);
  });
  const last = layout.parts.findLastIndex(({ kind }) => kind === 'certificate');
  if (withChain && !chainWritten) texts.splice(last + 1, 0, chainText(content));
  return Buffer.from(texts.join(''));
}

function chainText({ chain }: Content): string {
  return chain.map(({ raw }) => toPem('CERTIFICATE', raw)).join('');
}
