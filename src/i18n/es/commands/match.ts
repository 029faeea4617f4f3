import type en from '../../en/commands/match.ts';

export default {
  description:
    'Agrupa las claves privadas, claves públicas, solicitudes y certificados que comparten clave pública. La respuesta es no (código de salida 1) cuando no todos comparten una; los certificados que siguen al primero de un archivo son su cadena y pueden tener claves propias. Claves privadas en todas las formas que llave lee; las cifradas, con una contraseña.',
  'arg.files': 'claves, solicitudes, certificados, cadenas, en cualquier codificación; - para la entrada estándar',
  'example.pair': '¿es de esta clave este certificado?',
  'example.three': '¿y también la solicitud?',
  'verdict.match': 'todos comparten una clave',
  'verdict.differ': 'no todos comparten una clave',
  group: 'clave {key}, sha256//{pin}',
  member: '{file}: {what}',
  'member.subject': '{file}: {what} {subject}',
  chain: '(cadena)',
  'ask.passphrase': 'Contraseña de {file}:',
} as const satisfies Readonly<Record<keyof typeof en, string>>;
