import type en from '../../en/findings/ip.ts';
import type { Translated } from '../../finding-text.ts';

export default {
  'ip-no-route': {
    message: 'esta máquina no tiene ruta hacia {address}: no salió de ella ni un paquete',
    means:
      'El núcleo de esta máquina se negó enseguida, porque ninguna de sus rutas lleva a esa dirección y no hay ruta por defecto para su familia de direcciones.',
    consequences: 'No se llega a nada fuera de la propia red, muchas veces ni siquiera al servidor DNS.',
    causes: [
      'la red está caída: cable, Wi-Fi, DHCP',
      'una VPN quitó la ruta por defecto, o está apagada',
      'la dirección es IPv6 y esta máquina solo tiene IPv4 (o al revés)',
      'un contenedor o espacio de red se creó sin ruta hacia fuera',
    ],
    fixes: {
      look: 'mira qué direcciones y rutas tiene esta máquina',
      connect: 'conéctate a la red o a la VPN; tiene que aparecer una ruta por defecto',
      add: 'después mira qué camino toma la dirección',
    },
  },
  'ip-route-policy': {
    message: 'una ruta o regla {kind} de esta máquina rechaza {address}: no salió de ella ni un paquete',
    means:
      'El núcleo de esta máquina se negó enseguida con {errno}: una ruta de tipo prohibit, blackhole o unreachable, o una regla de encaminamiento, prohíbe la dirección a propósito.',
    consequences: 'Ningún programa de esta máquina llega a la dirección; al servidor y a la red no les pasa nada.',
    causes: [
      'un cliente de VPN, o su corte de seguridad, bloquea lo que no va por el túnel',
      'alguien cerró el paso a esa red, por ejemplo contra un ataque, y lo olvidó',
      'un agente de Kubernetes o de BGP instaló la ruta',
    ],
    fixes: {
      look: 'mira la ruta y las reglas que deciden',
      delete: 'si no debería estar ahí, quítala',
    },
  },
  'ip-net-unreachable': {
    message: 'un router del camino no tiene ruta hacia {address}',
    means:
      'El paquete salió de esta máquina, y un router contestó con ICMP «red inalcanzable»: no sabe adónde enviar los paquetes de esa red.',
    consequences: 'Nadie cuyos paquetes pasen por ese router llega a la dirección.',
    causes: [
      'falta una ruta en un router, o está caída una línea detrás de él',
      'la dirección es de una red privada o VPN que no empieza aquí',
      'la dirección es errónea',
    ],
    fixes: {
      trace: 'busca el router: es el último que contesta',
      router: 'haz que repongan allí la ruta hacia {address}, o revisa la dirección',
    },
  },
  'ip-host-dead': {
    message: 'en la red nadie responde por {hop}, así que no se puede llegar a {address}',
    means:
      'Antes de entregar un paquete en la última red, alguien tiene que responder allí por la dirección (ARP, o descubrimiento de vecinos con IPv6). Nadie lo hizo. Eso queda por debajo de cualquier cortafuegos: la máquina está apagada, no está en esa red, o la dirección es errónea.',
    consequences: 'Nadie de esa red llega a la dirección.',
    causes: [
      'la máquina está apagada, suspendida o desenchufada',
      'desde entonces ha recibido otra dirección (DHCP)',
      'la dirección está mal escrita, o es de otra red o VLAN',
      'la propia puerta de enlace está caída',
    ],
    fixes: {
      power: 'mira si la máquina está encendida, en esta red y con esta dirección',
      gateway: 'la propia puerta de enlace {hop} no responde: mira si está encendida y si su dirección es correcta',
      forward:
        'otros puertos de la dirección contestan, así que {hop} está reenviado: mira adónde, y si esa máquina está encendida',
      look: 'comprueba que nadie responde',
    },
  },
  'ip-v6-broken': {
    message: 'IPv6 no llega a {host} ({address}: {how}), mientras que IPv4 sí ({works})',
    means:
      'El nombre tiene direcciones IPv6 y esta máquina envía por IPv6, pero no vuelve nada útil, mientras que IPv4 funciona. Los navegadores y Node lo disimulan probando IPv4 al poco rato (250 ms); otros programas esperan mucho o fallan.',
    consequences:
      'Las conexiones empiezan despacio, y los programas que prueban una dirección tras otra se cuelgan o se rinden.',
    causes: [
      'el registro AAAA es de un servidor que ya no tiene IPv6, o cuyo cortafuegos solo conoce IPv4',
      'esta red anuncia IPv6 pero no lo transporta (un túnel, un router o una VPN averiados)',
    ],
    fixes: {
      trace: 'mira hasta dónde llega IPv6: si se acaba enseguida, la culpa es de tu propia red',
      record: 'si se acaba en el servidor: arregla su IPv6 o quita el registro AAAA',
      route: 'mira si el servidor tiene una ruta IPv6',
    },
  },
  'ip-scope-missing': {
    message: '{address} es una dirección de enlace local: di en qué interfaz está',
    means:
      'Las direcciones IPv6 de enlace local (fe80::/10) existen en todos los enlaces a la vez. Sin la interfaz detrás de un signo de porcentaje, el núcleo no puede saber cuál se quiere decir, y se niega enseguida.',
    consequences: 'Tal como está escrita, con esta dirección no hay conexión posible; no se envió nada.',
    causes: [
      'al copiar la dirección se perdió la zona',
      'se puso una dirección de enlace local en el DNS, donde no se puede indicar la zona',
    ],
    fixes: {
      zone: 'añade la interfaz',
      record: 'una dirección de enlace local no debe estar en el DNS: publica una global o una local única',
    },
  },
} as const satisfies Translated<typeof en>;
