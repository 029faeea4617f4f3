export default {
  none: 'none',
  'row.subject': '  subject      {subject}',
  'row.names': '  names        {names}',
  'row.key': '  key          {key}, {file}',
  'row.newKey': '  key          {key}, {file} (new, readable by you only)',
  'prompt.passphrase': 'Passphrase of {file}:',
} as const;
