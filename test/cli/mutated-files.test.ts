import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { runAccepts } from '../../src/cli/accepts/run.ts';
import type { Outcome } from '../../src/cli/base-command.ts';
import { runDiff } from '../../src/cli/diff/run.ts';
import { inspect } from '../../src/cli/inspect/inspect.ts';
import { runMatch } from '../../src/cli/match/run.ts';
import { runVerify } from '../../src/cli/verify/run.ts';
import { isAppError } from '../../src/errors/app-error.ts';
import { splitPem, toPem } from '../../src/files/pem.ts';
import inspectEnglish from '../../src/i18n/en/commands/inspect.ts';
import inspectSpanish from '../../src/i18n/es/commands/inspect.ts';
import { texts } from '../../src/i18n/index.ts';
import { convert } from '../../src/pki/convert/convert.ts';
import { CONVERT_FORMATS } from '../../src/pki/convert/formats.ts';
import { gather } from '../../src/pki/convert/gather.ts';
import { crl, entity } from '../pki/build/certificate.ts';
import { llave } from '../support/llave.ts';
import { mutate, seeded } from '../support/mutate.ts';
import { peer } from '../support/peers.ts';
import { mustPeer } from '../support/run-peer.ts';
import { tempDir } from '../support/temp-dir.ts';

/** `LLAVE_FUZZ=100000 LLAVE_FUZZ_SEED=7 vitest run test/cli/mutated-files.test.ts` looks longer, and elsewhere. */
const ROUNDS = Number(process.env.LLAVE_FUZZ ?? 1000);
const SEED = Number(process.env.LLAVE_FUZZ_SEED ?? 1);
const PASSPHRASE = 'correct horse';
const AT = new Date();

const t = texts(inspectEnglish, inspectSpanish);
const passphrase = async () => PASSPHRASE;
let cwd: string;
let corpus: readonly (readonly [name: string, bytes: Buffer])[];

async function make(...lines: readonly string[]): Promise<void> {
  for (const line of lines) {
    const { code, stderr } = await llave(line.split(' '), { cwd, env: { SECRET: PASSPHRASE } });
    if (code !== 0) throw new Error(`llave ${line}: ${stderr}`);
  }
}

beforeAll(async () => {
  cwd = tempDir();
  await make(
    'ca create --for example.org --intermediate --no-passphrase --type ec',
    'ca issue -H a.example.org -H b.example.org',
    'csr -s /C=CO/O=UTP/CN=a.example.org -H a.example.org -H 192.0.2.1 --key server.key',
    'genkey --type rsa -o rsa.key',
    'genkey --type ed25519 -o ed.key',
    'convert ed.key --to jwk -o ed.jwk',
    'convert ed.key --to openssh -o ed.pub',
  );
  writeFileSync(
    join(cwd, 'list.crl'),
    toPem('X509 CRL', crl(entity('CA'), { revoked: [{ serial: 1 }, { serial: 2 }] })),
  );
  const openssl = peer('openssl');
  if (openssl) {
    const pass = ['-passout', `pass:${PASSPHRASE}`];
    const p12 = [
      'pkcs12',
      '-export',
      '-in',
      'server-fullchain.crt',
      '-inkey',
      'server.key',
      '-iter',
      '10',
      '-out',
      'a.p12',
    ];
    mustPeer(openssl, [...p12, ...pass], '', cwd);
    mustPeer(openssl, ['pkcs8', '-topk8', '-in', 'rsa.key', '-iter', '10', '-out', 'enc.key', ...pass], '', cwd);
    mustPeer(openssl, ['rsa', '-in', 'rsa.key', '-traditional', '-aes128', '-out', 'old.key', ...pass], '', cwd);
    mustPeer(openssl, ['crl2pkcs7', '-nocrl', '-certfile', 'server-fullchain.crt', '-out', 'a.p7b'], '', cwd);
  }
  const made = [
    'server-fullchain.crt',
    'ca/root.crt',
    'server.csr',
    'server.key',
    'rsa.key',
    'ed.key',
    'ed.jwk',
    'ed.pub',
    'list.crl',
  ];
  const files = [...made, ...(openssl ? ['a.p12', 'enc.key', 'old.key', 'a.p7b'] : [])];
  corpus = files.map((file) => [file, readFileSync(join(cwd, file))]);
});

/** A changed file: its bytes, or the DER inside of its PEM, with or without the PEM around it. */
function changed(bytes: Buffer, random: () => number): Buffer {
  const { blocks } = splitPem(bytes.toString('latin1'));
  const how = random();
  if (blocks.length === 0 || how < 0.2) return mutate(bytes, random);
  const block = blocks[Math.floor(random() * blocks.length)]!;
  const der = mutate(block.der, random);
  if (how < 0.4) return der;
  return Buffer.from(blocks.map((each) => toPem(each.label, each === block ? der : each.der, each.headers)).join(''));
}

/** What may come out: an answer, or an error that says what is wrong with the input. Everything else is told. */
async function complaint(attempt: () => Promise<Outcome | undefined>): Promise<string | undefined> {
  try {
    const { result = {}, exitCode = 0 } = (await attempt()) ?? {};
    JSON.stringify(result);
    return exitCode === 0 || exitCode === 1 ? undefined : `exit code ${exitCode}`;
  } catch (error) {
    if (isAppError(error) && error.code !== 'ERR_INTERNAL') return undefined;
    return error instanceof Error ? (error.stack ?? String(error)) : String(error);
  }
}

describe('files that were damaged', () => {
  it(`give an answer or a clear error, ${ROUNDS} times from seed ${SEED}`, {
    timeout: 60_000 + ROUNDS * 100,
  }, async () => {
    const random = seeded(SEED);
    const [original, root, file] = [join(cwd, 'server.crt'), join(cwd, 'ca', 'root.crt'), join(cwd, 'mutant')];
    const flags = { ca: [root], purpose: 'server', policy: 'rfc5280', 'explicit-policy': false } as const;
    const complaints: string[] = [];
    let slowest = { ms: 0, what: '' };
    for (let round = 0; round < ROUNDS; round++) {
      const [name, bytes] = corpus[Math.floor(random() * corpus.length)]!;
      writeFileSync(file, changed(bytes, random));
      const format = CONVERT_FORMATS[Math.floor(random() * CONVERT_FORMATS.length)]!;
      const attempts: Record<string, () => Promise<Outcome | undefined>> = {
        inspect: () => inspect([file], { form: 'full', now: AT, passphrase }, t),
        short: () => inspect([file], { form: 'short', now: AT, passphrase }, t),
        match: () => runMatch([file, original], passphrase),
        diff: () => runDiff(file, original),
        verify: () =>
          runVerify(file, {
            ...flags,
            'inhibit-policy-mapping': false,
            'inhibit-any-policy': false,
            host: 'a.example.org',
          }),
        accepts: () => runAccepts(file, { host: 'a.example.org', ca: [root] }),
        convert: async () => {
          await convert(await gather([file], passphrase), { format, file, passphrase: undefined, name: 'x' });
          return undefined;
        },
      };
      for (const [command, attempt] of Object.entries(attempts)) {
        const began = performance.now();
        const told = await complaint(attempt);
        if (told !== undefined)
          complaints.push(`round ${round}: ${command} of a damaged ${name} (to ${format}): ${told}`);
        const ms = performance.now() - began;
        if (ms > slowest.ms) slowest = { ms, what: `round ${round}: ${command} of ${name}` };
      }
    }
    expect(complaints).toEqual([]);
    if (process.env.LLAVE_FUZZ) process.stderr.write(`slowest: ${slowest.what}, ${slowest.ms.toFixed(0)} ms\n`);
  });
});
