import type en from '../en/making.ts';

export default {
  none: 'ninguno',
  'label.subject': 'sujeto',
  'label.names': 'nombres',
  'label.key': 'clave',
  'label.validity': 'vale',
  'label.fingerprint': 'huella (SHA-256)',
  'value.key': '{key}, {file}',
  'value.newKey': '{key}, {file} (nueva, solo tú puedes leerla)',
  'value.validity': '{notBefore} a {notAfter} ({days} {days|día|días})',
  'prompt.passphrase': 'Frase de contraseña de {file}:',
} as const satisfies Record<keyof typeof en, string>;
