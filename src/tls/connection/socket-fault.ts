/** What the operating system said about a socket. Plain data. */
export interface SocketFault {
  code: string;
  errno?: number | undefined;
  syscall?: string | undefined;
  message: string;
  /** Refused by this machine itself: no packet left it. Node says so by naming the local end of the connection. */
  local: boolean;
}

/** Codes by which a reset of the peer's shows, depending on what we were doing and on which system. */
const RESET_CODES = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED']);

/** Takes the facts out of what Node threw or emitted. */
export function socketFault(error: unknown): SocketFault {
  const { code, errno, syscall, message } = error as NodeJS.ErrnoException;
  return { code: code ?? 'UNKNOWN', errno, syscall, message, local: / - Local \(/.test(message) };
}

/** Whether a fault of an open connection is the peer's reset. */
export function isReset(fault: SocketFault): boolean {
  return RESET_CODES.has(fault.code);
}
