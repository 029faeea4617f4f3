import type { ErrorCode } from '../../errors/codes.ts';
import type { ChatRecord } from '../chat-record.ts';
import type { AdmissionRefusal } from './admission.ts';
import type { PairProblem } from './credentials.ts';

/** What happens on a server, for its log: codes and values, no sentences. */
export type ServerRecord =
  | ChatRecord
  | {
      event: 'connected';
      session: number;
      remote: string;
      tls: string | null;
      alpn: string | null;
      servername: string | null;
      clientCertificate: string | null;
    }
  /** `times` counts those of the same address since it was said last. */
  | { event: 'refused'; remote: string; limit: AdmissionRefusal; times: number }
  | { event: 'handshake-failed'; remote: string; reason: string }
  | { event: 'plaintext'; remote: string; kind: 'http' | 'other'; code: 'peer-plaintext-client' }
  | { event: 'certificate-loaded'; index: number; fingerprint256: string; validTo: string }
  | { event: 'certificate-refused'; index: number; problem: PairProblem | ErrorCode }
  | { event: 'also-listening'; dialect: string; address: string; port: number }
  | { event: 'fault'; id: string; text: string }
  | { event: 'status-listening'; address: string; port: number }
  | { event: 'draining'; sessions: number }
  | { event: 'stopped'; cut: number };
