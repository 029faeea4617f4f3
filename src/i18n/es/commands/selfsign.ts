import type en from '../../en/commands/selfsign.ts';

export default {
  description:
    'Crea un certificado autofirmado a partir de una clave y una solicitud, de una clave sola, o de nada: entonces crea también la clave. Lo que se da aquí vale más que lo que dice la solicitud.',
  'flag.key': 'clave privada, en cualquier forma; se crea si falta y ninguna solicitud la necesita',
  'flag.csr': 'solicitud de la que tomar los nombres (server.csr, si está)',
  'flag.out': 'archivo para el certificado; - es la salida estándar',
  'flag.days': 'días que vale (lo que diga el perfil: 365 para un servidor)',
  'flag.subject': 'sujeto: /C=CO/O=UTP/CN=x, o CN=x,O=UTP,C=CO, o JSON',
  'flag.host': 'nombre de host, dirección IP, correo o URI; dns:, ip:, email:, uri: fuerzan uno',
  'flag.profile': 'para qué es el certificado: un nombre, o un archivo tuyo',
  'flag.from': 'toma nombres y extensiones de este certificado o solicitud',
  'flag.notBefore': 'cuándo empieza a valer',
  'flag.notAfter': 'cuándo deja de valer, en lugar de --days',
  'flag.at': 'toma este momento como ahora',
  'flag.hash': 'resumen de la firma, con claves RSA y EC (el propio de la clave)',
  'flag.force': 'reemplaza lo que ya exista',
  'example.nothing': 'clave y certificado en un paso',
  'example.csr': 'con server.key y server.csr, si están aquí',
  'example.profile': 'para un navegador que lo fija por su resumen',
  made: 'certificado autofirmado creado: {file}',
  'made.csr': 'certificado autofirmado creado: {file}, a partir de {csr}',
  next: 'sigue con: {command}',
  look: 'y luego, donde están sus clientes: {command}',
  'warning.name': 'se pidió el nombre {name} y se deja fuera: en el perfil {profile} no cabe ({type})',
  'warning.extension': 'se pidió la extensión {extension}, que el perfil {profile} no concede',
} as const satisfies Record<keyof typeof en, string>;
