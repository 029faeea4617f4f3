import type en from '../en/reasons.ts';
import type { ReasonText } from '../reason-text.ts';

const REISSUE = 'pide que emitan el certificado otra vez sin este defecto';
const OTHER_CA = 'pide a la autoridad que vuelva a emitir su propio certificado';

/** Por qué `verify` dice que no: `{subject}` es el certificado que incumple la regla. */
export default {
  'issuer-not-found': {
    message: 'el certificado {subject} lo emitió {issuer}, y no se ha dado ningún certificado de ese emisor',
    fix: 'da el certificado que falta con --intermediate, o la raíz con --ca; un servidor debería enviar él mismo los intermedios',
  },
  'name-chaining-mismatch': {
    message: '{subject} nombra como emisor a {issuer}, pero lo firmó {signer}',
    fix: OTHER_CA,
  },
  'issuer-key-mismatch': {
    message: 'a {subject} no lo firmó la clave del {issuer} que se ha dado: es otra autoridad con el mismo nombre',
    fix: 'busca el emisor cuyo identificador de clave nombra el certificado; una autoridad rehecha con el nombre de antes tiene otra clave',
  },
  'self-signed-untrusted': {
    message: '{subject} está firmado por sí mismo y no está entre los certificados de confianza',
    fix: 'confía en él expresamente con --ca, cuando estés seguro de que es el correcto',
  },
  'root-untrusted': {
    message: 'el camino termina en {issuer}, en quien aquí no se confía',
    fix: 'da esa raíz con --ca, si confías en ella',
  },
  'cycle-without-anchor': {
    message: 'los emisores de {subject} se certifican entre sí en un círculo sin ningún certificado de confianza',
    fix: 'da con --ca una raíz de confianza de alguno de ellos',
  },
  'search-limit-exceeded': {
    message: 'los certificados dados forman tantos caminos para {subject} que se ha cortado la búsqueda',
    fix: 'da solo los intermedios que le corresponden',
  },
  'certificate-malformed': { message: '{subject} no se puede entender como certificado ({fault})', fix: REISSUE },
  'extension-malformed': { message: 'una extensión de {subject} no se puede entender', fix: REISSUE },
  'not-der': { message: '{subject} no está codificado en DER', fix: REISSUE },
  'duplicate-extension': { message: '{subject} tiene la extensión {extension} más de una vez', fix: REISSUE },
  'unknown-critical-extension': {
    message: '{subject} tiene una extensión crítica que llave no conoce: {extension}',
    fix: 'una extensión que hay que entender no se puede pasar por alto; pide que lo emitan sin ella, o no crítica',
  },
  'signature-algorithm-mismatch': {
    message: '{subject} nombra dos algoritmos de firma: {inside} en la parte firmada, {outside} fuera de ella',
    fix: REISSUE,
  },
  'signature-algorithm-unsupported': {
    message: 'la firma de {subject} usa un algoritmo que aquí no se puede comprobar',
    fix: 'pide que lo emitan con un algoritmo habitual, como ECDSA o RSA con SHA-256',
  },
  'signature-algorithm-broken': {
    message: 'la firma de {subject} usa un algoritmo roto',
    fix: 'pide que lo emitan con SHA-256 o mejor',
  },
  'public-key-unusable': {
    message: 'la clave pública con la que se comprueba {subject} no se puede usar',
    fix: OTHER_CA,
  },
  'signature-invalid': {
    message: 'la firma de {subject} es incorrecta: se cambió después de firmarlo, o lo firmó otra clave',
    fix: 'consigue otra vez el certificado de donde se emitió',
  },
  'version-without-extensions': {
    message: '{subject} es un X.509 versión {version}, que no puede decir para qué sirve',
    fix: 'pide que lo emitan en la versión 3',
  },
  'basic-constraints-missing': {
    message: '{subject} emitió un certificado pero no dice que sea una autoridad',
    fix: OTHER_CA,
  },
  'not-a-ca': {
    message: '{subject} emitió un certificado pero no es una autoridad (CA:FALSE)',
    fix: 'usa un certificado emitido por una autoridad de verdad',
  },
  'key-usage-cert-sign-missing': {
    message: '{subject} emitió un certificado pero su clave no puede firmar certificados',
    fix: OTHER_CA,
  },
  'path-length-exceeded': {
    message: '{subject} permite {limit} {limit|intermedio|intermedios} por debajo, y hay más',
    fix: 'usa una cadena más corta, o una autoridad que permita una más larga',
  },
  'max-depth-exceeded': {
    message:
      'el camino de {subject} tiene {intermediates} {intermediates|intermedio|intermedios}; se pidieron {limit} como máximo',
    fix: 'sube --max-depth, o usa una cadena más corta',
  },
  expired: {
    message: '{subject} caducó el {notAfter}',
    fix: 'renuévalo; si ya se renovó, se sigue usando el archivo viejo',
  },
  'not-yet-valid': {
    message: '{subject} no vale antes del {notBefore}',
    fix: 'comprueba el reloj de esta máquina, o espera',
  },
  revoked: {
    message: '{subject} fue revocado el {revocationDate} ({reason})',
    fix: 'pide un certificado nuevo, con otra clave si la vieja quedó comprometida',
  },
  'crl-unusable': {
    message: 'no se puede saber si {subject} está revocado: su lista de revocación no sirve ({problem})',
    fix: 'consigue del emisor una lista vigente y dala con --crl',
  },
  'revocation-unknown': {
    message: 'no se puede saber si {subject} está revocado: no se ha dado ninguna lista de {issuer}',
    fix: 'da la lista de ese emisor con --crl',
  },
  'name-constraints-malformed': { message: 'las restricciones de nombres de {subject} no se entienden', fix: OTHER_CA },
  'name-constraints-unsupported': {
    message: '{subject} restringe nombres de una forma que el RFC 5280 no permite',
    fix: OTHER_CA,
  },
  'name-constraints-too-many': {
    message: '{subject} tiene más restricciones y nombres de los que se pueden comparar',
    fix: OTHER_CA,
  },
  'subject-alt-name-malformed': { message: '{subject} contiene un nombre que no es de su clase: {name}', fix: REISSUE },
  'name-constraint-violation': {
    message: 'la autoridad del puesto {constrainedBy} del camino no puede emitir para el nombre {name} de {subject}',
    fix: 'usa una autoridad que pueda emitir para este nombre, o un nombre dentro de sus límites',
  },
  'policy-mapping-any-policy': {
    message: '{subject} asigna la política especial anyPolicy, lo que está prohibido',
    fix: OTHER_CA,
  },
  'policy-required': {
    message: 'el camino de {subject} no vale para ninguna política de certificación, y hace falta una',
    fix: 'pide otra política con --initial-policy, o usa un certificado emitido bajo la que hace falta',
  },
  'extended-key-usage-missing-purpose': {
    message: '{subject} no se puede usar para esto ({purpose}); nombra {purposes}',
    fix: 'pide que lo emitan con ese propósito en extendedKeyUsage',
  },
  'key-usage-forbids-purpose': {
    message: 'los usos de clave de {subject} ({usage}) no permiten este propósito ({purpose})',
    fix: 'pide que lo emitan con digitalSignature',
  },
  'webpki-version': {
    message: '{subject} es de la versión {version}; los certificados públicos son de la 3',
    fix: REISSUE,
  },
  'webpki-san-missing': {
    message: '{subject} no tiene subjectAltName; los certificados públicos deben tenerlo',
    fix: REISSUE,
  },
  'webpki-public-suffix-wildcard': {
    message: '{subject} tiene un comodín sobre un sufijo público entero: {name}',
    fix: REISSUE,
  },
  'subject-alt-name-missing': {
    message: '{subject} no tiene subjectAltName, así que no vale para ningún nombre; el nombre común no cuenta',
    fix: 'pide que lo emitan con el nombre en subjectAltName',
  },
  'host-mismatch': {
    message: '{subject} no es para {host}; es para {presented}',
    fix: 'conéctate con un nombre para el que valga, o pide que lo emitan con {host} entre sus nombres',
  },
  'serial-number-not-positive': { message: 'el número de serie de {subject} no es positivo', fix: REISSUE },
  'serial-number-too-long': {
    message: 'el número de serie de {subject} tiene {octets} octetos; se permiten 20',
    fix: REISSUE,
  },
  'ca-subject-empty': { message: 'una autoridad del camino tiene el nombre vacío', fix: OTHER_CA },
  'issuer-empty': { message: '{subject} no nombra a ningún emisor', fix: REISSUE },
  'subject-empty-san-not-critical': {
    message: 'un certificado con el titular vacío debe tener un subjectAltName crítico',
    fix: REISSUE,
  },
  'authority-key-identifier-missing': { message: '{subject} no identifica la clave de su emisor', fix: REISSUE },
  'subject-key-identifier-missing': { message: 'la autoridad {subject} no identifica su propia clave', fix: OTHER_CA },
  'name-constraints-in-end-entity': { message: '{subject} no es una autoridad pero restringe nombres', fix: REISSUE },
  'extension-must-not-be-critical': {
    message: 'la extensión {extension} de {subject} no debe ser crítica',
    fix: REISSUE,
  },
  'extension-must-be-critical': { message: 'la extensión {extension} de {subject} debe ser crítica', fix: REISSUE },
  'name-constraints-empty': { message: 'las restricciones de nombres de {subject} no restringen nada', fix: OTHER_CA },
  'key-usage-empty': { message: 'los usos de clave de {subject} no permiten nada', fix: REISSUE },
  'key-usage-cert-sign-without-ca': {
    message: 'la clave de {subject} puede firmar certificados, pero no es una autoridad',
    fix: REISSUE,
  },
  'path-length-without-cert-sign': {
    message: '{subject} limita el camino por debajo pero no puede firmar certificados',
    fix: REISSUE,
  },
  'webpki-key-forbidden': {
    message: 'los certificados públicos no pueden tener la clave de {subject}',
    fix: 'usa RSA de 2048 bits o más, P-256, P-384 o P-521',
  },
  'webpki-signature-algorithm-forbidden': {
    message: 'los certificados públicos no se pueden firmar con {algorithm}, como {subject}',
    fix: REISSUE,
  },
  'webpki-ca-as-leaf': {
    message: '{subject} es una autoridad y se usa como certificado de servidor',
    fix: 'pide un certificado que no sea de autoridad',
  },
  'webpki-root-extended-key-usage': {
    message: 'la raíz {subject} tiene extendedKeyUsage, que las raíces públicas no deben tener',
    fix: OTHER_CA,
  },
  'webpki-root-authority-key-identifier': {
    message: 'el identificador de clave de autoridad de la raíz {subject} no es solo el de su propia clave',
    fix: OTHER_CA,
  },
  'webpki-authority-key-identifier': {
    message:
      'el identificador de clave de autoridad de {subject} no tiene la forma que exigen los certificados públicos',
    fix: REISSUE,
  },
  'webpki-extended-key-usage': {
    message: 'el extendedKeyUsage de {subject} no es el que deben tener los certificados públicos ({problem})',
    fix: REISSUE,
  },
  'webpki-name-constraints-empty': {
    message: 'las restricciones de nombres de {subject} no restringen nada',
    fix: OTHER_CA,
  },
  'webpki-san-criticality': {
    message: 'el subjectAltName de {subject} tiene la criticidad equivocada para un certificado público',
    fix: REISSUE,
  },
  'webpki-common-name-not-in-san': {
    message: 'el nombre común {commonName} de {subject} no está entre sus nombres',
    fix: REISSUE,
  },
} as const satisfies Readonly<Record<keyof typeof en, ReasonText>>;
