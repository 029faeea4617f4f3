import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { holeAbove } from '../../facts/missing-issuer.ts';
import { pathReason } from '../../facts/path-reason.ts';
import { hostPort } from '../../target.ts';

/** The server does not send the certificate that stands between its own and a root. */
export const certMissingIntermediate = defineCheck({
  id: 'cert-missing-intermediate',
  layer: 'cert',
  severity: 'error',
  needs: ['request', 'target', 'tls.handshake', 'cert.trust'],
  reads: ['cert.path', 'cert.completion', 'cert.issuer'],
  explains: ['cert.path'],
  absorbs: ['cert-unknown-ca'],
  run({
    request,
    target,
    'tls.handshake': { chain },
    'cert.trust': trust,
    'cert.path': path,
    'cert.completion': more,
    'cert.issuer': fetched,
  }) {
    const reason = pathReason(path, 'issuer-not-found', 'cycle-without-anchor', 'issuer-key-mismatch');
    const [leaf] = chain;
    const last = chain.find(({ fingerprint256 }) => fingerprint256 === reason?.certificate.fingerprint256);
    if (!leaf || !last) return null;
    const completion = more?.state === 'ok' ? more.value : undefined;
    const hole = holeAbove(last, chain, trust, completion, fetched?.state === 'ok' ? fetched.value : undefined);
    if (hole.kind !== 'intermediate') return null;
    if (reason?.code === 'issuer-key-mismatch' && hole.because !== 'namesake-sent') return null;
    return {
      params: {
        subject: last.subject,
        issuer: last.issuer,
        sent: chain.length,
        file: completion?.intermediateFile ?? '',
        addresses: (fetched?.state === 'ok' ? fetched.value.urls : undefined) ?? last.caIssuers.slice(0, 1),
        certFile: request.certFile,
        target: hostPort(target.host, target.port),
      },
      confidence: hole.sure ? 'certain' : 'likely',
      ruledOut: [{ code: 'cert-unknown-ca', because: hole.because, params: { issuer: last.issuer } }],
    };
  },
  fix: ({ file, addresses, certFile, target }) => [
    {
      text: file !== '' ? 'append-file' : addresses.length > 0 ? 'download' : 'append',
      commands: [
        // Authorities serve DER there (RFC 5280 4.2.2.1), which cannot be appended to PEM.
        ...(file === '' ? addresses : []).flatMap((address, index) => [
          command('curl', '-o', `${nameOf(index)}.cer`, address),
          command('llave', 'convert', `${nameOf(index)}.cer`, '--to', 'pem', '-o', `${nameOf(index)}.crt`),
        ]),
        `${command('cat', certFile, ...(file === '' ? filesOf(addresses) : [file]))} > fullchain.crt`,
        command('llave', 'serve', '--cert', 'fullchain.crt'),
      ],
      where: 'server',
      needsRoot: false,
      ...(file === '' ? {} : { mend: { kind: 'chain', add: [file] } as const }),
    },
    { text: 'look', commands: [command('llave', 'inspect', target)], where: 'here', needsRoot: false },
  ],
});

/** What the intermediates are called where they are saved: `intermediate`, `intermediate2`. */
function nameOf(index: number): string {
  return index === 0 ? 'intermediate' : `intermediate${index + 1}`;
}

function filesOf(addresses: readonly string[]): string[] {
  return (addresses.length === 0 ? [''] : addresses).map((_, index) => `${nameOf(index)}.crt`);
}
