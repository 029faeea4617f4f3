import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import type { CertificateFacts } from '../../facts/certificate.ts';
import { daysBetween } from '../../facts/validity.ts';
import { reissue } from '../../fixes/certificate.ts';
import { hostPort } from '../../target.ts';

/** A certificate of the chain is past its notAfter. */
export const certExpired = defineCheck({
  id: 'cert-expired',
  layer: 'cert',
  severity: 'error',
  needs: ['request', 'target'],
  reads: ['cert.path', 'tls.handshake', 'cert.trust', 'files.cert'],
  explains: ['cert.path'],
  precedes: ['cert-hostname', 'cert-self-signed', 'cert-unknown-ca', 'cert-no-san'],
  run({ request, target, 'cert.path': path, 'tls.handshake': handshake, 'cert.trust': trust, 'files.cert': file }) {
    if (path?.state !== 'failed' || handshake?.state !== 'ok') return null;
    const reason = path.failure.reasons.find(({ code }) => code === 'expired');
    if (!reason) return null;
    // An expired certificate that no path needs, like an old cross-signed root, is none of anybody's business.
    const { index, fingerprint256 } = reason.certificate;
    const anchors = trust?.state === 'ok' ? trust.value.anchors : [];
    const same = (one: CertificateFacts) => one.fingerprint256 === fingerprint256;
    const expired = handshake.value.chain.find(same) ?? anchors.find(same);
    if (!expired) return null;
    const anchor = anchors.some(same) && index > 0;
    const leaf = index === 0;
    // A file here that is newer than what is served: it was renewed, and the server was not told.
    const newer = file?.state === 'ok' && leaf && (file.value.chain[0]?.notAfter ?? '') > expired.notAfter;
    return {
      params: {
        subject: expired.subject,
        notAfter: expired.notAfter.slice(0, 10),
        days: daysBetween(expired.notAfter, request.at),
        place: index + 1,
        issuer: expired.issuer,
        anchor,
        newer,
        certFile: request.certFile,
        here: request.mode !== 'target',
        target: hostPort(target.host, target.port),
      },
      // This machine's clock is the only witness.
      confidence: 'likely',
    };
  },
  fix: ({ place, anchor, newer, certFile, here, target }) => [
    ...(anchor ? [{ text: 'anchor', commands: [], where: 'here', needsRoot: false } as const] : []),
    ...(newer
      ? [{ text: 'restart', commands: [command('llave', 'serve')], where: 'server', needsRoot: false } as const]
      : []),
    ...(place === 1
      ? [
          {
            text: 'renew',
            commands: [command('llave', 'renew', certFile)],
            where: here ? 'here' : 'server',
            needsRoot: false,
          } as const,
        ]
      : []),
    ...(place === 1 && !newer ? [reissue('reissue', here ? 'here' : 'server', certFile)] : []),
    {
      text: 'clock',
      commands: [command('date', '-u'), command('llave', 'doctor', target)],
      where: 'here',
      needsRoot: false,
    },
  ],
});
