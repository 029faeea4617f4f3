export default {
  description:
    'Groups private keys, public keys, requests and certificates that share a public key. The answer is no (exit code 1) when not all share one; the certificates that follow the first one of a file are its chain and may have keys of their own. Private keys in every form that llave reads, encrypted ones with a passphrase.',
  'arg.files': 'keys, requests, certificates, chains, in any encoding; - for standard input',
  'example.pair': 'does this certificate belong to this key?',
  'example.three': 'and the request too?',
  'verdict.match': 'all share one key',
  'verdict.differ': 'they do not all share one key',
  group: 'key {key}, sha256//{pin}',
  member: '{file}: {what}',
  'member.subject': '{file}: {what} {subject}',
  chain: '(chain)',
  'ask.passphrase': 'Passphrase of {file}:',
} as const;
