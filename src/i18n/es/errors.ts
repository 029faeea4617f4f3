import type { ErrorCode } from '../../errors/codes.ts';
import type { ErrorText } from '../error-text.ts';

export default {
  ERR_USAGE: {
    message: 'no se entiende la línea de órdenes',
    hints: ['llave help ORDEN muestra lo que admite'],
  },
  ERR_USAGE_UNKNOWN_COMMAND: {
    message: 'no existe la orden «{command}»',
    hints: ['prueba: llave {nearest}', 'llave --help muestra todas las órdenes'],
  },
  ERR_USAGE_UNKNOWN_FLAG: {
    message: 'opción desconocida: {flag}',
    hints: [
      '--help muestra las opciones de esta orden',
      'una frase de contraseña nunca va en la línea de órdenes: usa --passphrase-file, --passphrase-env o escríbela cuando se te pida',
    ],
  },
  ERR_USAGE_MISSING_FLAG: { message: 'hace falta la opción {flag}', hints: ['--help muestra cómo usarla'] },
  ERR_USAGE_MISSING_VALUE: {
    message: 'la opción {flag} necesita un valor',
    hints: ['escribe {flag} VALOR o {flag}=VALOR'],
  },
  ERR_USAGE_REPEATED_FLAG: { message: 'la opción {flag} solo se puede dar una vez' },
  ERR_USAGE_MISSING_ARGUMENT: {
    message: 'falta un argumento: {argument}',
    hints: ['--help muestra cómo usar esta orden'],
  },
  ERR_USAGE_UNEXPECTED_ARGUMENT: {
    message: 'argumento inesperado: {argument}',
    hints: ['--help muestra lo que admite esta orden'],
  },
  ERR_USAGE_INVALID_VALUE: { message: '{flag} no puede ser «{value}»', hints: ['se espera: {expected}'] },
  ERR_USAGE_FLAG_CONFLICT: { message: 'estas opciones no se pueden usar juntas: {flags}' },
  ERR_UNKNOWN_CODE: {
    message: 'no existe ningún hallazgo ni error con el código «{code}»',
    hints: ['¿querías decir {nearest}?', 'llave explain sin código los muestra todos'],
  },
  ERR_INPUT_MISSING: { message: 'no existe el archivo {file}', hints: ['créalo con: {command}'] },
  ERR_INPUT_UNREADABLE: {
    message: 'no se puede leer el archivo {file}',
    hints: ['mira su dueño y sus permisos con: ls -l {file}'],
  },
  ERR_INPUT_EMPTY: { message: 'el archivo {file} está vacío' },
  ERR_INPUT_TOO_LARGE: {
    message: 'el archivo {file} pasa de {limit} MiB, mucho más que cualquier clave o certificado',
  },
  ERR_INPUT_IS_DIRECTORY: { message: '{file} es un directorio, no un archivo' },
  ERR_CERTIFICATE_MALFORMED: {
    message: 'esto no es un certificado en DER: {fault} en el byte {offset}',
    hints: ['llave inspect ARCHIVO muestra lo que hay en el archivo'],
  },
  ERR_CSR_MALFORMED: {
    message: 'esto no es una solicitud de certificado en DER: {fault} en el byte {offset}',
    hints: ['llave inspect ARCHIVO muestra lo que hay en el archivo'],
  },
  ERR_CRL_MALFORMED: {
    message: 'esto no es una CRL en DER: {fault} en el byte {offset}',
    hints: ['llave inspect ARCHIVO muestra lo que hay en el archivo'],
  },
  ERR_PEM_MALFORMED: {
    message: 'el bloque PEM {label} está dañado en la línea {line} ({fault})',
    hints: ['vuelve a copiarlo de donde vino, desde -----BEGIN hasta -----END'],
  },
  ERR_SERVE_CREDENTIAL: {
    message: 'el servidor no puede arrancar con esta clave y este certificado ({problem})',
    hints: ['llave explain {problem}', 'llave inspect {key} {cert}'],
  },
  ERR_CHAT_NAME: {
    message: 'el servidor no admite el nombre «{name}» ({code})',
    hints: ['elige otro con --name'],
  },
  ERR_OUTPUT_EXISTS: {
    message: '{file} ya existe y se deja como está',
    hints: ['usa --force para reemplazarlo, o -o para escribir en otro sitio'],
  },
  ERR_OUTPUT_NOT_WRITABLE: {
    message: 'no se puede escribir {file}',
    hints: ['comprueba los permisos de su directorio'],
  },
  ERR_OUTPUT_NO_SPACE: { message: 'no queda espacio en el disco; no se ha cambiado nada' },
  ERR_OUTPUT_DIRECTORY_MISSING: {
    message: 'no existe el directorio {directory}',
    hints: ['créalo con: mkdir -p {directory}'],
  },
  ERR_OUTPUT_SAME_FILE: { message: '{file} y {other} son el mismo archivo; cada salida necesita el suyo' },
  ERR_OUTPUT_IS_DIRECTORY: {
    message: '{file} es un directorio; hace falta el nombre de un archivo',
    hints: ['nombra un archivo dentro de él, con -o {file}/NOMBRE'],
  },
  ERR_OUTPUT_BUSY: {
    message: 'otro llave está escribiendo aquí, o dejó {file} en un estado del que no se puede fiar',
    hints: ['espera a que termine; si no hay ninguno en marcha, mira {file} y bórralo'],
  },
  ERR_NETWORK: { message: 'falló la red: {reason}', hints: ['llave doctor {target} averigua por qué'] },
  ERR_SERVE_PORT_IN_USE: {
    message: 'otro programa ya escucha en el puerto {port}',
    hints: ['mira cuál con: ss -ltnp', 'elige otro puerto con --port'],
  },
  ERR_SERVE_PORT_PRIVILEGED: {
    message: 'este usuario no puede escuchar en el puerto {port}',
    hints: ['elige un puerto mayor que 1023 con --port'],
  },
  ERR_SERVE_ADDRESS_NOT_LOCAL: {
    message: '{host} no es una dirección de esta máquina',
    hints: ['mira sus direcciones con: ip address', 'quita --host para escuchar en todas'],
  },
  ERR_SERVE_LISTEN: { message: 'no se puede escuchar en {host}, puerto {port} ({reason})' },
  ERR_CHAT_CONNECT: {
    message: 'no se puede conectar con {target} ({reason})',
    hints: ['llave doctor {target} averigua por qué'],
  },
  ERR_CHAT_CERTIFICATE: {
    message: 'el certificado de {target} no es de confianza ({reason})',
    hints: ['si es tu propio certificado autofirmado: --ca ARCHIVO', 'llave doctor {target} dice qué le pasa'],
  },
  ERR_CHAT_PIN: {
    message: 'la clave pública de {target} no es la esperada: es sha256/{actual}',
    hints: ['no sigas hasta saber por qué cambió la clave'],
  },
  ERR_CHAT_LOST: {
    message: 'se perdió la conexión con {target} ({reason})',
    hints: ['llave doctor {target} averigua por qué'],
  },
  ERR_RUNTIME_UNSUPPORTED: {
    message: 'este Node.js ({version}) no puede hacerlo: {feature} necesita {needed}',
    hints: ['instala un Node.js más nuevo desde https://nodejs.org'],
  },
  ERR_INTERNAL: {
    message: 'llave falló por su cuenta ({what}): es un error nuestro, no tuyo',
    hints: ['ejecútalo otra vez con LLAVE_DEBUG=1 e infórmanos de lo que muestra'],
  },
} as const satisfies Readonly<Record<ErrorCode, ErrorText>>;
