import type en from '../../en/commands/doctor-fix.ts';

/** Lo que dice `llave doctor --fix`. */
export default {
  heading: 'se puede reparar desde aquí:',
  nothing: 'nada de esto se puede reparar desde aquí',
  question: '¿lo reparo? [s/N]',
  declined: 'no se cambió nada',
  'not-asked': 'no se cambió nada: no hay a quién preguntar; añade --yes para aceptar de antemano',
  done: 'reparado:',
  undo: 'para deshacerlo: {command}',
  before: 'antes: {summary}',
  restart: 'puede que un servidor ya en marcha deba reiniciarse para mostrar el certificado nuevo',
  'kind.private': '{file}: solo lo lee su dueño ({from} → {to})',
  'kind.pem': '{file}: escrito como PEM ({from} → {to})',
  'kind.chain': '{file}: {from} → {to}',
  'kind.reissue': '{file}: certificado hecho de nuevo con su propia clave; nombres {from} → {to}',
  'kind.hosts-line': '{file}: {from} → {to}',
  'refused.file-not-here': 'sin tocar: el archivo del certificado que se sirve no está en este directorio',
  'refused.file-changed': 'sin tocar: {file} cambió entretanto',
  'refused.not-self-signed': 'sin tocar: {file} lo emitió otro, que es quien debe emitirlo de nuevo',
  'refused.key-not-here': 'sin tocar: la clave privada de {file} no está aquí',
  'refused.key-encrypted': 'sin tocar: la clave privada de {file} está cifrada; usa llave selfsign',
  'refused.not-permitted': 'sin tocar: {file} es de otro usuario',
  'refused.nothing-to-do': 'sin tocar: {file} ya está bien',
} as const satisfies Readonly<Record<keyof typeof en, string>>;
