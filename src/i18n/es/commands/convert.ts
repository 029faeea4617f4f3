import type en from '../../en/commands/convert.ts';

export default {
  description:
    'Escribe claves, certificados, solicitudes y listas de revocación en otra forma. La forma sale del nombre de la salida (.pem .crt .der .key .p8 .p12 .pfx .jwk .pub, fullchain) o de --to. Varios archivos forman uno: una clave y sus certificados forman un PKCS#12. Una cadena completa se pone en orden.',
  'arg.in': 'archivo que convertir; puedes dar varios; - es la entrada estándar',
  'flag.out': 'archivo que escribir; - es la salida estándar, y entonces --to dice la forma',
  'flag.to': 'forma en la que escribir',
  'flag.encrypt': 'cifra una clave privada en PKCS#8',
  'flag.outPassphraseFile': 'archivo cuya primera línea es la contraseña de la salida (la de la entrada)',
  'flag.outPassphraseEnv': 'variable de entorno que contiene la contraseña de la salida',
  'flag.name': 'nombre que los almacenes de claves muestran del PKCS#12 (el de la entrada)',
  'flag.force': 'reemplaza lo que ya exista',
  'example.pkcs12': 'clave y certificado para un almacén de Java o de Windows',
  'example.fullchain': 'certificado e intermedias en el orden en que los envían los servidores',
  'example.traditional': 'una clave para programas antiguos: PKCS#1 o SEC1',
  made: '{file} escrito ({format})',
  'made.secret': '{file} escrito ({format}, solo tú puedes leerlo)',
  'warning.unrelated': 'se deja fuera, porque no pertenece a la cadena: {subject}',
  'warning.root': 'se deja fuera, porque quien confía en ella ya la tiene: {subject}',
  'warning.passphrase': 'la contraseña tiene caracteres que no son ASCII: Java no abrirá este archivo con ella',
} as const satisfies Record<keyof typeof en, string>;
