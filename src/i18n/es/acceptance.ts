import type en from '../en/acceptance.ts';

/** Por qué un cliente rechaza el certificado de un servidor. */
export default {
  expired: 'caducó el {notAfter}',
  'not-yet-valid': 'no vale antes del {notBefore}',
  'validity-too-long': 'vale {days} {days|día|días}, y se permiten {limit}',
  'validity-empty': 'acaba antes de empezar',
  'san-missing': 'no tiene subjectAltName con un nombre, y el nombre común ({commonName}) no cuenta',
  'san-missing-address':
    'no tiene subjectAltName con la dirección {host}; para direcciones, el nombre común nunca cuenta',
  'name-mismatch': 'no es para {host}, sino para {presented}',
  'server-auth-missing': 'su extendedKeyUsage es para {purposes}, y no para servidores',
  'eku-missing': 'no tiene extendedKeyUsage, que debe nombrar serverAuth',
  'client-auth-too':
    'su extendedKeyUsage es también para clientes ({purposes}), y los certificados de autoridades públicas deben ser solo para servidores',
  'key-usage': 'a su keyUsage ({usage}) le falta digitalSignature, que TLS 1.3 y ECDHE necesitan',
  'rsa-too-small': 'una clave RSA de {bits} bits en {subject}; se piden al menos {limit}',
  'rsa-too-large': 'una clave RSA de {bits} bits en {subject}; se rechazan las de más de {limit}',
  'key-type': 'no admite claves del tipo {key}; admite {known}',
  'sha1-signature': 'la firma de {subject} está hecha con {algorithm}, que está roto',
  'weak-signature': 'la firma de {subject} está hecha con {algorithm}, demasiado débil en este nivel',
  'ca-as-server': 'es el certificado de una autoridad (CA:TRUE), y no de un servidor',
  'serial-negative': 'su número de serie es negativo',
  'authority-key-identifier-missing': 'no tiene authorityKeyIdentifier',
  'version-with-extensions': 'es de la versión {version} y tiene extensiones, que solo puede tener la versión 3',
  'critical-constraints-missing': 'el basicConstraints de la autoridad {subject} no es crítico',
} as const satisfies Readonly<Record<keyof typeof en, string>>;
