import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import type { CertificateFacts } from '../../facts/certificate.ts';
import { TRUST_FINDINGS } from '../../facts/path-reason.ts';
import { byHand, reissue } from '../../fixes/certificate.ts';

const LEAST_BITS: Readonly<Record<string, number>> = { rsa: 2048, 'rsa-pss': 2048, dsa: 2048, ec: 224 };

/** The key of the leaf, or of a certificate that it rests on, is too short. */
export const certWeakKey = defineCheck({
  id: 'cert-weak-key',
  layer: 'cert',
  severity: 'error',
  needs: ['request', 'tls.handshake'],
  reads: [],
  explains: [],
  precedes: TRUST_FINDINGS,
  run({ request, 'tls.handshake': { chain } }) {
    const place = chain.findIndex((one, index) => weak(one) && (index === 0 || issuesOne(one, chain)));
    const one = chain[place];
    if (!one) return null;
    return {
      params: {
        subject: one.subject,
        keyType: one.keyType,
        bits: one.keyBits,
        least: LEAST_BITS[one.keyType] ?? 0,
        place: place + 1,
        keyFile: request.certFile.replace(/\.[^.]+$/, '.key'),
        certFile: request.certFile,
        here: request.mode !== 'target',
      },
      confidence: 'certain',
    };
  },
  fix: ({ place, keyFile, certFile, here }) => {
    const where = here ? 'here' : 'server';
    if (place > 1) return [{ text: 'other-authority', commands: [], where, needsRoot: false }];
    return [
      { text: 'key', commands: [command('llave', 'genkey', '-o', keyFile, '--force')], where, needsRoot: false },
      // The same key again would be as short.
      byHand(reissue('reissue', where, certFile)),
    ];
  },
});

function weak({ keyType, keyBits }: CertificateFacts): boolean {
  return keyBits > 0 && keyBits < (LEAST_BITS[keyType] ?? 0);
}

function issuesOne(one: CertificateFacts, chain: readonly CertificateFacts[]): boolean {
  return chain.some((other) => other !== one && other.issuer === one.subject);
}
