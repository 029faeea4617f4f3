import { AppError } from '../errors/app-error.ts';
import { type Diagnosis, judged, type Selection } from './diagnose.ts';
import { EvidenceStore } from './evidence.ts';

const SCHEMA = 'llave/doctor-record/v1';

/** What a diagnosis saw, as `--record` writes it: plain JSON without secrets, from which the verdict follows anywhere. */
export interface DoctorRecord {
  readonly schema: typeof SCHEMA;
  readonly totalMs: number;
  readonly connections: number;
  /** Whether names and addresses are disguises: they can be compared within this record alone. */
  readonly scrubbed?: true;
  readonly evidence: ReturnType<EvidenceStore['toJSON']>;
}

/** A diagnosis that was read from a record. */
export interface Replayed extends Diagnosis {
  readonly scrubbed: boolean;
}

/** The record of a diagnosis. */
export function toRecord({ store, totalMs, connections }: Diagnosis): DoctorRecord {
  return { schema: SCHEMA, totalMs, connections, evidence: store.toJSON() };
}

/**
 * The diagnosis that a record leads to: the same verdict on any machine, since checks are pure over evidence.
 * @param file where the text came from, for the error
 * @throws AppError ERR_DOCTOR_RECORD where the text is no record
 */
export function replay(text: string, file: string, selection?: Selection): Replayed {
  const { evidence, totalMs, connections, scrubbed } = parseRecord(text, file);
  const store = EvidenceStore.from(evidence);
  return { ...judged(store, selection), store, totalMs, connections, scrubbed: scrubbed === true };
}

function parseRecord(text: string, file: string): DoctorRecord {
  let record: Partial<DoctorRecord> | null;
  try {
    record = JSON.parse(text) as Partial<DoctorRecord> | null;
  } catch {
    // The cause is not kept: it would quote the file.
    throw new AppError('ERR_DOCTOR_RECORD', { file });
  }
  const { schema, evidence, totalMs, connections } = record ?? {};
  const sound =
    schema === SCHEMA &&
    Number.isFinite(totalMs) &&
    Number.isInteger(connections) &&
    isObject(evidence) &&
    isEntry(evidence.request) &&
    Object.values(evidence).every(isEntry);
  if (!sound) throw new AppError('ERR_DOCTOR_RECORD', { file });
  return record as DoctorRecord;
}

function isEntry(entry: unknown): boolean {
  if (!isObject(entry)) return false;
  const { state, startedAt, ms, failure } = entry as Record<string, unknown>;
  const { code, by } = (isObject(failure) ? failure : {}) as { code?: unknown; by?: unknown };
  const holds =
    state === 'ok'
      ? 'value' in entry
      : (state === 'failed' && typeof code === 'string') || (state === 'blocked' && typeof by === 'string');
  return holds && typeof startedAt === 'string' && typeof ms === 'number';
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
