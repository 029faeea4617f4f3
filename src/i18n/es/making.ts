import type en from '../en/making.ts';

export default {
  none: 'ninguno',
  'row.subject': '  sujeto       {subject}',
  'row.names': '  nombres      {names}',
  'row.key': '  clave        {key}, {file}',
  'row.newKey': '  clave        {key}, {file} (nueva, solo tú puedes leerla)',
  'prompt.passphrase': 'Frase de contraseña de {file}:',
} as const satisfies Record<keyof typeof en, string>;
