/**
 * Every error code of llave with the exit code that it ends a command with (design: one table for all commands).
 * A code is stable and never reused; its sentence and hints live in the i18n catalogue under the same name.
 */
export const ERROR_CODES = {
  // 2: the command line is wrong
  ERR_USAGE: 2,
  ERR_USAGE_UNKNOWN_COMMAND: 2,
  ERR_USAGE_UNKNOWN_FLAG: 2,
  ERR_USAGE_MISSING_FLAG: 2,
  ERR_USAGE_MISSING_VALUE: 2,
  ERR_USAGE_REPEATED_FLAG: 2,
  ERR_USAGE_MISSING_ARGUMENT: 2,
  ERR_USAGE_UNEXPECTED_ARGUMENT: 2,
  ERR_USAGE_INVALID_VALUE: 2,
  ERR_USAGE_FLAG_CONFLICT: 2,
  ERR_UNKNOWN_CODE: 2,
  ERR_OUTPUT_SAME_FILE: 2,
  // 3: an input cannot be used
  ERR_INPUT_MISSING: 3,
  ERR_INPUT_UNREADABLE: 3,
  ERR_INPUT_EMPTY: 3,
  ERR_INPUT_TOO_LARGE: 3,
  ERR_INPUT_IS_DIRECTORY: 3,
  ERR_CERTIFICATE_MALFORMED: 3,
  ERR_CSR_MALFORMED: 3,
  ERR_CRL_MALFORMED: 3,
  ERR_PEM_MALFORMED: 3,
  ERR_SERVE_CREDENTIAL: 3,
  ERR_CHAT_NAME: 3,
  // 4: an output was refused
  ERR_OUTPUT_EXISTS: 4,
  ERR_OUTPUT_NOT_WRITABLE: 4,
  ERR_OUTPUT_NO_SPACE: 4,
  ERR_OUTPUT_DIRECTORY_MISSING: 4,
  ERR_OUTPUT_IS_DIRECTORY: 4,
  ERR_OUTPUT_BUSY: 4,
  // 5: could not tell / the network failed
  ERR_NETWORK: 5,
  ERR_SERVE_PORT_IN_USE: 5,
  ERR_SERVE_PORT_PRIVILEGED: 5,
  ERR_SERVE_ADDRESS_NOT_LOCAL: 5,
  ERR_SERVE_LISTEN: 5,
  ERR_CHAT_CONNECT: 5,
  ERR_CHAT_CERTIFICATE: 5,
  ERR_CHAT_PIN: 5,
  ERR_CHAT_LOST: 5,
  // 69: this machine cannot do it
  ERR_RUNTIME_UNSUPPORTED: 69,
  // 70: a bug of ours
  ERR_INTERNAL: 70,
} as const satisfies Record<string, 2 | 3 | 4 | 5 | 6 | 69 | 70>;

/** The name of one error of llave. */
export type ErrorCode = keyof typeof ERROR_CODES;

/** The exit code (design 1.2) that an error ends a command with. */
export function exitCodeOf(code: ErrorCode): number {
  return ERROR_CODES[code];
}
