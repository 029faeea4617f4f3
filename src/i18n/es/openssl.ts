import type en from '../en/openssl.ts';

/** Lo que dice --show-openssl además de las órdenes mismas. */
export default {
  flag: 'muestra las órdenes de openssl más parecidas, y lo que pierden, en lugar de hacerlo',
  impossible: 'openssl no puede hacer esto',
  heading: 'con openssl:',
  loses: 'lo que se pierde con ello:',
  'key-mode': 'un archivo de clave que ya existe conserva sus permisos: si todos lo pueden leer, así se queda',
  overwrites: 'lo que existe se reemplaza sin preguntar',
  'no-transaction': 'los archivos se escriben uno tras otro: una interrupción entre ambos deja un par que no encaja',
  iterations:
    'sin -iter, OpenSSL deriva la clave de la contraseña con 2048 vueltas; el -iter que se muestra aquí es lo que hace llave',
  'no-form': 'no conoce ese formato',
  'needs-3-5': 'necesita OpenSSL 3.5 o posterior',
  'names-unchecked':
    'los nombres se escriben tal cual: pasan una dirección como nombre DNS, espacios, letras fuera de ASCII y comodines fuera de lugar',
  'subject-attribute': 'falta un atributo del sujeto: openssl se salta los tipos que no conoce, y apenas lo menciona',
  dates: 'antes de OpenSSL 3.4 no se pueden elegir principio y fin: -days cuenta desde ahora',
  'last-second':
    'el certificado vive un segundo más de lo que dicen los días (el último segundo cuenta), y los límites de Apple y de las autoridades públicas lo toman por un día más',
  acceptance: 'nadie dice de antemano qué clientes rechazarán el certificado',
  'no-index':
    'no se apunta nada: lo emitido no se puede listar ni revocar por número de serie, y dos procesos pueden estorbarse',
  'constraints-late':
    'los nombres para los que la autoridad no puede emitir los descubre el primer cliente, no quien emite',
  'requester-unchecked':
    'lo que pide la petición ni se comprueba ni se cuenta: sin -extfile el certificado tendría versión 1 y ningún nombre',
  'no-reason': 'un no es un número de error: no dice con palabras qué certificado ni qué regla, ni qué hacer',
  lenient: 'algunas reglas de RFC 5280 no se miran ni con -x509_strict, y pasan nombres desconocidos',
  webpki: 'no se miran las reglas de las autoridades públicas (validez, nombres, números de serie)',
  'policy-sets': 'no se muestra qué políticas valen al final',
  order: 'los certificados salen en el orden en que entran: nada se ordena ni se quita',
  'no-detection': 'hay que saber y decir de antemano qué contienen los archivos y en qué codificación',
  'pkcs12-name': 'no avisa de que Java rechazará una contraseña con letras fuera de ASCII',
  throwaway: 'la clave se borra, pero antes no se sobrescriben sus octetos',
} as const satisfies Readonly<Record<keyof typeof en, string>>;
