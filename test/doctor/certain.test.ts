import { expect, it } from 'vitest';
import { judgeOne } from '../../src/doctor/judge.ts';
import { CHECKS } from '../../src/doctor/registry.ts';
import { allCases } from './all-cases.ts';

const READ = 'it is read in the certificate itself';
const FILE = 'it is read in the file itself, or the system says so';

/** Findings that have no neighbour to rule out, and why. */
const SELF_EVIDENT: Readonly<Record<string, string>> = {
  'cert-ca-as-leaf': READ,
  'cert-eku': READ,
  'cert-expires-soon': READ,
  'cert-extra': 'the chain is seen as it was sent',
  'cert-key-usage': READ,
  'cert-must-staple': 'both the demand and the missing answer are seen in the handshake',
  'cert-pool-mixed': 'both certificates are seen',
  'cert-revoked': 'the authority has signed it',
  'cert-root-sent': 'the chain is seen as it was sent',
  'cert-serial': READ,
  'cert-validity-too-long': READ,
  'cert-weak-key': READ,
  'cert-weak-signature': READ,
  'cert-wrong-order': 'the chain is seen as it was sent',
  'chat-not-llave': 'its first words are seen',
  'dns-name-invalid': 'the name itself breaks the rule',
  'ip-scope-missing': 'an address of this kind means nothing without its interface',
  'local-ca-env': 'the variable and the file that it names are seen',
  'local-clock-skew': 'both clocks are seen, and differ by more than the round trip',
  'local-target-invalid': 'the text itself breaks the rule',
  'server-address-not-local': 'the addresses of this machine are listed',
  'server-cert-eku': READ,
  'server-cert-not-pem': FILE,
  'server-file-missing': FILE,
  'server-file-unreadable': FILE,
  'server-key-encrypted': FILE,
  'server-key-not-pem': FILE,
  'server-key-world-readable': FILE,
  'server-no-cert': FILE,
  'server-pem-corrupt': FILE,
  'server-port-privileged': 'the port and the limit of the kernel are numbers',
  'server-version-range': 'both limits are numbers',
  'server-weak': READ,
};

const certain = (await allCases()).flatMap(({ code, when, evidence }) => {
  const finding = judgeOne(CHECKS.find(({ id }) => id === code)!, evidence).finding;
  return finding?.confidence === 'certain' ? [{ code, when, finding }] : [];
});

it('who is certain has ruled a neighbour out, or has none', () => {
  const bold = certain.filter(
    ({ code, finding }) => finding.ruledOut.length === 0 && !Object.hasOwn(SELF_EVIDENT, code),
  );
  expect(bold.map(({ code, when }) => `${code}: ${when}`)).toEqual([]);
});

it('who is certain leaves no neighbour possible', () => {
  const torn = certain.filter(({ finding }) => finding.notRuledOut.length > 0);
  expect(torn.map(({ code, when }) => `${code}: ${when}`)).toEqual([]);
});

it('the table of self-evident findings names only checks that are certain without a neighbour', () => {
  const plain = new Set(certain.filter(({ finding }) => finding.ruledOut.length === 0).map(({ code }) => code));
  expect(Object.keys(SELF_EVIDENT).filter((code) => !plain.has(code))).toEqual([]);
});

it('what is ruled out, or left possible, is another finding of the catalogue', () => {
  const codes = new Set(CHECKS.map(({ id }) => id));
  const wrong = certain.flatMap(({ code, finding }) =>
    finding.ruledOut.filter((out) => out.code === code || !codes.has(out.code)).map((out) => `${code}: ${out.code}`),
  );
  expect(wrong).toEqual([]);
});
