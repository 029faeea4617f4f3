import type en from '../../en/commands/verify.ts';

export default {
  description:
    'Construye y comprueba el camino desde un certificado hasta uno de confianza (RFC 5280, sección 6): firmas, fechas, restricciones, propósitos, políticas, revocación y el nombre (RFC 9525). Si dice que no, nombra el único certificado y la única regla.',
  'arg.cert':
    'el certificado, PEM o DER; los demás certificados del archivo cuentan como intermedios; - para la entrada estándar',
  'flag.ca': 'certificados de confianza, en lugar de las autoridades que trae Node.js',
  'flag.intermediate': 'certificados intermedios, que por sí solos no son de confianza',
  'flag.host': 'el nombre DNS o la dirección IP para los que debe valer',
  'flag.purpose': 'para qué se va a usar',
  'flag.at': 'el momento en que se juzga',
  'flag.crl': 'listas de revocación; si hay alguna, de toda la cadena debe saberse que no está revocada',
  'flag.maxDepth': 'intermedios como máximo entre el certificado y el de confianza',
  'flag.policy': 'reglas que cuentan: el RFC 5280 o, además, las de los certificados públicos (CA/Browser Forum)',
  'flag.initialPolicy': 'política de certificación aceptable (initial-policy-set)',
  'flag.explicitPolicy': 'el camino debe valer para alguna política (initial-explicit-policy)',
  'flag.inhibitPolicyMapping': 'no se pueden asignar unas políticas a otras (initial-policy-mapping-inhibit)',
  'flag.inhibitAnyPolicy': 'anyPolicy no cuenta (initial-any-policy-inhibit)',
  'example.host': '¿vale este certificado para este nombre?',
  'example.chain': 'con un intermedio, y como lo juzgaría un navegador',
  'verdict.valid': 'válido',
  'verdict.rejected': 'rechazado',
  'label.certificate': 'certificado {index} del camino: {subject}',
  'label.rule': 'regla: {rule}',
  'label.fix': 'qué hacer: {fix}',
  'label.also': 'además: {message}',
  'label.path': 'camino:',
  'label.policies': 'vale para las políticas {policies}',
  'value.thisOne': '(sin titular)',
  'value.trusted': 'de confianza',
} as const satisfies Readonly<Record<keyof typeof en, string>>;
