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
  ERR_INPUT_TOO_MANY: {
    message: '{file} holds more than {limit} keys, certificates or lists: no file of theirs has so many',
    hints: ['cut it into smaller files'],
  },
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
  ERR_FAULT_UNKNOWN: {
    message: 'there is no fault "{id}"',
    hints: ['did you mean {nearest}?', 'llave serve --list-faults lists them all'],
  },
  ERR_SERVE_PAIRS: {
    message:
      'every key needs its certificate: {keys} {keys|--key|times --key} and {certs} {certs|--cert|times --cert} were given',
    hints: ['the first --key goes with the first --cert, and so on'],
  },
  ERR_SERVE_SETTINGS: {
    message: 'with these TLS settings every client would be refused ({problem}: {detail})',
    hints: ['llave explain {problem}'],
  },
  ERR_SERVE_CREDENTIAL: {
    message: 'the server cannot start with this key and certificate ({problem})',
    hints: ['llave explain {problem}', 'llave inspect {key} {cert}'],
  },
  ERR_CHAT_NAME: {
    message: 'the server refuses the name "{name}" ({code})',
    hints: ['choose another one with --name'],
  },
  ERR_DOCTOR_RECORD: {
    message: 'the file {file} is no record of a diagnosis',
    hints: ['make one with: llave doctor TARGET --record doctor.json'],
  },
  ERR_CERTIFICATE_MISSING: {
    message: 'the file {file} holds no certificate (it holds: {found})',
    hints: ['llave inspect {file} shows what is in it'],
  },
  ERR_CRL_MISSING: {
    message: 'the file {file} holds no certificate revocation list (it holds: {found})',
    hints: ['llave inspect {file} shows what is in it'],
  },
  ERR_INPUT_UNRECOGNISED: {
    message: 'the file {file} holds no key, certificate, request or list that llave can read ({reason})',
    hints: ['look at its first bytes with: head -c 64 {file}'],
  },
  ERR_RENEW_NO_CERTIFICATE: {
    message: '{file} holds no certificate',
    hints: ['llave inspect {file} shows what is in it'],
  },
  ERR_RENEW_NO_KEY: {
    message: 'no private key that belongs to {file} was found beside it',
    hints: ['name it with --key FILE', 'llave match *.key *.pem {file} shows what fits together'],
  },
  ERR_RENEW_SOURCE: {
    message: '{file} was issued by {issuer}, and there is nothing here to issue it again with',
    hints: [
      'for a CA of llave, name its directory with --ca-dir DIR',
      'for any other CA, --issue-command CMD gets a request on stdin and prints the certificate',
    ],
  },
  ERR_RENEW_SOURCE_FAILED: {
    message: 'the issuing command failed ({reason}); nothing was changed',
    hints: ['it said: {output}', 'try it by hand: llave csr --from CERTIFICATE -o - | {command}'],
  },
  ERR_RENEW_SOURCE_OUTPUT: {
    message: 'the issuing command printed no certificate; nothing was changed',
    hints: ['it has to print the certificate on stdout, as PEM, with the chain behind it; it was: {command}'],
  },
  ERR_RENEW_ISSUED_KEY: {
    message: 'the new certificate is for another key than was asked for; nothing was changed',
  },
  ERR_RENEW_ISSUED_NAMES: {
    message: 'the new certificate is for other names: it lacks {missing}; nothing was changed',
    hints: ['ask for a certificate with the same names, or use --force to take it as it is'],
  },
  ERR_RENEW_ISSUED_VALIDITY: {
    message: 'the new certificate is not valid now, only from {from} to {to}; nothing was changed',
    hints: ['look at the clock of this machine and at that of the issuer'],
  },
  ERR_RENEW_ISSUED_SAME: {
    message: 'the issuer gave the certificate that is in place already; nothing was changed',
  },
  ERR_RENEW_ISSUED_SHORTER: {
    message: 'the new certificate would not outlive the old one ({to} against {old}); nothing was changed',
    hints: ['is the CA itself about to expire?', '--force takes it all the same'],
  },
  ERR_RENEW_ISSUED_CHAIN: {
    message: 'the chain that came with the new certificate does not belong to it; nothing was changed',
  },
  ERR_RENEW_CONFIG: {
    message: 'the configuration {file} cannot be used: {at} should be {expected}',
    hints: ['schemas/renew-config.json describes it'],
  },
  ERR_RENEW_CLOCK: {
    message: 'the clock says {now}, but llave has seen {seen} already: nothing is renewed by a clock that runs behind',
    hints: ['set the clock; if it is right, --force renews all the same'],
  },
  ERR_RENEW_UNFINISHED: {
    message: 'a renewal of {file} was cut off, and it had hooks or targets that this call does not have',
    hints: ['run it again with the same --deploy-hook and --prove', 'its journal is in {folder}'],
  },
  ERR_RENEW_NO_GENERATION: {
    message: 'there is no kept set to go back to',
    hints: ['it should be in {folder}'],
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
  ERR_SUBJECT_EMPTY: {
    message: 'the subject is empty',
    hints: ['write it as /C=CO/O=UTP/CN=x, or write / for a certificate without a subject'],
  },
  ERR_SUBJECT_MISSING: {
    message: 'there is nothing to put a name to: neither a subject nor a host was given',
    hints: ['name the hosts: -H chat.example.org', 'or the subject: -s "/C=CO/O=UTP/CN=chat.example.org"'],
  },
  ERR_SUBJECT_SYNTAX: {
    message: 'the subject cannot be read from character {position} on: {subject}',
    hints: [
      'write /C=CO/O=UTP/CN=x, or CN=x,O=UTP,C=CO, or JSON',
      'a separator inside a value needs a backslash before it',
    ],
  },
  ERR_SUBJECT_MSYS: {
    message: 'the subject looks like a path that Git Bash (MSYS) made of it: {subject}',
    hints: [
      'put MSYS_NO_PATHCONV=1 before the command and write /C=CO/CN=x',
      'or write it as CN=x,C=CO, which no shell changes',
    ],
  },
  ERR_SUBJECT_UNKNOWN_ATTRIBUTE: {
    message: 'there is no subject attribute "{attribute}"',
    hints: [
      'known are C, ST, L, O, OU, CN, emailAddress, serialNumber, DC, UID and others of RFC 5280',
      'any other can be given as its dotted number: 1.2.3.4=value',
    ],
  },
  ERR_SUBJECT_EMPTY_VALUE: {
    message: 'the subject attribute {attribute} has no value',
    hints: ['leave {attribute} out, or give it a value'],
  },
  ERR_SUBJECT_CONTROL_CHARACTER: {
    message: 'the subject attribute {attribute} holds a control character at position {position}',
    hints: ['was a line break copied along with it?'],
  },
  ERR_SUBJECT_TOO_LONG: {
    message: 'the subject attribute {attribute} has {length} characters; RFC 5280 allows {max}',
    hints: ['a long host name belongs into -H, and needs no CN'],
  },
  ERR_SUBJECT_COUNTRY: {
    message: '"{value}" is no country of ISO 3166, which has two letters',
    hints: ['write {attribute}={suggestion}', 'for example CO for Colombia, ES for Spain, US for the United States'],
  },
  ERR_SUBJECT_CHARACTERS: {
    message: 'the subject attribute {attribute} cannot be "{value}"',
    hints: ['allowed are: {allowed}'],
  },
  ERR_SUBJECT_EMAIL: { message: '"{value}" is no e-mail address', hints: ['it looks like ana@example.org'] },
  ERR_SUBJECT_STRUCTURED_VALUE: {
    message: 'the subject attribute {attribute} is no text',
    hints: ['give its DER in hexadecimal: {attribute}=#30...'],
  },
  ERR_HOST_EMPTY: { message: 'a host is empty', hints: ['write -H localhost or -H 127.0.0.1'] },
  ERR_HOST_CONTROL_CHARACTER: {
    message: 'the host {host} holds a control character',
    hints: ['was a line break copied along with it?'],
  },
  ERR_HOST_NAME: {
    message: '{host} is no host name: "{label}" cannot be a part of one',
    hints: ['parts are made of letters, digits and hyphens, and the last one is no number'],
  },
  ERR_HOST_TOO_LONG: { message: 'the host {host} is too long: {length} characters where {max} are allowed' },
  ERR_HOST_WILDCARD: {
    message: 'the wildcard in {host} is honoured by no client',
    hints: ['* stands for the whole first part, before at least two others: *.example.org'],
  },
  ERR_HOST_PORT: { message: 'a certificate names hosts without ports: {host}', hints: ['write {name}'] },
  ERR_HOST_ADDRESS: { message: '{host} is no IP address', hints: ['write it as 192.0.2.1 or 2001:db8::1'] },
  ERR_HOST_IS_ADDRESS: {
    message: '{host} is an IP address, and clients never look for one among DNS names',
    hints: ['write ip:{address}, or {address} alone'],
  },
  ERR_HOST_ZONE: {
    message: '{host} names an interface of this machine, which a certificate cannot',
    hints: ['write {address}'],
  },
  ERR_HOST_NETWORK: {
    message: '{host} is a network; a certificate names single addresses',
    hints: ['give each address of its own, or a host name'],
  },
  ERR_HOST_EMAIL: {
    message: '{host} is no e-mail address that a certificate can hold',
    hints: ['it looks like ana@example.org, in plain ASCII before the @'],
  },
  ERR_HOST_URI: { message: '{host} is no URI', hints: ['it looks like https://example.org/path'] },
  ERR_HOST_NOT_IN_PROFILE: {
    message: 'the profile {profile} has no place for {host} ({type})',
    hints: ['its names are: {types}'],
  },
  ERR_SAN_MISSING: {
    message: 'no client checks the CN any more: the certificate needs the names that it is reached by',
    hints: ['write -H {name}', 'on this machine: -H {hostname} -H localhost'],
  },
  ERR_DAYS: {
    message: 'a certificate cannot be valid for {days} days',
    hints: ['--days takes a whole number from {min} to {max}'],
  },
  ERR_VALIDITY_ORDER: { message: 'the certificate would end ({notAfter}) before it begins ({notBefore})' },
  ERR_VALIDITY_RANGE: {
    message: '{time} cannot be written into a certificate',
    hints: ['years from 1950 to 9999 can'],
  },
  ERR_VALIDITY_TOO_LONG: {
    message: 'the profile {profile} allows {max} {max|day|days} at most',
    hints: ['write --days {max}'],
  },
  ERR_HASH_FIXED: {
    message: '{key} keys sign with a hash of their own: --hash does not apply',
    hints: ['leave --hash out'],
  },
  ERR_PROFILE_UNKNOWN: {
    message: 'there is no profile "{profile}"',
    hints: ['there are: {known}', 'a file of your own is given with its path: ./my.json'],
  },
  ERR_PROFILE_KEY_TYPE: { message: 'the profile {profile} is not for {key} keys', hints: ['its keys are: {types}'] },
  ERR_PROFILE_NOT_SELF_SIGNED: {
    message: 'a certificate of profile {profile} is issued by an authority, not by itself',
    hints: ['make a request instead: llave csr --profile {profile}'],
  },
  ERR_KEY_FORM_ENCODING: { message: '{form} is JSON and has no DER', hints: ['leave --encoding der out'] },
  ERR_KEY_FORM_NOT_ENCRYPTABLE: {
    message: 'the form {form} cannot be encrypted well',
    hints: ['the old PEM encryption derives its key with one round of MD5: use --form pkcs8'],
  },
  ERR_KEY_FORM_UNSUPPORTED: {
    message: 'the form {form} has no place for a key of type {type}',
    hints: ['use --form pkcs8'],
  },
  ERR_PASSPHRASE_EMPTY: {
    message: 'the passphrase is empty',
    hints: ['the first line of the file, or the variable, must hold it'],
  },
  ERR_PROFILE_INVALID: {
    message: '{file} is no profile: {where} is wrong or missing',
    hints: ['templates/profiles/profile.schema.json says what goes where'],
  },
  ERR_KEY_PUBLIC_UNUSABLE: {
    message: 'the public key in {file} cannot be used: it is damaged, or of a kind that Node.js does not know',
    hints: ['llave inspect {file} shows what can be read'],
  },
  ERR_KEY_MALFORMED: {
    message: '{file} holds no private key that can be read',
    hints: ['llave inspect {file} shows what it holds', 'a new key is made with: llave genkey'],
  },
  ERR_KEY_IS_CERTIFICATE: {
    message: '{file} is a certificate, not a private key',
    hints: ['is the key in the file next to it, such as server.key?'],
  },
  ERR_KEY_IS_REQUEST: {
    message: '{file} is a certificate signing request, not a private key',
    hints: ['the key is the file that it was made with, such as server.key'],
  },
  ERR_KEY_IS_PUBLIC: {
    message: '{file} is a public key; the private one is needed',
    hints: ['it cannot be made from the public one: look for the file that llave genkey wrote'],
  },
  ERR_KEY_UNSUPPORTED_TYPE: {
    message: 'the key in {file} is of a type that makes no certificates: {type}',
    hints: ['llave genkey makes one that does'],
  },
  ERR_KEY_PASSPHRASE_MISSING: {
    message: 'the key in {file} is encrypted, and its passphrase was not given',
    hints: ['use --passphrase-file FILE or --passphrase-env NAME, or answer the prompt on a terminal'],
  },
  ERR_KEY_PASSPHRASE_WRONG: {
    message: 'the passphrase does not open {file}',
    hints: ['try it without spaces or line breaks around it'],
  },
  ERR_KEY_ENCRYPTION_UNSUPPORTED: {
    message: 'the key in {file} is encrypted in a way that is too old to be opened here',
    hints: ['openssl pkcs8 -topk8 -provider legacy -provider default -in {file} rewrites it'],
  },
  ERR_KEY_ENCRYPTION_COST: {
    message: 'opening {file} would cost too much ({cost}; the limit is {limit})',
    hints: ['a file like this is made to keep machines busy: where does it come from?'],
  },
  ERR_CSR_UNREADABLE: {
    message: '{file} holds no certificate signing request that can be read',
    hints: ['llave inspect {file} shows what it holds', 'a new one is made with: llave csr'],
  },
  ERR_CSR_IS_KEY: {
    message: '{file} is a private key, not a certificate signing request',
    hints: ['the request is made from it: llave csr --key {file}'],
  },
  ERR_CSR_IS_CERTIFICATE: {
    message: '{file} is a certificate, not a certificate signing request',
    hints: ['to take its names: --from {file}'],
  },
  ERR_CSR_SIGNATURE: {
    message: 'the signature of {file} is wrong: it was changed after it was made, or damaged',
    hints: ['make it again: llave csr --key {key}'],
  },
  ERR_CSR_KEY_MISMATCH: {
    message: '{csr} was made with another key than {key}',
    hints: ['make it again: llave csr --key {key} --force', 'or name the right key with --key'],
  },
  ERR_CSR_NO_SAN: {
    message: '{csr} asks for no host name, and no client checks the CN any more',
    hints: ['write -H {name}', 'on this machine: -H {hostname} -H localhost'],
  },
  ERR_NAMES_SOURCE: {
    message: '{file} is neither a certificate nor a certificate signing request',
    hints: ['--from takes names and extensions from one of these'],
  },
  ERR_PASSPHRASE_UNAVAILABLE: { message: 'the variable {name} is not set', hints: ['set it first: export {name}=...'] },
  ERR_PASSPHRASE_MISMATCH: { message: 'the two passphrases differ' },
  ERR_OUTPUT_SAME_FILE: { message: '{file} and {other} are the same file; each output needs its own' },
  ERR_OUTPUT_IS_DIRECTORY: {
    message: '{file} is a directory; a file name is needed',
    hints: ['name a file in it, with -o {file}/NAME'],
  },
  ERR_OUTPUT_BUSY: {
    message: 'another llave is writing here, or left {file} in a state that cannot be trusted',
    hints: ['wait for it to end; if none runs, look at {file} and remove it'],
  },
  ERR_CA_NETWORK: {
    message: '"{text}" is neither a domain nor a network',
    hints: ['write a domain (example.org), an address (192.0.2.7) or a network (192.0.2.0/24, fd00::/8)'],
  },
  ERR_CA_PROFILE: {
    message: 'the profile {profile} makes an authority, and this one may not issue authorities',
    hints: ['llave ca create --intermediate makes an authority with one below it'],
  },
  ERR_CA_NAME_NOT_PERMITTED: {
    message: 'the name {name} is outside of what this authority was made for',
    hints: [
      'it may issue for: {permitted}',
      'make another one for it: llave ca create --dir DIRECTORY --for {name}',
      'this is in its certificate and cannot be changed: whoever trusts it trusts it for these names only',
    ],
  },
  ERR_CA_MISSING: {
    message: 'there is no certificate authority in {dir}',
    hints: ['make one with: llave ca create', 'or name its directory with --dir'],
  },
  ERR_CA_MALFORMED: {
    message: 'the file {file} of the certificate authority cannot be used: {where}',
    hints: ['put back the last good copy of it; do not make an empty one: it knows what was issued and revoked'],
  },
  ERR_CA_KEY_GONE: {
    message: 'the key of this authority ({file}) does not exist any more: it can sign nothing',
    hints: ['a throw-away authority has no key once it has signed; make a new one with: llave ca create'],
  },
  ERR_CA_KEY_MISMATCH: {
    message: 'the key {key} is not the one of the certificate {certificate}',
    hints: ['put back the key that was made together with it'],
  },
  ERR_CA_WEAK_KEY: {
    message: 'the request {file} is for a key of {bits} bits, which no client accepts any more',
    hints: ['ask for a new request, with an RSA key of 2048 bits or an EC key'],
  },
  ERR_CA_UNUSABLE: {
    message: 'this authority cannot issue that: the certificate would be rejected ({reason}, {rule})',
    hints: ['llave explain {reason} says what that means'],
  },
  ERR_CA_UNKNOWN_CERTIFICATE: {
    message: 'this authority did not issue {certificate}',
    hints: ['name another authority with --dir', 'llave inspect shows issuer and serial number of a certificate'],
  },
  ERR_CA_EXISTS: {
    message: 'there is a certificate authority in {dir} already',
    hints: ['use it: llave ca issue', 'or make another one elsewhere: llave ca create --dir OTHER'],
  },
  ERR_CA_LOCKED: {
    message: 'another llave works with the authority in {folder} (process {pid} on {host})',
    hints: ['wait for it and try again'],
  },
  ERR_PKCS12_MALFORMED: {
    message: 'the PKCS#12 file {file} is damaged',
    hints: ['export it again from where it came'],
  },
  ERR_PKCS12_PASSPHRASE_MISSING: {
    message: 'PKCS#12 needs a passphrase: {file}',
    hints: ['give it with --passphrase-file or --passphrase-env'],
  },
  ERR_PKCS12_PASSPHRASE_WRONG: {
    message: 'the passphrase does not open {file}',
    hints: ['mind the keyboard layout; files of Java key stores often have "changeit"'],
  },
  ERR_PKCS12_COST: {
    message: 'opening {file} would take too long ({cost} rounds; the limit is {limit})',
    hints: ['export it again with fewer rounds'],
  },
  ERR_PKCS12_UNSUPPORTED: {
    message: 'the PKCS#12 file {file} uses what is not supported: {what}',
    hints: ['export it again: openssl pkcs12 -in FILE -legacy -nodes | openssl pkcs12 -export -out NEW.p12'],
  },
  ERR_PKCS12_NO_PAIR: {
    message: 'the PKCS#12 file {file} holds no private key with its certificate',
    hints: ['llave inspect {file} shows what it holds'],
  },
  ERR_CONVERT_FORMAT: {
    message: 'the name {file} does not tell a format',
    hints: ['say it with --to: {formats}'],
  },
  ERR_CONVERT_IMPOSSIBLE: {
    message: 'what {file} holds cannot be written as {format}: {what}',
    hints: ['llave inspect {file} shows what it holds'],
  },
  ERR_CONVERT_NOTHING: {
    message: 'there is nothing to convert in {file}',
    hints: ['llave inspect {file} shows what it holds'],
  },
  ERR_CONVERT_KEY_MISMATCH: {
    message: 'the key in {file} belongs to none of the certificates',
    hints: ['llave match shows which key and certificate belong together'],
  },
  ERR_RENEW_LOCKED: {
    message: 'another renewal of this certificate is under way (process {pid} on {host})',
    hints: ['wait for it, or give this one longer with --lock-wait'],
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
  ERR_SERVE_BACKPLANE: {
    message: 'the backplane does not let this server in ({reason})',
    hints: [
      'authorization: see what is in the file of --backplane-credentials',
      'certificates: --backplane-ca names whom to trust',
    ],
  },
  ERR_SERVE_BACKPLANE_URL: {
    message: '--backplane is not nats://HOST:PORT or tls://HOST:PORT',
    hints: ['credentials go into a file: --backplane-credentials FILE'],
  },
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
  ERR_RENEW_HOOK: {
    message: 'the deploy hook "{hook}" failed: {reason}',
    hints: ['it said: {output}', 'what was run: {command}'],
  },
  ERR_RENEW_PROOF: {
    message: '{target} ({address}) did not show the new certificate: {reason}',
    hints: ['it shows the certificate with serial {served}: was it told to load the new one?', 'llave doctor {target}'],
  },
  ERR_RENEW_CLOCK_JUMP: {
    message: 'the clock jumped by {seconds} seconds during the renewal',
    hints: ['renew again when the clock is right'],
  },
  ERR_RENEW_NOT_RESTORED: {
    message: 'the old certificate of {file} could not be put back',
    hints: ['the kept set is in {kept}', 'the next run tries again; or: llave renew {file} --rollback'],
  },
  ERR_RUNTIME_OPEN_FILES: {
    message: 'the system gives this process no more open files',
    hints: ['raise the limit: ulimit -n 65536 (llave explain local-fd-limit)'],
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
