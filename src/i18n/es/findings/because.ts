import type en from '../../en/findings/because.ts';

export default {
  'resolver-says-nxdomain': 'el propio servidor DNS {resolver} dice que el nombre no existe',
  'resolver-answered': 'el servidor DNS {resolver} contestó',
  'refused-not-silent': 'el rechazo llegó enseguida; los paquetes descartados solo traen silencio',
  'no-icmp': 'el núcleo no contó ningún error ICMP: fue la propia máquina la que cortó la conexión',
  'peer-answered': 'el otro extremo contestó en texto sin cifrar',
} as const satisfies Readonly<Record<keyof typeof en, string>>;
