import type { Topic } from '../harness/row.ts';
import { besideOpenssl } from './beside-openssl.ts';
import { certificates } from './certificates.ts';
import { doctor } from './doctor.ts';
import { keys } from './keys.ts';
import { startUp } from './start-up.ts';
import { targets } from './targets.ts';

/** Every topic, in the order of docs/benchmarks.md. */
export const TOPICS: readonly Topic[] = [startUp, besideOpenssl, keys, certificates, doctor, targets];
