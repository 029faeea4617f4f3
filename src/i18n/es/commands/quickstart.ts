import type en from '../../en/commands/quickstart.ts';

export default {
  description:
    'Crea una clave, una solicitud y un certificado en este directorio (lo que ya está se queda), pone en marcha el chat con ellos, hace que el doctor se conecte y muestra el veredicto y las órdenes para seguir.',
  'flag.port': 'puerto en el que servir; si está ocupado, uno libre',
  'flag.exit': 'terminar al mostrar el veredicto, en vez de seguir sirviendo',
  'example.plain': 'ver funcionar la idea entera',
  'example.exit': 'lo mismo como prueba: el código de salida es el veredicto',
  'made.key': 'creado {file}: clave privada, RSA 2048, que solo puedes leer tú',
  'made.csr': 'creado {file}: solicitud de certificado para {names}',
  'made.crt': 'creado {file}: certificado autofirmado, válido un año',
  'step.kept': 'se conserva {file}, que ya estaba',
  'step.serving': 'chat sobre TLS en el puerto {port}, SHA-256 del certificado {fingerprint}',
  'step.portTaken': 'el puerto {wanted} está ocupado: se usa el {port}',
  'heading.next': 'Para seguir:',
  'next.chat': 'habla con él desde otra terminal',
  'next.openssl': 'o con cualquier cliente TLS',
  'next.doctor': 'pregunta otra vez al doctor, desde aquí o desde otra máquina',
  'next.inspect': 'mira lo que se ha creado',
  'next.serve': 'vuelve a arrancar el servidor',
  'next.stop': 'Ctrl-C detiene el servidor',
  'result.stopped': 'detenido',
} as const satisfies Readonly<Record<keyof typeof en, string>>;
