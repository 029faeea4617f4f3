import type { SecureContextOptions } from 'node:tls';
import { AppError, isAppError } from '../../errors/app-error.ts';
import {
  type Credential,
  type CredentialPem,
  loadCredential,
  type PairProblem,
  type PairWarning,
  pairWarnings,
} from './credentials.ts';

// What makes a new pair worse than the old one that works.
const REFUSED_ON_RELOAD: readonly PairWarning[] = ['server-cert-expired', 'server-cert-not-yet-valid'];

/** The pairs that a server serves, one of them chosen by SNI (RFC 6066 section 3), each replaceable while it runs. */
export class CredentialStore {
  readonly #pairs: Credential[];

  /** @throws AppError ERR_SERVE_CREDENTIAL with the `index` of the pair */
  constructor(
    pems: readonly CredentialPem[],
    private readonly context: SecureContextOptions,
  ) {
    this.#pairs = pems.map((pem, index) => {
      try {
        return loadCredential(pem, context);
      } catch (error) {
        if (!isAppError(error, 'ERR_SERVE_CREDENTIAL')) throw error;
        throw new AppError('ERR_SERVE_CREDENTIAL', { ...error.params, index }, { cause: error });
      }
    });
  }

  /** The pair for clients that name no host, or one that no pair is for. */
  get first(): Credential {
    return this.#pairs[0] as Credential;
  }

  /** All pairs, in the order in which they were given. */
  get all(): readonly Credential[] {
    return this.#pairs;
  }

  /** The pair whose certificate is for `servername`, else the first. */
  select(servername: string): Credential {
    if (this.#pairs.length === 1) return this.first;
    // Never the common name: clients do not look at it either (RFC 9525 section 1.4.2).
    return this.#pairs.find(({ certificate }) => certificate.checkHost(servername, { subject: 'never' })) ?? this.first;
  }

  /** Serves a new pair from now on; returns why it was refused instead, if it would serve clients worse than the old one. */
  replace(index: number, pem: CredentialPem, now: Date): PairProblem | undefined {
    try {
      const credential = loadCredential(pem, this.context);
      const problem = pairWarnings(credential, now).find((warning) => REFUSED_ON_RELOAD.includes(warning));
      if (problem === undefined) this.#pairs[index] = credential;
      return problem;
    } catch (error) {
      if (isAppError(error, 'ERR_SERVE_CREDENTIAL')) return error.params.problem as PairProblem;
      throw error;
    }
  }
}
