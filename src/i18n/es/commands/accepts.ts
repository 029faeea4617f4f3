import type en from '../../en/commands/accepts.ts';

export default {
  description:
    'Dice qué clientes aceptan un certificado de servidor, cuáles lo rechazan y por qué, y desde qué día. Da por hecho que allí se confía en la raíz: si la cadena es correcta lo responde llave verify. Las reglas de las autoridades públicas no atan a las privadas. La respuesta es no (código de salida 1) cuando lo rechaza un cliente corriente; OpenSSL en el nivel de seguridad 3, WebTransport y WebRTC se muestran, pero no cuentan.',
  'arg.cert':
    'el certificado, PEM o DER; los demás certificados del archivo cuentan como su cadena; - para la entrada estándar',
  'flag.host': 'el nombre DNS o la dirección IP para los que debe valer',
  'flag.at': 'el momento en que se juzga',
  'flag.intermediate': 'certificados de sus emisores, que se juzgan con él',
  'flag.ca': 'su raíz, que se juzga con él',
  'example.host': '¿quién aceptará este certificado?',
  'example.later': '¿y con las reglas que están por venir?',
  'verdict.accepted': 'lo aceptan todos los clientes corrientes, hasta {until}',
  'verdict.rejected': 'rechazado por {clients}',
  'root.public': 'emitido por una autoridad pública; vale {days} {days|día|días}',
  'root.private': 'emitido por una autoridad privada o por sí mismo; vale {days} {days|día|días}',
  'status.accepted': 'lo acepta',
  'status.rejected': 'lo rechaza',
  'status.does-not-apply': 'no se aplica a autoridades privadas',
  'rule.always': '{message} ({source})',
  'rule.issued': '{message} (para certificados emitidos desde el {from}; {source})',
  'rule.used': '{message} (desde el {from}; {source})',
  'rule.upcoming': 'a partir del {from}: {message} ({source})',
  'warning.rejected': '{n} {n|cliente rechazará|clientes rechazarán} este certificado ({clients}): {message}',
} as const satisfies Readonly<Record<keyof typeof en, string>>;
