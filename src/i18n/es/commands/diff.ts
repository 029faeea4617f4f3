import type en from '../../en/commands/diff.ts';

export default {
  description:
    'Muestra en qué dicen cosas distintas dos certificados o solicitudes, campo por campo: los nombres como conjuntos, las extensiones por lo que significan. La respuesta es no (código de salida 1) cuando difieren. Las firmas no se comparan: cambian cada vez que se firma lo mismo. Una solicitud se puede comparar con el certificado que se hizo de ella.',
  'arg.a': 'certificado o solicitud, en cualquier codificación; cuenta el primero del archivo',
  'arg.b': 'con cuál se compara',
  'example.renewed': '¿qué cambió la renovación?',
  'example.granted': '¿qué se concedió de la solicitud?',
  'verdict.same': 'dicen lo mismo',
  'verdict.sameBytes': 'son iguales, byte por byte',
  'verdict.differ': '{n} {n|campo difiere|campos difieren}',
  missing: '(no está)',
} as const satisfies Readonly<Record<keyof typeof en, string>>;
