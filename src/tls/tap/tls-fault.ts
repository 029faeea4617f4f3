/** What Node and its OpenSSL said of a TLS connection. Codes change with the version of OpenSSL; numbers do not. */
export interface TlsFault {
  code: string;
  message: string;
  /** OpenSSL's reason. */
  reason?: string | undefined;
  /** The number of an alert that was received, if that is what the error is about. */
  alert?: number | undefined;
}

/** Takes the facts out of an error of a TLS socket. */
export function tlsFault(error: Error): TlsFault {
  const { code, reason } = error as { code?: string; reason?: string };
  const alert = /SSL alert number (\d+)/.exec(error.message)?.[1];
  return {
    code: code ?? 'UNKNOWN',
    message: error.message,
    reason,
    alert: alert === undefined ? undefined : Number(alert),
  };
}
