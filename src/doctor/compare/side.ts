import type { Diagnosis } from '../diagnose.ts';
import type { Request, Target } from '../evidence/request.ts';
import type { SingleKey, ValueOf } from '../evidence.ts';
import type { CertificateFacts } from '../facts/certificate.ts';
import { LLAVE_GREETING } from '../facts/greeting.ts';

/** One of the two diagnoses that are compared. */
export interface Side {
  readonly diagnosis: Pick<Diagnosis, 'store' | 'verdict' | 'findings'>;
  /** Its names and addresses are disguises, which mean nothing beside those of another record. */
  readonly scrubbed: boolean;
}

/** The road from the name to the chat, as far as one step rests on the one before. */
const ROAD = ['target', 'addresses', 'tcp.path', 'tls.handshake', 'cert.path', 'cert.name', 'chat.exchange'] as const;
/** A step of the road. */
export type Step = (typeof ROAD)[number];

/** What is there of a value, where it was observed. */
export function seen<K extends SingleKey>({ diagnosis }: Side, key: K): ValueOf<K> | undefined {
  const entry = diagnosis.store.get(key);
  return entry?.state === 'ok' ? entry.value : undefined;
}

/** The first step that failed; undefined where none did. */
export function failedStep({ diagnosis: { store } }: Side): Step | undefined {
  return ROAD.find((key) => store.get(key)?.state === 'failed');
}

/** Whether a side got past a step. */
export function passed(side: Side, step: Step): boolean {
  const failed = failedStep(side);
  return (
    side.diagnosis.store.get(step)?.state === 'ok' &&
    (failed === undefined || ROAD.indexOf(failed) > ROAD.indexOf(step))
  );
}

/** The code of the failure at a step. */
export function failureCode({ diagnosis: { store } }: Side, step: Step): string {
  const entry = store.get(step);
  return entry?.state === 'failed' ? entry.failure.code : '';
}

/** Whether the reference server answered. */
export function isReference(side: Side): boolean {
  return LLAVE_GREETING.test(seen(side, 'tls.handshake')?.greeting ?? '');
}

/** The server's own certificate. */
export function leafOf(side: Side): CertificateFacts | undefined {
  return seen(side, 'tls.handshake')?.chain[0];
}

/** The addresses that were found for the target. */
export function addressesOf(side: Side): readonly string[] {
  return (seen(side, 'addresses')?.list ?? []).map(({ address }) => address).sort();
}

/** What was asked for, as far as it changes what is seen; times aside. */
export function askedOf(side: Side): Partial<Request> {
  const { at: _, timeoutMs: __, deep: ___, ...rest } = seen(side, 'request') ?? ({} as Request);
  return rest;
}

/** Where it went, without what flags say of it. */
export function targetOf(side: Side): Pick<Target, 'host' | 'port'> | undefined {
  return seen(side, 'target');
}

/** Whether a family of addresses could be reached; undefined where none was tried. */
export function familyWorks({ diagnosis: { store } }: Side, family: 4 | 6): boolean | undefined {
  const tries = store.family('tcp.connect').filter(({ at }) => at.includes(':') === (family === 6));
  return tries.length === 0 ? undefined : tries.some(({ entry }) => entry.state === 'ok');
}
