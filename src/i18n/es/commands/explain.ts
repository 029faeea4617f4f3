import type en from '../../en/commands/explain.ts';

export default {
  description:
    'Explica un código que nombró el doctor o un error: qué significa, qué consecuencias tiene, qué lo causa y cómo se arregla. Funciona sin red.',
  'arg.code': 'el código, tal como lo mostró el doctor o un error',
  'example.finding': '¿qué significa este hallazgo?',
  'example.list': 'mostrar todos los códigos',
  'heading.findings': 'HALLAZGOS',
  'heading.errors': 'ERRORES',
  'heading.consequences': 'Qué consecuencias tiene',
  'heading.causes': 'Qué lo causa',
  'heading.fixes': 'Cómo se arregla',
  'heading.reproduce': 'Cómo provocarlo',
  'label.exit': 'termina la orden con el código de salida {exit}',
  'heading.hints': 'Qué hacer',
} as const satisfies Readonly<Record<keyof typeof en, string>>;
