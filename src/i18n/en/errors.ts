import type { ErrorCode } from '../../errors/codes.ts';
import type { ErrorText } from '../error-text.ts';

export default {
  ERR_USAGE: {
    message: 'the command line cannot be understood',
    hints: ['llave help COMMAND shows what it takes'],
  },
  ERR_USAGE_UNKNOWN_COMMAND: {
    message: 'there is no command "{command}"',
    hints: ['try: llave {nearest}', 'llave --help lists all commands'],
  },
  ERR_USAGE_UNKNOWN_FLAG: {
    message: 'unknown flag {flag}',
    hints: [
      '--help lists the flags of this command',
      'a passphrase is never given on the command line: use --passphrase-file, --passphrase-env or the prompt',
    ],
  },
  ERR_USAGE_MISSING_FLAG: { message: 'the flag {flag} is needed', hints: ['--help shows how to use it'] },
  ERR_USAGE_MISSING_VALUE: { message: 'the flag {flag} needs a value', hints: ['write {flag} VALUE or {flag}=VALUE'] },
  ERR_USAGE_REPEATED_FLAG: { message: 'the flag {flag} can be given only once' },
  ERR_USAGE_MISSING_ARGUMENT: {
    message: 'missing argument: {argument}',
    hints: ['--help shows how to call this command'],
  },
  ERR_USAGE_UNEXPECTED_ARGUMENT: {
    message: 'unexpected argument: {argument}',
    hints: ['--help shows what this command takes'],
  },
  ERR_USAGE_INVALID_VALUE: { message: '{flag} cannot be "{value}"', hints: ['expected: {expected}'] },
  ERR_USAGE_FLAG_CONFLICT: { message: 'these flags do not go together: {flags}' },
  ERR_UNKNOWN_CODE: {
    message: 'there is no finding or error code "{code}"',
    hints: ['did you mean {nearest}?', 'llave explain without a code lists them all'],
  },
  ERR_INPUT_MISSING: { message: 'there is no file {file}', hints: ['make it with: {command}'] },
  ERR_INPUT_UNREADABLE: {
    message: 'the file {file} cannot be read',
    hints: ['look at its owner and mode with: ls -l {file}'],
  },
  ERR_INPUT_EMPTY: { message: 'the file {file} is empty' },
  ERR_INPUT_TOO_LARGE: { message: 'the file {file} is larger than {limit} MiB, far more than any key or certificate' },
  ERR_INPUT_IS_DIRECTORY: { message: '{file} is a directory, not a file' },
  ERR_CERTIFICATE_MALFORMED: {
    message: 'this is no certificate in DER: {fault} at byte {offset}',
    hints: ['llave inspect FILE shows what the file holds'],
  },
  ERR_CSR_MALFORMED: {
    message: 'this is no certification request in DER: {fault} at byte {offset}',
    hints: ['llave inspect FILE shows what the file holds'],
  },
  ERR_CRL_MALFORMED: {
    message: 'this is no CRL in DER: {fault} at byte {offset}',
    hints: ['llave inspect FILE shows what the file holds'],
  },
  ERR_PEM_MALFORMED: {
    message: 'the PEM block {label} is damaged at line {line} ({fault})',
    hints: ['copy it again from where it came from, from -----BEGIN to -----END'],
  },
  ERR_SERVE_CREDENTIAL: {
    message: 'the server cannot start with this key and certificate ({problem})',
    hints: ['llave explain {problem}', 'llave inspect {key} {cert}'],
  },
  ERR_CHAT_NAME: {
    message: 'the server refuses the name "{name}" ({code})',
    hints: ['choose another one with --name'],
  },
  ERR_OUTPUT_EXISTS: {
    message: '{file} exists already and is left as it is',
    hints: ['use --force to replace it, or -o to write somewhere else'],
  },
  ERR_OUTPUT_NOT_WRITABLE: { message: '{file} cannot be written here', hints: ['check the rights of its directory'] },
  ERR_OUTPUT_NO_SPACE: { message: 'there is no space left on the disk; nothing was changed' },
  ERR_OUTPUT_DIRECTORY_MISSING: {
    message: 'there is no directory {directory}',
    hints: ['make it with: mkdir -p {directory}'],
  },
  ERR_OUTPUT_SAME_FILE: { message: '{file} and {other} are the same file; each output needs its own' },
  ERR_OUTPUT_IS_DIRECTORY: {
    message: '{file} is a directory; a file name is needed',
    hints: ['name a file in it, with -o {file}/NAME'],
  },
  ERR_OUTPUT_BUSY: {
    message: 'another llave is writing here, or left {file} in a state that cannot be trusted',
    hints: ['wait for it to end; if none runs, look at {file} and remove it'],
  },
  ERR_NETWORK: { message: 'the network failed: {reason}', hints: ['llave doctor {target} finds out why'] },
  ERR_SERVE_PORT_IN_USE: {
    message: 'another program listens on port {port} already',
    hints: ['see which one with: ss -ltnp', 'choose another port with --port'],
  },
  ERR_SERVE_PORT_PRIVILEGED: {
    message: 'this user may not listen on port {port}',
    hints: ['choose a port above 1023 with --port'],
  },
  ERR_SERVE_ADDRESS_NOT_LOCAL: {
    message: '{host} is no address of this machine',
    hints: ['list its addresses with: ip address', 'leave --host out to listen on all of them'],
  },
  ERR_SERVE_LISTEN: { message: 'cannot listen on {host} port {port} ({reason})' },
  ERR_CHAT_CONNECT: {
    message: 'cannot connect to {target} ({reason})',
    hints: ['llave doctor {target} finds out why'],
  },
  ERR_CHAT_CERTIFICATE: {
    message: 'the certificate of {target} is not trusted ({reason})',
    hints: ['if it is your own self-signed certificate: --ca FILE', 'llave doctor {target} says what is wrong with it'],
  },
  ERR_CHAT_PIN: {
    message: 'the public key of {target} is not the pinned one: it is sha256/{actual}',
    hints: ['do not go on before you know why the key changed'],
  },
  ERR_CHAT_LOST: {
    message: 'the connection to {target} was lost ({reason})',
    hints: ['llave doctor {target} finds out why'],
  },
  ERR_RUNTIME_UNSUPPORTED: {
    message: 'this Node.js ({version}) cannot do that: {feature} needs {needed}',
    hints: ['install a newer Node.js from https://nodejs.org'],
  },
  ERR_INTERNAL: {
    message: 'llave failed by itself ({what}): this is a bug of ours, not your mistake',
    hints: ['run it again with LLAVE_DEBUG=1 and report what it prints'],
  },
} as const satisfies Readonly<Record<ErrorCode, ErrorText>>;
