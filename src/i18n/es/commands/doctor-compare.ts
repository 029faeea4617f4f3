import type en from '../../en/commands/doctor-compare.ts';

/** Lo que dice `llave doctor` de dos diagnósticos, y de lo que decidiría uno que no es seguro. */
export default {
  heading: 'comparado con {file} ({at}):',
  nothing: 'no ha cambiado nada que importe',
  changed: 'cambió: {what}',
  'change.status': 'veredicto: {before} → {now}',
  'change.cause': 'causa: {before} → {now}',
  'change.evidence': '{key}: {before} → {now}',
  'change.addresses': 'direcciones: {before} → {now}',
  'change.certificate': 'certificado (SHA-256): {before} → {now}',
  'change.server': 'primeras palabras del servidor: {before} → {now}',
  'change.time': 'tiempo de {key}: {before} → {now}',
  none: 'nada',
  'says.other-target': 'son dos destinos, {before} y {now}: las diferencias son diferencias entre ellos',
  'says.only-from-one-machine':
    'funciona desde {works} y no desde {fails}: lo que decide está entre {fails} y el servidor (su red, o una lista de quién puede conectarse), no en el servicio',
  'says.from-both-machines': 'falla igual desde {before} y desde {now}: la causa está del lado del servidor',
  'says.service-not-network':
    'se llega al servidor de referencia puesto en lugar del servicio ({step} funciona): la red lo deja pasar; la causa es el propio servicio, su configuración o una cola que no vacía',
  'says.gets-through-now':
    'los paquetes para el puerto {port} llegan ahora, y nadie escucha allí: nada los descarta por el camino; inicia el servidor',
  'says.network-not-service':
    'sigue [{cause}]. Si en lugar del servicio estaba el servidor de referencia, la culpa no es del servicio sino de un cortafuegos o de la red. Si no estaba, inícialo y compara otra vez',
  'says.address-was-it': 'el nombre llevaba a {before} y ahora lleva a {now}: la causa era la dirección anterior',
  'says.asked-differently': 'las dos se pidieron de forma distinta ({flags}){decisive|, y eso es lo que decide|}',
  'says.family-lost': 'IPv{family} funcionaba y ya no, mientras que la otra familia sí',
  'says.certificate-changed':
    'se sirve otro certificado (válido hasta {now}, antes hasta {before}), {sameKey|con la misma clave|con otra clave}, {sameIssuer|del mismo emisor|de otro emisor}',
  'says.is-mended': 'lo que fallaba [{cause}] está arreglado',
  'says.broke-since': 'funcionaba, y ya no [{cause}]',
  'says.further-now': 'llega más lejos: {step} ya funciona (desapareció [{before}]), y ha quedado a la vista [{now}]',
  'says.other-cause': 'la causa era [{before}] y ahora es [{now}]',
  'says.same-cause': 'la causa sigue siendo [{cause}]',
  'says.still-works': 'funcionaba, y funciona',
  'decide.heading': 'lo que lo decidiría:',
  'decide.record': 'guarda lo que se ve ahora',
  'decide.replace': 'para el servicio y pon en su lugar el servidor de referencia (en una carpeta vacía)',
  'decide.repeat': 'mira otra vez: lo que cambie decide',
  'decide.elsewhere': 'mira desde otra máquina y compara aquí',
} satisfies Record<keyof typeof en, string>;
