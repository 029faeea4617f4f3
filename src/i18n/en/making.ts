export default {
  none: 'none',
  'label.subject': 'subject',
  'label.names': 'names',
  'label.key': 'key',
  'label.validity': 'valid',
  'label.fingerprint': 'fingerprint (SHA-256)',
  'value.key': '{key}, {file}',
  'value.newKey': '{key}, {file} (new, readable by you only)',
  'value.validity': '{notBefore} to {notAfter} ({days} {days|day|days})',
  'prompt.passphrase': 'Passphrase of {file}:',
} as const;
