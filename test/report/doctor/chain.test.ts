import { describe, expect, it } from 'vitest';
import type { CertificateFacts } from '../../../src/doctor/facts/certificate.ts';
import { chainOf } from '../../../src/report/doctor/html/chain.ts';
import { certificate, failed, ok, request, session, store, target, tlsFailure } from '../../doctor/evidence.ts';
import { testCertificate } from '../../support/certificates.ts';
import { reportEntry } from '../../support/doctor-results.ts';

const leaf = certificate({ issuer: 'CN=Inter', fingerprint256: '01' });
const inter = certificate({ subject: 'CN=Inter', issuer: 'CN=Root', ca: true, fingerprint256: '02' });
const root = certificate({ subject: 'CN=Root', issuer: 'CN=Root', ca: true, selfSigned: true, fingerprint256: '03' });
const stranger = certificate({ subject: 'CN=Other', issuer: 'CN=Nobody', fingerprint256: '04' });

async function chain(sent: readonly CertificateFacts[], more: Parameters<typeof store>[0]) {
  const { result } = await reportEntry(
    store({
      request: ok('request', request),
      target: ok('target', target),
      'tls.handshake': ok('tls.handshake', session({ chain: sent })),
      'cert.trust': ok('cert.trust', { source: 'flag', files: ['ca.crt'], anchors: [root] }),
      ...more,
    }),
  );
  return chainOf(result)!;
}

const refused = (
  code: 'issuer-not-found' | 'issuer-key-mismatch' | 'self-signed-untrusted' | 'expired',
  subject: string,
  fingerprint256: string,
) =>
  failed('cert.path', {
    code,
    reasons: [{ code, certificate: { index: 0, subject, fingerprint256 }, params: {} }],
  } as never);

describe('the chain of a report', () => {
  it('leads from the leaf to the anchor, which need not be sent', async () => {
    const path = ok('cert.path', {
      path: ['CN=a', 'CN=Inter', 'CN=Root'],
      fingerprints: ['01', '02', '03'],
      publicRoot: false,
    });
    const { nodes, links, spare } = await chain([leaf, inter, stranger], { 'cert.path': path });
    expect(nodes.map(({ subject, from, role, trust }) => [subject, from, role, trust])).toEqual([
      ['CN=chat.example.org', 'sent', 'leaf', null],
      ['CN=Inter', 'sent', 'intermediate', null],
      ['CN=Root', 'kept', 'root', 'flag'],
    ]);
    expect(links).toEqual([true, true]);
    expect(spare.map(({ subject }) => subject)).toEqual(['CN=Other']);
  });

  it('is none where the probes were ended by the runner, and what was sent where only the verification was', async () => {
    const ended = { code: 'DEADLINE' } as never;
    expect(await chain([], { 'tls.handshake': failed('tls.handshake', ended) })).toBeNull();
    const { nodes } = await chain([leaf], { 'cert.path': failed('cert.path', ended) });
    expect(nodes[0]).toMatchObject({ subject: 'CN=chat.example.org', from: 'sent', reasons: [] });
  });

  it('ends at the issuer that nobody has', async () => {
    const { nodes, links } = await chain([leaf], { 'cert.path': refused('issuer-not-found', 'CN=x', '01') });
    expect(nodes.map(({ subject, from }) => [subject, from])).toEqual([
      ['CN=chat.example.org', 'sent'],
      ['CN=Inter', 'missing'],
    ]);
    expect(links).toEqual([false]);
    expect(nodes[0]!.reasons.map(({ code }) => code)).toEqual(['issuer-not-found']);
  });

  it('follows the issuers whatever order was sent, and ends at a root that nobody trusts', async () => {
    const { nodes, links } = await chain([leaf, root, inter], {
      'cert.path': refused('self-signed-untrusted', 'CN=Root', '03'),
    });
    expect(nodes.map(({ subject, sentAs }) => [subject, sentAs])).toEqual([
      ['CN=chat.example.org', 1],
      ['CN=Inter', 3],
      ['CN=Root', 2],
    ]);
    expect(links).toEqual([true, true]);
    expect(nodes[2]!.trust).toBeNull();
  });

  it('reaches the anchor that this machine keeps, where only something else is wrong', async () => {
    const { nodes, links } = await chain([leaf, inter], { 'cert.path': refused('expired', leaf.subject, '01') });
    expect(nodes.map(({ from, trust }) => [from, trust])).toEqual([
      ['sent', null],
      ['sent', null],
      ['kept', 'flag'],
    ]);
    expect(links).toEqual([true, true]);
  });

  it('breaks where an authority of the right name has another key', async () => {
    const { links } = await chain([leaf, inter], { 'cert.path': refused('issuer-key-mismatch', leaf.subject, '01') });
    expect(links[0]).toBe(false);
  });

  it('does not go round in circles', async () => {
    const a = certificate({ subject: 'CN=A', issuer: 'CN=B', fingerprint256: '0a' });
    const b = certificate({ subject: 'CN=B', issuer: 'CN=A', fingerprint256: '0b' });
    const { nodes } = await chain([a, b], { 'cert.path': refused('issuer-not-found', 'CN=A', '0a') });
    expect(nodes.map(({ subject }) => subject)).toEqual(['CN=A', 'CN=B']);
  });

  it('says what is wrong with dates and names, by the time that was asked for', async () => {
    const old = certificate({ notAfter: '2026-11-22T11:59:59.000Z', selfSigned: true, issuer: 'CN=chat.example.org' });
    const { nodes } = await chain([old], {
      'cert.path': refused('expired', old.subject, old.fingerprint256),
      'cert.name': failed('cert.name', { code: 'NAME_MISMATCH' }),
    });
    expect(nodes[0]).toMatchObject({ expired: true, notYet: false, notFor: 'chat.example.org' });
  });

  it('reads what was on the wire where the session did not come about', async () => {
    const { cert } = await testCertificate({ commonName: 'wired' });
    const der = cert.replace(/-----[^-]+-----|\s/g, '');
    const failure = tlsFailure('ALERT');
    const certificates = [
      { der, timestamps: false },
      { der: 'MAA=', timestamps: false },
    ];
    const handshake = failed('tls.handshake', { ...failure, wire: { ...failure.wire, certificates } });
    const { nodes } = await chain([], { 'tls.handshake': handshake });
    expect(nodes.map(({ subject }) => subject)).toEqual(['CN=wired']);
  });

  it('is none where nothing was seen', async () => {
    const { result } = await reportEntry(store({ request: ok('request', request) }));
    expect(chainOf(result)).toBeNull();
  });
});
