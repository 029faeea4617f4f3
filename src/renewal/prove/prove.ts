import type { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '../../errors/app-error.ts';
import type { Network } from '../../runtime/network.ts';
import { look, type Sight } from './look.ts';
import { servernameFor, type Target } from './target.ts';

/** Which services shall show a certificate, and how long they have for it. */
export interface ProofRequest {
  readonly targets: readonly Target[];
  readonly timeoutMs: number;
  /** SNI, where it shall not follow from the target and the certificate. */
  readonly servername?: string;
  readonly network: Network;
}

/** One address of one target that shows the certificate. */
export interface Proof {
  readonly target: string;
  readonly address: string;
  /** How many connections it took. */
  readonly connections: number;
  readonly ms: number;
}

/** One address, as it was found before anything was changed. */
export interface Baseline {
  readonly target: string;
  readonly address: string;
  readonly sight: Sight;
}

/** So many connections in a row must show it: behind one address may be several processes or machines. */
const IN_A_ROW = 3;
const PAUSE_MS = 100;
const LOOK_MS = 5_000;

interface Place {
  readonly target: Target;
  readonly address: string;
}

/** Looks at every address of every target once; never throws. */
export async function baseline(request: ProofRequest, served: X509Certificate): Promise<Baseline[]> {
  const places = await placesOf(request).catch(() => []);
  return Promise.all(
    places.map(async (place) => ({
      target: place.target.input,
      address: place.address,
      sight: await lookAt(place, request, served, LOOK_MS),
    })),
  );
}

/**
 * Connects to every address of every target until each has shown the certificate several times in a row.
 *
 * @param before what was found before the change: an address that did not answer then need not answer now, as long as one
 *   address of its target does (`localhost` is ::1 too, whether or not the service listens there)
 * @throws AppError ERR_RENEW_PROOF, with the first address that did not show it in time
 */
export async function prove(
  request: ProofRequest,
  expected: X509Certificate,
  before: readonly Baseline[] = [],
): Promise<Proof[]> {
  const deadline = performance.now() + request.timeoutMs;
  const places = await resolvePlaces(request, deadline);
  const needed = places.filter((place) => answeredBefore(place, before));
  return Promise.all(needed.map((place) => proveOne(place, request, expected, deadline)));
}

function answeredBefore({ target, address }: Place, before: readonly Baseline[]): boolean {
  const rows = before.filter((row) => row.target === target.input);
  const answered = rows.filter(({ sight }) => !('failure' in sight));
  // Where none answered before, or where the addresses have changed since, all have to answer now.
  return (
    answered.length === 0 ||
    answered.some((row) => row.address === address) ||
    !rows.some((row) => row.address === address)
  );
}

async function proveOne(
  place: Place,
  request: ProofRequest,
  expected: X509Certificate,
  deadline: number,
): Promise<Proof> {
  const began = performance.now();
  let row = 0;
  for (let connections = 1; ; connections += 1) {
    const left = Math.max(deadline - performance.now(), 250);
    const sight = await lookAt(place, request, expected, Math.min(Math.ceil(left), LOOK_MS));
    row = 'fingerprint' in sight && sight.fingerprint === expected.fingerprint256 ? row + 1 : 0;
    const { target, address } = place;
    if (row === IN_A_ROW) {
      return { target: target.input, address, connections, ms: Math.round(performance.now() - began) };
    }
    if (row === 0) {
      if (performance.now() >= deadline) throw notProven(place, sight, expected);
      await delay(PAUSE_MS);
    }
  }
}

function notProven({ target, address }: Place, sight: Sight, expected: X509Certificate): AppError {
  const seen = 'failure' in sight ? { reason: sight.failure } : { reason: 'OTHER_CERTIFICATE', served: sight.serial };
  return new AppError('ERR_RENEW_PROOF', { target: target.input, address, expected: expected.serialNumber, ...seen });
}

function lookAt({ target, address }: Place, request: ProofRequest, hoped: X509Certificate, timeoutMs: number) {
  const servername = request.servername ?? servernameFor(target.host, hoped);
  return look({ address, port: target.port, servername, hoped, timeoutMs, network: request.network });
}

async function resolvePlaces(request: ProofRequest, deadline: number): Promise<Place[]> {
  for (;;) {
    try {
      return await placesOf(request);
    } catch (error) {
      if (performance.now() >= deadline) throw error;
      await delay(PAUSE_MS);
    }
  }
}

async function placesOf({ targets, network }: ProofRequest): Promise<Place[]> {
  const all = await Promise.all(
    targets.map(async (target) => {
      if (isIP(target.host.replace(/%.*/, '')) !== 0) return [{ target, address: target.host }];
      try {
        const answers = await network.lookup(target.host);
        return [...new Set(answers.map(({ address }) => address))].map((address) => ({ target, address }));
      } catch (error) {
        const reason = (error as NodeJS.ErrnoException).code ?? 'UNKNOWN';
        throw new AppError('ERR_RENEW_PROOF', { target: target.input, address: target.host, reason }, { cause: error });
      }
    }),
  );
  return all.flat();
}
