import type en from '../../en/findings/tcp.ts';
import type { Translated } from '../../finding-text.ts';

export default {
  'tcp-refused': {
    message: 'nadie escucha en el puerto {port} de {address}',
    means:
      'La máquina contestó enseguida que ningún programa acepta conexiones en este puerto (un reset de TCP). La red y la máquina están bien; falta el servidor.',
    consequences: 'A todos los clientes se los rechaza de inmediato.',
    causes: [
      'el servidor no está en marcha, o se cayó',
      'escucha en otro puerto',
      'escucha solo en otra dirección o en otra familia de direcciones',
    ],
    fixes: {
      look: 'mira qué escucha en ese puerto',
      start: 'arranca el servidor',
      'other-port': 'esta máquina escucha en otros puertos: {listening}; ¿es alguno de ellos?',
      port: '¿o es otro el puerto? TLS suele estar en el 443',
    },
  },
  'tcp-refused-loopback-only': {
    message: 'el servidor del puerto {port} solo acepta conexiones de esta misma máquina: escucha en {bound}',
    means:
      'Hay un programa que escucha en el puerto, pero solo en una dirección de bucle local; a {address} la rechaza el núcleo.',
    consequences: 'Funciona en el propio servidor y en ningún otro sitio.',
    causes: [
      'el servidor se arrancó con --host 127.0.0.1, localhost o ::1',
      'su configuración escucha en localhost, que es lo que muchos programas hacen por omisión',
    ],
    fixes: {
      bind: 'haz que escuche en todas las direcciones',
      'use-loopback': 'o, si es solo para esta máquina, conéctate por el bucle local',
    },
  },
  'firewall-reject-port': {
    message: 'un cortafuegos rechaza el puerto {port} de {address}',
    means:
      'El rechazo no vino del servidor: llegó un ICMP «puerto inalcanzable», que es lo que envía una regla REJECT. El servidor que hay detrás puede estar bien.',
    consequences: 'Los clientes ven «conexión rechazada», como si el servidor no estuviera en marcha.',
    causes: [
      'una regla REJECT de iptables o nftables, en el servidor o por el camino',
      'un cortafuegos de la nube o de la oficina que rechaza en lugar de descartar',
    ],
    fixes: {
      'allow-ufw': 'si el servidor usa ufw, abre el puerto',
      'allow-firewalld': 'si usa firewalld',
      'look-rules': 'si no, busca la regla',
    },
  },
  'firewall-reject-admin': {
    message: 'un cortafuegos prohíbe el puerto {port} de {address} ({errno})',
    means:
      'Algo en el camino contestó enseguida que la conexión no está permitida (ICMP prohibido o inalcanzable). No fue un encaminador sin ruta: eso tarda segundos, o afecta a todos los puertos.',
    consequences:
      'Los clientes ven «no hay ruta hasta la máquina» o «permiso denegado», lo que despista: la ruta existe.',
    causes: [
      'firewalld, cuya zona por omisión rechaza lo que no está permitido',
      'un encaminador con una lista de acceso',
    ],
    fixes: {
      'allow-ufw': 'si el servidor usa ufw, abre el puerto',
      'allow-firewalld': 'si usa firewalld',
      'look-rules': 'si no, busca la regla',
    },
  },
  'firewall-drop-port': {
    message: 'los paquetes para el puerto {port} de {address} se descartan por el camino',
    means:
      'De este puerto no vuelve absolutamente nada, mientras que la misma máquina contesta en otra parte ({answer}). Un cortafuegos tira los paquetes.',
    consequences: 'Los clientes esperan hasta agotar el tiempo.',
    causes: [
      'un grupo de seguridad de la nube no permite el puerto',
      'un cortafuegos en el servidor que descarta por omisión, como ufw',
      'un cortafuegos de la red intermedia',
    ],
    fixes: {
      'allow-ufw': 'si el servidor usa ufw, abre el puerto',
      'allow-firewalld': 'si usa firewalld',
      'look-rules': 'si no, busca la regla',
      cloud: 'en una nube: permite el puerto TCP {port} en el grupo de seguridad o en las reglas de red',
    },
  },
  'firewall-drop-host': {
    message: 'nada contesta en {address}: la máquina está apagada, o se filtra todo lo que va hacia ella',
    means:
      'Ni el puerto, ni ningún otro de los que se probaron ({tried}), ni UDP devolvieron nada, ni siquiera un rechazo.',
    consequences: 'Nadie puede conectarse desde aquí.',
    causes: [
      'la máquina está apagada o tiene ahora otra dirección',
      'un cortafuegos descarta todo lo que viene de aquí',
      'no está activa una VPN que hace falta',
    ],
    fixes: {
      alive: 'comprueba que la máquina está en marcha y tiene esta dirección',
      reach: 'mira si desde aquí se llega a ella',
      allow: 'si está en marcha, busca una regla que lo descarte todo',
    },
  },
} as const satisfies Translated<typeof en>;
