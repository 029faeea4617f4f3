import type en from '../../en/commands/csr.ts';

export default {
  description:
    'Crea una solicitud de certificado (PKCS#10) para una clave: para quién es (-s) y qué hosts (-H). En una terminal, sin ninguno de los dos, pregunta.',
  'flag.key': 'clave privada, en cualquier forma',
  'flag.out': 'archivo para la solicitud; - es la salida estándar',
  'flag.subject': 'sujeto: /C=CO/O=UTP/CN=x, o CN=x,O=UTP,C=CO, o JSON',
  'flag.host': 'nombre de host, dirección IP, correo o URI; dns:, ip:, email:, uri: fuerzan uno',
  'flag.profile': 'para qué es el certificado: un nombre, o un archivo tuyo',
  'flag.from': 'toma nombres y extensiones de este certificado o solicitud',
  'flag.force': 'reemplaza lo que ya exista',
  'example.hosts': 'una solicitud para un nombre y una dirección',
  'example.subject': 'con un sujeto propio',
  'example.ask': 'hace siete preguntas, como openssl',
  made: 'solicitud de certificado creada: {file}',
  next: 'sigue: envíala a una autoridad, o fírmala tú: {command}',
  'warning.noSan':
    'la solicitud no nombra ningún host (-H), y ningún cliente mira ya el CN: casi todas las autoridades la rechazarán',
  questions: '¿Para quién es el certificado? Intro a secas omite una respuesta.',
  'question.country': 'País, dos letras (CO, ES, MX):',
  'question.state': 'Departamento, estado o provincia:',
  'question.locality': 'Ciudad:',
  'question.organization': 'Organización:',
  'question.unit': 'Unidad dentro de ella:',
  'question.commonName': 'Nombre común: el host al que se conectan los clientes:',
  'question.email': 'Correo electrónico:',
} as const satisfies Record<keyof typeof en, string>;
