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
  ERR_INPUT_TOO_MANY: {
    message: '{file} contiene más de {limit} claves, certificados o listas: ningún archivo suyo tiene tantos',
    hints: ['divídelo en archivos más pequeños'],
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
  ERR_FAULT_UNKNOWN: {
    message: 'no existe el fallo «{id}»',
    hints: ['¿querías decir {nearest}?', 'llave serve --list-faults los muestra todos'],
  },
  ERR_SERVE_PAIRS: {
    message:
      'cada clave necesita su certificado: hay {keys} {keys|--key|veces --key} y {certs} {certs|--cert|veces --cert}',
    hints: ['el primer --key va con el primer --cert, y así sucesivamente'],
  },
  ERR_SERVE_SETTINGS: {
    message: 'con estos ajustes de TLS se rechazaría a todos los clientes ({problem}: {detail})',
    hints: ['llave explain {problem}'],
  },
  ERR_SERVE_CREDENTIAL: {
    message: 'el servidor no puede arrancar con esta clave y este certificado ({problem})',
    hints: ['llave explain {problem}', 'llave inspect {key} {cert}'],
  },
  ERR_CHAT_NAME: {
    message: 'el servidor no admite el nombre «{name}» ({code})',
    hints: ['elige otro con --name'],
  },
  ERR_DOCTOR_RECORD: {
    message: 'el archivo {file} no es el registro de un diagnóstico',
    hints: ['haz uno con: llave doctor DESTINO --record doctor.json'],
  },
  ERR_CERTIFICATE_MISSING: {
    message: 'el archivo {file} no contiene ningún certificado (contiene: {found})',
    hints: ['llave inspect {file} muestra lo que hay dentro'],
  },
  ERR_CRL_MISSING: {
    message: 'el archivo {file} no contiene ninguna lista de revocación (contiene: {found})',
    hints: ['llave inspect {file} muestra lo que hay dentro'],
  },
  ERR_INPUT_UNRECOGNISED: {
    message:
      'el archivo {file} no contiene ninguna clave, certificado, solicitud o lista que llave sepa leer ({reason})',
    hints: ['mira sus primeros bytes con: head -c 64 {file}'],
  },
  ERR_RENEW_NO_CERTIFICATE: {
    message: '{file} no contiene ningún certificado',
    hints: ['llave inspect {file} muestra lo que hay en él'],
  },
  ERR_RENEW_NO_KEY: {
    message: 'no se encontró junto a {file} ninguna clave privada que le corresponda',
    hints: ['indícala con --key ARCHIVO', 'llave match *.key *.pem {file} muestra qué encaja con qué'],
  },
  ERR_RENEW_SOURCE: {
    message: '{file} fue emitido por {issuer}, y aquí no hay nada con que emitirlo de nuevo',
    hints: [
      'si es una CA de llave, indica su directorio con --ca-dir DIR',
      'para cualquier otra CA, --issue-command ORDEN recibe una solicitud por la entrada y escribe el certificado',
    ],
  },
  ERR_RENEW_SOURCE_FAILED: {
    message: 'falló la orden que emite el certificado ({reason}); no se ha cambiado nada',
    hints: ['dijo: {output}', 'pruébala a mano: llave csr --from CERTIFICADO -o - | {command}'],
  },
  ERR_RENEW_SOURCE_OUTPUT: {
    message: 'la orden que emite no escribió ningún certificado; no se ha cambiado nada',
    hints: ['tiene que escribir el certificado en la salida estándar, en PEM, con la cadena detrás; era: {command}'],
  },
  ERR_RENEW_ISSUED_KEY: {
    message: 'el certificado nuevo es para otra clave que la pedida; no se ha cambiado nada',
  },
  ERR_RENEW_ISSUED_NAMES: {
    message: 'el certificado nuevo es para otros nombres: le falta {missing}; no se ha cambiado nada',
    hints: ['pide un certificado con los mismos nombres, o usa --force para aceptarlo como está'],
  },
  ERR_RENEW_ISSUED_VALIDITY: {
    message: 'el certificado nuevo no vale ahora, solo del {from} al {to}; no se ha cambiado nada',
    hints: ['mira el reloj de esta máquina y el del emisor'],
  },
  ERR_RENEW_ISSUED_SAME: {
    message: 'el emisor entregó el certificado que ya está puesto; no se ha cambiado nada',
  },
  ERR_RENEW_ISSUED_SHORTER: {
    message: 'el certificado nuevo no duraría más que el viejo ({to} frente a {old}); no se ha cambiado nada',
    hints: ['¿está la propia CA a punto de caducar?', '--force lo acepta de todos modos'],
  },
  ERR_RENEW_ISSUED_CHAIN: {
    message: 'la cadena que vino con el certificado nuevo no es la suya; no se ha cambiado nada',
  },
  ERR_RENEW_CONFIG: {
    message: 'la configuración {file} no sirve: {at} debería ser {expected}',
    hints: ['schemas/renew-config.json la describe'],
  },
  ERR_RENEW_CLOCK: {
    message: 'el reloj dice {now}, pero llave ya ha visto {seen}: con un reloj atrasado no se renueva nada',
    hints: ['pon el reloj en hora; si está bien, --force renueva de todos modos'],
  },
  ERR_RENEW_UNFINISHED: {
    message: 'una renovación de {file} quedó a medias, y tenía órdenes o destinos que esta llamada no tiene',
    hints: ['repítela con los mismos --deploy-hook y --prove', 'su diario está en {folder}'],
  },
  ERR_RENEW_NO_GENERATION: {
    message: 'no hay ningún juego guardado al que volver',
    hints: ['debería estar en {folder}'],
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
  ERR_SUBJECT_EMPTY: {
    message: 'el sujeto está vacío',
    hints: ['escríbelo como /C=CO/O=UTP/CN=x, o escribe / para un certificado sin sujeto'],
  },
  ERR_SUBJECT_MISSING: {
    message: 'no hay a qué poner nombre: no se dio ni un sujeto ni un host',
    hints: ['di los hosts: -H chat.example.org', 'o el sujeto: -s "/C=CO/O=UTP/CN=chat.example.org"'],
  },
  ERR_SUBJECT_SYNTAX: {
    message: 'el sujeto no se entiende a partir del carácter {position}: {subject}',
    hints: [
      'escribe /C=CO/O=UTP/CN=x, o CN=x,O=UTP,C=CO, o JSON',
      'un separador dentro de un valor lleva delante una barra invertida',
    ],
  },
  ERR_SUBJECT_MSYS: {
    message: 'el sujeto parece una ruta en la que Git Bash (MSYS) lo convirtió: {subject}',
    hints: [
      'pon MSYS_NO_PATHCONV=1 delante de la orden y escribe /C=CO/CN=x',
      'o escríbelo como CN=x,C=CO, que ningún intérprete cambia',
    ],
  },
  ERR_SUBJECT_UNKNOWN_ATTRIBUTE: {
    message: 'no existe el atributo de sujeto «{attribute}»',
    hints: [
      'se conocen C, ST, L, O, OU, CN, emailAddress, serialNumber, DC, UID y otros de la RFC 5280',
      'cualquier otro se da con su número con puntos: 1.2.3.4=valor',
    ],
  },
  ERR_SUBJECT_EMPTY_VALUE: {
    message: 'el atributo de sujeto {attribute} no tiene valor',
    hints: ['quita {attribute}, o dale un valor'],
  },
  ERR_SUBJECT_CONTROL_CHARACTER: {
    message: 'el atributo de sujeto {attribute} contiene un carácter de control en la posición {position}',
    hints: ['¿se copió con él un salto de línea?'],
  },
  ERR_SUBJECT_TOO_LONG: {
    message: 'el atributo de sujeto {attribute} tiene {length} caracteres; la RFC 5280 admite {max}',
    hints: ['un nombre de host largo va en -H, y no necesita CN'],
  },
  ERR_SUBJECT_COUNTRY: {
    message: '«{value}» no es un país de la ISO 3166, que usa dos letras',
    hints: ['escribe {attribute}={suggestion}', 'por ejemplo CO para Colombia, ES para España, US para Estados Unidos'],
  },
  ERR_SUBJECT_CHARACTERS: {
    message: 'el atributo de sujeto {attribute} no puede ser «{value}»',
    hints: ['se admiten: {allowed}'],
  },
  ERR_SUBJECT_EMAIL: { message: '«{value}» no es una dirección de correo', hints: ['tiene la forma ana@example.org'] },
  ERR_SUBJECT_STRUCTURED_VALUE: {
    message: 'el atributo de sujeto {attribute} no es un texto',
    hints: ['da su DER en hexadecimal: {attribute}=#30...'],
  },
  ERR_HOST_EMPTY: { message: 'un host está vacío', hints: ['escribe -H localhost o -H 127.0.0.1'] },
  ERR_HOST_CONTROL_CHARACTER: {
    message: 'el host {host} contiene un carácter de control',
    hints: ['¿se copió con él un salto de línea?'],
  },
  ERR_HOST_NAME: {
    message: '{host} no es un nombre de host: «{label}» no puede ser parte de uno',
    hints: ['las partes llevan letras, dígitos y guiones, y la última no es un número'],
  },
  ERR_HOST_TOO_LONG: { message: 'el host {host} es demasiado largo: {length} caracteres donde caben {max}' },
  ERR_HOST_WILDCARD: {
    message: 'ningún cliente acepta el comodín de {host}',
    hints: ['* ocupa toda la primera parte, delante de al menos otras dos: *.example.org'],
  },
  ERR_HOST_PORT: { message: 'un certificado nombra hosts sin puerto: {host}', hints: ['escribe {name}'] },
  ERR_HOST_ADDRESS: { message: '{host} no es una dirección IP', hints: ['escríbela como 192.0.2.1 o 2001:db8::1'] },
  ERR_HOST_IS_ADDRESS: {
    message: '{host} es una dirección IP, y los clientes nunca la buscan entre los nombres DNS',
    hints: ['escribe ip:{address}, o solo {address}'],
  },
  ERR_HOST_ZONE: {
    message: '{host} nombra una interfaz de esta máquina, y un certificado no puede',
    hints: ['escribe {address}'],
  },
  ERR_HOST_NETWORK: {
    message: '{host} es una red; un certificado nombra direcciones sueltas',
    hints: ['da cada dirección por separado, o un nombre de host'],
  },
  ERR_HOST_EMAIL: {
    message: '{host} no es una dirección de correo que quepa en un certificado',
    hints: ['tiene la forma ana@example.org, en ASCII antes de la @'],
  },
  ERR_HOST_URI: { message: '{host} no es un URI', hints: ['tiene la forma https://example.org/ruta'] },
  ERR_HOST_NOT_IN_PROFILE: {
    message: 'en el perfil {profile} no cabe {host} ({type})',
    hints: ['sus nombres son: {types}'],
  },
  ERR_SAN_MISSING: {
    message: 'ningún cliente mira ya el CN: el certificado necesita los nombres con los que se llega a él',
    hints: ['escribe -H {name}', 'en esta máquina: -H {hostname} -H localhost'],
  },
  ERR_DAYS: {
    message: 'un certificado no puede valer {days} días',
    hints: ['--days admite un número entero de {min} a {max}'],
  },
  ERR_VALIDITY_ORDER: { message: 'el certificado terminaría ({notAfter}) antes de empezar ({notBefore})' },
  ERR_VALIDITY_RANGE: {
    message: '{time} no se puede escribir en un certificado',
    hints: ['se pueden los años de 1950 a 9999'],
  },
  ERR_VALIDITY_TOO_LONG: {
    message: 'el perfil {profile} admite {max} {max|día|días} como mucho',
    hints: ['escribe --days {max}'],
  },
  ERR_HASH_FIXED: {
    message: 'las claves {key} firman con su propio resumen: --hash no se aplica',
    hints: ['quita --hash'],
  },
  ERR_PROFILE_UNKNOWN: {
    message: 'no existe el perfil «{profile}»',
    hints: ['existen: {known}', 'un archivo tuyo se da con su ruta: ./mio.json'],
  },
  ERR_PROFILE_KEY_TYPE: { message: 'el perfil {profile} no es para claves {key}', hints: ['sus claves son: {types}'] },
  ERR_PROFILE_NOT_SELF_SIGNED: {
    message: 'un certificado del perfil {profile} lo emite una autoridad, no él mismo',
    hints: ['haz mejor una solicitud: llave csr --profile {profile}'],
  },
  ERR_KEY_FORM_ENCODING: { message: '{form} es JSON y no tiene DER', hints: ['quita --encoding der'] },
  ERR_KEY_FORM_NOT_ENCRYPTABLE: {
    message: 'la forma {form} no se puede cifrar bien',
    hints: ['el viejo cifrado PEM deriva su clave con una sola vuelta de MD5: usa --form pkcs8'],
  },
  ERR_KEY_FORM_UNSUPPORTED: {
    message: 'en la forma {form} no cabe una clave de tipo {type}',
    hints: ['usa --form pkcs8'],
  },
  ERR_PASSPHRASE_EMPTY: {
    message: 'la frase de contraseña está vacía',
    hints: ['debe estar en la primera línea del archivo, o en la variable'],
  },
  ERR_PROFILE_INVALID: {
    message: '{file} no es un perfil: {where} falta o está mal',
    hints: ['templates/profiles/profile.schema.json dice qué va en cada sitio'],
  },
  ERR_KEY_PUBLIC_UNUSABLE: {
    message: 'la clave pública de {file} no se puede usar: está dañada o es de un tipo que Node.js no conoce',
    hints: ['llave inspect {file} muestra lo que se puede leer'],
  },
  ERR_KEY_MALFORMED: {
    message: '{file} no contiene ninguna clave privada legible',
    hints: ['llave inspect {file} muestra lo que contiene', 'una clave nueva se hace con: llave genkey'],
  },
  ERR_KEY_IS_CERTIFICATE: {
    message: '{file} es un certificado, no una clave privada',
    hints: ['¿está la clave en el archivo de al lado, como server.key?'],
  },
  ERR_KEY_IS_REQUEST: {
    message: '{file} es una solicitud de certificado, no una clave privada',
    hints: ['la clave es el archivo con el que se hizo, como server.key'],
  },
  ERR_KEY_IS_PUBLIC: {
    message: '{file} es una clave pública; hace falta la privada',
    hints: ['no se puede sacar de la pública: busca el archivo que escribió llave genkey'],
  },
  ERR_KEY_UNSUPPORTED_TYPE: {
    message: 'la clave de {file} es de un tipo con el que no se hacen certificados: {type}',
    hints: ['llave genkey hace una que sí sirve'],
  },
  ERR_KEY_PASSPHRASE_MISSING: {
    message: 'la clave de {file} está cifrada, y no se dio su frase de contraseña',
    hints: ['usa --passphrase-file ARCHIVO o --passphrase-env NOMBRE, o responde en una terminal'],
  },
  ERR_KEY_PASSPHRASE_WRONG: {
    message: 'la frase de contraseña no abre {file}',
    hints: ['prueba sin espacios ni saltos de línea alrededor'],
  },
  ERR_KEY_ENCRYPTION_UNSUPPORTED: {
    message: 'la clave de {file} está cifrada de una forma demasiado vieja para abrirla aquí',
    hints: ['openssl pkcs8 -topk8 -provider legacy -provider default -in {file} la reescribe'],
  },
  ERR_KEY_ENCRYPTION_COST: {
    message: 'abrir {file} costaría demasiado ({cost}; el límite es {limit})',
    hints: ['un archivo así se hace para ocupar máquinas: ¿de dónde viene?'],
  },
  ERR_CSR_UNREADABLE: {
    message: '{file} no contiene ninguna solicitud de certificado legible',
    hints: ['llave inspect {file} muestra lo que contiene', 'una nueva se hace con: llave csr'],
  },
  ERR_CSR_IS_KEY: {
    message: '{file} es una clave privada, no una solicitud de certificado',
    hints: ['la solicitud se hace a partir de ella: llave csr --key {file}'],
  },
  ERR_CSR_IS_CERTIFICATE: {
    message: '{file} es un certificado, no una solicitud de certificado',
    hints: ['para tomar sus nombres: --from {file}'],
  },
  ERR_CSR_SIGNATURE: {
    message: 'la firma de {file} no es correcta: se cambió después de hacerla, o está dañada',
    hints: ['hazla otra vez: llave csr --key {key}'],
  },
  ERR_CSR_KEY_MISMATCH: {
    message: '{csr} se hizo con otra clave que {key}',
    hints: ['hazla otra vez: llave csr --key {key} --force', 'o indica la clave correcta con --key'],
  },
  ERR_CSR_NO_SAN: {
    message: '{csr} no pide ningún nombre de host, y ningún cliente mira ya el CN',
    hints: ['escribe -H {name}', 'en esta máquina: -H {hostname} -H localhost'],
  },
  ERR_NAMES_SOURCE: {
    message: '{file} no es ni un certificado ni una solicitud de certificado',
    hints: ['--from toma nombres y extensiones de uno de los dos'],
  },
  ERR_PASSPHRASE_UNAVAILABLE: {
    message: 'la variable {name} no está definida',
    hints: ['defínela antes: export {name}=...'],
  },
  ERR_PASSPHRASE_MISMATCH: { message: 'las dos frases de contraseña no coinciden' },
  ERR_OUTPUT_SAME_FILE: { message: '{file} y {other} son el mismo archivo; cada salida necesita el suyo' },
  ERR_OUTPUT_IS_DIRECTORY: {
    message: '{file} es un directorio; hace falta el nombre de un archivo',
    hints: ['nombra un archivo dentro de él, con -o {file}/NOMBRE'],
  },
  ERR_OUTPUT_BUSY: {
    message: 'otro llave está escribiendo aquí, o dejó {file} en un estado del que no se puede fiar',
    hints: ['espera a que termine; si no hay ninguno en marcha, mira {file} y bórralo'],
  },
  ERR_CA_NETWORK: {
    message: '«{text}» no es ni un dominio ni una red',
    hints: ['escribe un dominio (example.org), una dirección (192.0.2.7) o una red (192.0.2.0/24, fd00::/8)'],
  },
  ERR_CA_PROFILE: {
    message: 'el perfil {profile} crea una autoridad, y esta no puede emitir autoridades',
    hints: ['llave ca create --intermediate crea una autoridad con otra por debajo'],
  },
  ERR_CA_NAME_NOT_PERMITTED: {
    message: 'el nombre {name} queda fuera de aquello para lo que se creó esta autoridad',
    hints: [
      'puede emitir para: {permitted}',
      'crea otra para él: llave ca create --dir DIRECTORIO --for {name}',
      'está en su certificado y no se puede cambiar: quien confía en ella confía solo para estos nombres',
    ],
  },
  ERR_CA_MISSING: {
    message: 'no hay ninguna autoridad de certificación en {dir}',
    hints: ['crea una con: llave ca create', 'o indica su directorio con --dir'],
  },
  ERR_CA_MALFORMED: {
    message: 'el archivo {file} de la autoridad de certificación no se puede usar: {where}',
    hints: ['recupera su última copia buena; no crees uno vacío: sabe qué se emitió y qué se revocó'],
  },
  ERR_CA_KEY_GONE: {
    message: 'la clave de esta autoridad ({file}) ya no existe: no puede firmar nada',
    hints: ['una autoridad de usar y tirar se queda sin clave tras firmar; crea otra con: llave ca create'],
  },
  ERR_CA_KEY_MISMATCH: {
    message: 'la clave {key} no es la del certificado {certificate}',
    hints: ['recupera la clave que se creó junto con él'],
  },
  ERR_CA_WEAK_KEY: {
    message: 'la solicitud {file} es para una clave de {bits} bits, que ya no acepta ningún cliente',
    hints: ['pide otra solicitud, con una clave RSA de 2048 bits o una clave EC'],
  },
  ERR_CA_UNUSABLE: {
    message: 'esta autoridad no puede emitir eso: el certificado sería rechazado ({reason}, {rule})',
    hints: ['llave explain {reason} dice qué significa'],
  },
  ERR_CA_UNKNOWN_CERTIFICATE: {
    message: 'esta autoridad no emitió {certificate}',
    hints: [
      'indica otra autoridad con --dir',
      'llave inspect muestra el emisor y el número de serie de un certificado',
    ],
  },
  ERR_CA_EXISTS: {
    message: 'ya hay una autoridad de certificación en {dir}',
    hints: ['úsala: llave ca issue', 'o crea otra en otro sitio: llave ca create --dir OTRO'],
  },
  ERR_CA_LOCKED: {
    message: 'otro llave trabaja con la autoridad de {folder} (proceso {pid} en {host})',
    hints: ['espera a que termine e inténtalo de nuevo'],
  },
  ERR_PKCS12_MALFORMED: {
    message: 'el archivo PKCS#12 {file} está dañado',
    hints: ['expórtalo de nuevo desde donde vino'],
  },
  ERR_PKCS12_PASSPHRASE_MISSING: {
    message: 'PKCS#12 necesita una contraseña: {file}',
    hints: ['dala con --passphrase-file o --passphrase-env'],
  },
  ERR_PKCS12_PASSPHRASE_WRONG: {
    message: 'la contraseña no abre {file}',
    hints: ['atención a la distribución del teclado; los almacenes de Java suelen tener «changeit»'],
  },
  ERR_PKCS12_COST: {
    message: 'abrir {file} tardaría demasiado ({cost} vueltas; el límite es {limit})',
    hints: ['expórtalo de nuevo con menos vueltas'],
  },
  ERR_PKCS12_UNSUPPORTED: {
    message: 'el archivo PKCS#12 {file} usa algo que no se admite: {what}',
    hints: ['expórtalo de nuevo: openssl pkcs12 -in ARCHIVO -legacy -nodes | openssl pkcs12 -export -out NUEVO.p12'],
  },
  ERR_PKCS12_NO_PAIR: {
    message: 'el archivo PKCS#12 {file} no tiene una clave privada con su certificado',
    hints: ['llave inspect {file} muestra lo que contiene'],
  },
  ERR_CONVERT_FORMAT: {
    message: 'el nombre {file} no indica ningún formato',
    hints: ['dilo con --to: {formats}'],
  },
  ERR_CONVERT_IMPOSSIBLE: {
    message: 'lo que contiene {file} no se puede escribir como {format}: {what}',
    hints: ['llave inspect {file} muestra lo que contiene'],
  },
  ERR_CONVERT_NOTHING: {
    message: 'no hay nada que convertir en {file}',
    hints: ['llave inspect {file} muestra lo que contiene'],
  },
  ERR_CONVERT_KEY_MISMATCH: {
    message: 'la clave de {file} no es de ninguno de los certificados',
    hints: ['llave match muestra qué clave y qué certificado van juntos'],
  },
  ERR_RENEW_LOCKED: {
    message: 'ya hay otra renovación de este certificado en marcha (proceso {pid} en {host})',
    hints: ['espérala, o dale más tiempo a esta con --lock-wait'],
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
  ERR_SERVE_BACKPLANE: {
    message: 'el backplane no admite a este servidor ({reason})',
    hints: [
      'autorización: mira qué contiene el archivo de --backplane-credentials',
      'certificados: --backplane-ca indica en quién confiar',
    ],
  },
  ERR_SERVE_BACKPLANE_URL: {
    message: '--backplane no es nats://HOST:PUERTO ni tls://HOST:PUERTO',
    hints: ['las credenciales van en un archivo: --backplane-credentials FILE'],
  },
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
  ERR_RENEW_HOOK: {
    message: 'falló la orden de despliegue «{hook}»: {reason}',
    hints: ['dijo: {output}', 'lo que se ejecutó: {command}'],
  },
  ERR_RENEW_PROOF: {
    message: '{target} ({address}) no mostró el certificado nuevo: {reason}',
    hints: [
      'muestra el certificado con número de serie {served}: ¿se le pidió cargar el nuevo?',
      'llave doctor {target}',
    ],
  },
  ERR_RENEW_CLOCK_JUMP: {
    message: 'el reloj saltó {seconds} segundos durante la renovación',
    hints: ['renueva otra vez cuando el reloj esté bien'],
  },
  ERR_RENEW_NOT_RESTORED: {
    message: 'no se pudo volver a poner el certificado viejo de {file}',
    hints: [
      'el juego guardado está en {kept}',
      'la próxima vez se intenta de nuevo; o bien: llave renew {file} --rollback',
    ],
  },
  ERR_RUNTIME_OPEN_FILES: {
    message: 'el sistema no le da a este proceso más archivos abiertos',
    hints: ['sube el límite: ulimit -n 65536 (llave explain local-fd-limit)'],
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
