import type en from '../../en/commands/serve.ts';

export default {
  description:
    'Pone en marcha el servidor de chat TLS de referencia. Cualquier cliente TLS sirve para chatear: openssl s_client -quiet, ncat --ssl o diez líneas de cualquier lenguaje.',
  'flag.host': 'dirección en la que escuchar; :: significa todas, IPv4 e IPv6',
  'flag.port': 'puerto en el que escuchar; con 0 lo elige el sistema',
  'flag.dialect':
    'lo que se habla: line, o rsa (el de los programas de Python de los que nació llave); varios con su puerto comparten las salas: line:12345,rsa:12346',
  'flag.key': 'clave privada, PEM o PKCS#12; si hay varias, la primera va con el primer --cert',
  'flag.cert':
    'certificado, PEM seguido de sus intermedios, o el mismo PKCS#12; si hay varios, el cliente elige por el nombre que pide (SNI)',
  'flag.minVersion': 'la versión de TLS más antigua que se acepta',
  'flag.maxVersion': 'la versión de TLS más nueva que se acepta',
  'flag.ciphers': 'lista de cifrados de OpenSSL; sin ella, la de Node',
  'flag.clientCert': 'si los clientes necesitan un certificado',
  'flag.ca': 'certificados a los que deben llevar los de los clientes',
  'flag.nameFromCert': 'tomar el nombre de cada miembro de su certificado',
  'flag.logFormat': 'una línea legible o un objeto JSON por suceso',
  'flag.logMessages': 'registrar también lo que se dice',
  'flag.statusAddress':
    'HTTP sin cifrar para quien administra el servidor: /healthz, /readyz, /metrics (Prometheus); un puerto solo significa solo esta máquina',
  'flag.backplane':
    'compartir las salas con otros servidores mediante NATS: nats://HOST:PUERTO o tls://HOST:PUERTO; una vez por cada servidor de un clúster',
  'flag.backplaneCredentials':
    'archivo que da acceso a NATS: un archivo .creds, una semilla NKey, usuario:contraseña o un token',
  'flag.backplaneCredentialsEnv': 'variable que contiene lo que contendría ese archivo',
  'flag.backplaneCa': 'certificado en el que confiar para NATS en lugar de las autoridades públicas',
  'flag.backplaneCert': 'certificado que mostrar a NATS, PEM',
  'flag.backplaneKey': 'clave de ese certificado, PEM',
  'flag.backplanePrefix': 'comienzo de los asuntos de NATS: los servidores que lo comparten tienen las mismas salas',
  'flag.fault': 'fallar de la manera que nombra este hallazgo; lo que haga falta se genera',
  'flag.faultCa': 'escribir el certificado en el que un cliente debe confiar para que solo se vea el fallo',
  'flag.listFaults': 'mostrar los fallos, una línea cada uno',
  'flag.maxConnections': 'conexiones a la vez',
  'flag.maxPerAddress': 'conexiones a la vez desde una misma dirección',
  'flag.handshakeTimeout': 'tiempo para la negociación TLS',
  'flag.nameTimeout': 'tiempo hasta que quien llega da un nombre',
  'flag.maxLine': 'bytes por línea',
  'flag.rate': 'mensajes por segundo de un miembro; los que llegan más deprisa esperan',
  'flag.burst': 'mensajes que un miembro puede enviar de golpe',
  'flag.maxPending': 'bytes que pueden esperar a un lector lento',
  'flag.idle': 'silencio tras el que se pide una señal de vida',
  'flag.drain': 'tiempo para terminar de enviar lo pendiente cuando el servidor para',
  'example.plain': 'servir con server.key y server.crt de este directorio',
  'example.json': 'para scripts: espera la primera línea del registro',
  'example.backplane': 'uno de varios servidores con las mismas salas',
  'log.listening': 'escuchando en {address}, puerto {port}, SHA-256 del certificado {fingerprint}',
  'log.try': 'pruébalo: openssl s_client -quiet -connect localhost:{port}',
  'log.alsoListening': 'dialecto {dialect} en {address}, puerto {port}',
  'log.connected': '#{session} conectado desde {remote} ({tls})',
  'log.entered': '#{session} es {name}',
  'log.left': '#{session} {name} se fue ({reason})',
  'log.limited': '#{session} llegó a un límite: {limit}',
  'log.said': '#{session} {name} a {room}, mensaje {id}: {recipients|lo recibió|lo recibieron} {recipients}',
  'log.saidText':
    '#{session} {name} a {room}, mensaje {id}: {recipients|lo recibió|lo recibieron} {recipients}: {text}',
  'log.refused': 'no se dejó entrar a {remote}: {limit}',
  'log.refusedTimes': 'no se dejó entrar a {remote}, {times} veces: {limit}',
  'log.handshakeFailed': '{remote} falló en la negociación TLS: {reason}',
  'log.plaintext': '{remote} no habla TLS ({kind}; {code})',
  'log.certificateLoaded': 'el certificado {index} se sirve renovado: SHA-256 {fingerprint}, válido hasta {validTo}',
  'log.certificateRefused': 'el certificado {index} queda como estaba, los archivos nuevos no sirven: {problem}',
  'log.status': 'salud y métricas en http://{address}:{port}/',
  'log.backplaneConnected': 'hay conexión con el backplane: {servers} {servers|servidor más|servidores más}',
  'log.backplaneLost': 'el backplane está fuera de alcance: los miembros de este servidor siguen entre ellos',
  'log.messagesMissed': 'se perdieron hasta {messages} {messages|mensaje|mensajes} de otro servidor',
  'log.nameConflict': '#{session} cede el nombre {name}: otro servidor lo tenía desde antes',
  'log.fault': 'roto a propósito, {id}: {text}',
  'log.draining': 'parando: {sessions|queda|quedan} {sessions} {sessions|conexión|conexiones} por cerrar',
  'log.stopped': 'parado; hubo que cortar {cut} {cut|conexión|conexiones}',
  'warning.server-cert-expired': 'el certificado {cert} ha caducado: los clientes que verifican lo rechazarán',
  'warning.server-cert-not-yet-valid':
    'el certificado {cert} todavía no es válido: los clientes que verifican lo rechazarán',
  'warning.server-cert-eku':
    'el certificado {cert} no es para servidores (uso extendido de la clave): los clientes que verifican lo rechazarán',
  'warning.server-cert-no-san':
    'el certificado {cert} no nombra ningún host en sus nombres alternativos: los navegadores y Go lo rechazarán',
  'warning.server-key-world-readable':
    'otros usuarios pueden leer la clave privada {key} (permisos {mode}): chmod 600 {key}',
  'prompt.passphrase': 'Frase de contraseña de {key}:',
  'result.stopped':
    '{connections|se atendió|se atendieron} {connections} {connections|conexión|conexiones} y {messages} {messages|mensaje|mensajes}',
} as const satisfies Readonly<Record<keyof typeof en, string>>;
