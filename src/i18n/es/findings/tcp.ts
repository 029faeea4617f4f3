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
      'Lo que se envía a este puerto desaparece, todo o todo menos el primer paquete, mientras que la máquina contesta por lo demás ({answer}). Un cortafuegos tira los paquetes.',
    consequences: 'Los clientes esperan hasta agotar el tiempo.',
    causes: [
      'un grupo de seguridad de la nube no permite el puerto',
      'un cortafuegos en el servidor que descarta por omisión, como ufw',
      'un cortafuegos de la red intermedia',
      'el puerto está reenviado a una máquina apagada, o un proxy contesta en lugar de una que lo está',
    ],
    fixes: {
      queue:
        'mira primero si el servidor acepta conexiones: un Recv-Q que ha llegado a Send-Q es una cola llena, no un cortafuegos',
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
  'tcp-reset-on-accept': {
    message: '{host}:{port} acepta conexiones y las termina enseguida',
    means: 'La conexión se establece y se cierra o se corta ({how}) antes de que nadie diga una palabra.',
    consequences: 'Ningún cliente puede conectarse.',
    causes: [
      'un balanceador de carga sin ningún servidor sano detrás',
      'una lista de acceso del servidor (TCP wrappers, direcciones permitidas) que no nos conoce',
      'el proceso del servidor falla en cuanto acepta',
    ],
    fixes: {
      backend: 'si es un balanceador, mira si los servidores de detrás están en marcha',
      log: 'lee el registro del servidor a la hora del intento',
      replace: 'o arranca en su lugar el servidor de referencia y repite',
    },
  },
  'tcp-pmtu-server-to-client': {
    message: 'los paquetes grandes de {address} no llegan (un agujero negro de MTU)',
    means:
      'TCP conecta y pasa una alerta TLS de siete bytes, pero la respuesta con el certificado, que llena paquetes enteros, nunca llega.',
    consequences: 'Los clientes se quedan colgados en la negociación TLS, y con todo lo que sea grande pasa lo mismo.',
    causes: [
      'una VPN, un túnel o una línea PPPoE con un MTU menor, y un cortafuegos que descarta el ICMP',
      'un router o balanceador con un MTU equivocado',
    ],
    fixes: {
      measure: 'mide el paquete más grande que pasa',
      clamp:
        'haz que el router limite el tamaño de los segmentos a lo que admite el camino (MSS clamping), o deja pasar el ICMP «fragmentation needed»',
      smaller: 'o usa un MTU menor, por ejemplo 1400',
    },
  },
  'tcp-pmtu-client-to-server': {
    message: 'los paquetes grandes hacia {address} no llegan (un agujero negro de MTU)',
    means:
      'Un saludo TLS pequeño recibe respuesta; uno que llena paquetes enteros nunca se confirma ({unacked} bytes).',
    consequences:
      'Los clientes con saludos grandes (intercambio poscuántico) se quedan colgados; los pequeños conectan y se cuelgan cuando envían mucho.',
    causes: [
      'una VPN, un túnel o una línea PPPoE con un MTU menor, y un cortafuegos que descarta el ICMP',
      'un router o balanceador con un MTU equivocado',
    ],
    fixes: {
      measure: 'mide el paquete más grande que pasa',
      clamp:
        'haz que el router limite el tamaño de los segmentos a lo que admite el camino (MSS clamping), o deja pasar el ICMP «fragmentation needed»',
      smaller: 'o usa un MTU menor, por ejemplo 1400',
    },
  },
  'tcp-single-accept': {
    message: 'el servidor del puerto {port} atiende a un cliente cada vez, y está ocupado',
    means:
      'El núcleo acepta conexiones, pero el programa no las recoge: {accepted} {accepted|está en curso|están en curso}, {waiting} {waiting|espera|esperan}.',
    consequences: 'El primer cliente funciona; los demás se quedan colgados hasta que se va.',
    causes: [
      'un servidor de un solo hilo que atiende una conexión hasta el final antes de aceptar la siguiente',
      'un servidor de pruebas (openssl s_server, ncat sin -k) usado de verdad',
    ],
    fixes: {
      who: 'mira de quién es la conexión que tiene',
      replace: 'usa un servidor que atienda a muchos clientes, como el de referencia',
    },
  },
  'tcp-backlog-full': {
    message: 'la cola del puerto {port} está llena: {waiting} {waiting|conexión espera|conexiones esperan} al servidor',
    means: 'El servidor escucha y no llama a accept(); el núcleo descarta lo que no cabe en la cola.',
    consequences:
      'Los clientes nuevos se quedan colgados hasta agotar el tiempo, como tras un cortafuegos que descarta.',
    causes: [
      'el proceso del servidor está colgado, o su bucle de eventos bloqueado',
      'llegan a la vez más clientes de los que admite su backlog',
    ],
    fixes: {
      who: 'mira qué programa ocupa el puerto, y por qué no acepta',
      raise: 'si es solo una avalancha: sube su backlog y este límite',
    },
  },
  'tcp-refused-family': {
    message: 'el puerto {port} solo contesta por {other}: a {address} se la rechaza',
    means:
      'El servidor escucha en una sola familia de direcciones. {host} significa también una dirección {family}, en la que nadie escucha.',
    consequences: 'A los clientes que prueban primero {family}, y no vuelven a probar, se los rechaza.',
    causes: [
      'el servidor se arrancó con una dirección de una sola familia (127.0.0.1, 0.0.0.0)',
      'en esta máquina, localhost significa primero ::1',
    ],
    fixes: { use: 'usa la dirección que funciona', bind: 'o haz que el servidor escuche en las dos familias' },
  },
  'firewall-reset': {
    message: 'un cortafuegos corta con un reset las conexiones al puerto {port} de {address}',
    means:
      'El rechazo parece el de una máquina sin servidor, pero no lo envía la máquina: el servidor escucha, o la respuesta viene de más cerca.',
    consequences: 'Los clientes ven «connection refused», como si el servidor no estuviera en marcha.',
    causes: [
      'una regla de cortafuegos que rechaza con un reset de TCP',
      'un sistema de prevención de intrusiones o un proxy en el camino',
    ],
    fixes: {
      'allow-ufw': 'si el servidor usa ufw, permite el puerto',
      'allow-firewalld': 'si usa firewalld',
      'look-rules': 'si no, busca la regla',
      network: 'o pregunta a quien lleva la red de por medio',
    },
  },
  'firewall-egress': {
    message: '{here|esta máquina|}{beyond|la red de aquí|} no deja salir conexiones al puerto {port}',
    means:
      'Lo que va al puerto {port} de {host} no llega a salir. {here|Las interfaces de red de esta máquina no contaron ningún paquete mientras lo intentamos: lo retiene una regla suya.|}{beyond|Otro equipo, que se sabe que desde aquí funciona, calla igual en este puerto y contesta en otro.|}',
    consequences: 'Desde aquí no se llega a nada que esté en este puerto, sea de quien sea.',
    causes: [
      'un cortafuegos de la red (oficina, hotel, proveedor) solo permite unos pocos puertos',
      'una regla para los paquetes de salida en esta máquina',
    ],
    fixes: {
      ask: 'pide a quien lleva la red que permita el puerto TCP {port}',
      rules: 'mira si es una regla de esta máquina',
      'other-port': 'o usa otro puerto, si el servidor tiene uno',
    },
  },
  'firewall-rate-limit': {
    message: '{host}:{port} deja pasar la primera conexión y luego ninguna más',
    means:
      'La primera conexión funcionó; en los mismos segundos {refused} {refused|posterior|posteriores} ni siquiera {refused|pudo|pudieron} conectar. Algo cuenta las conexiones.',
    consequences: 'Los clientes que se conectan a menudo, o varios tras una misma dirección, quedan fuera un rato.',
    causes: [
      'una regla que limita las conexiones de cada dirección (connlimit, limit rate, un cortafuegos de la nube)',
      'fail2ban u otro programa que veta direcciones',
    ],
    fixes: { wait: 'espera un minuto y repite', unban: 'mira en el servidor si esta dirección está vetada o limitada' },
  },
  'tcp-idle-cut': {
    message: 'una conexión a {host}:{port} no sobrevive a {seconds} s de silencio ({how})',
    means: 'La conexión funcionaba, y había desaparecido tras {after} s en los que nadie dijo nada.',
    consequences: 'Los chats, las bases de datos y otras conexiones largas se cortan, a menudo sin que nadie lo note.',
    causes: [
      'un router con NAT, un cortafuegos o un balanceador olvida las conexiones inactivas',
      'el propio servidor cierra las conexiones inactivas',
    ],
    fixes: {
      keepalive: 'activa el keepalive de TCP, con más frecuencia que cada {seconds} s: con él la conexión sobrevivió',
      server:
        'sube el tiempo de inactividad del servidor o del proxy, o haz que la aplicación diga algo de vez en cuando',
      raise: 'o sube el tiempo de inactividad del aparato de por medio',
    },
  },
  'tcp-loss': {
    message:
      'los paquetes hacia {address} se pierden de vez en cuando: {lost} de {tries} intentos de conexión quedaron sin respuesta',
    means:
      'Unos intentos reciben respuesta enseguida y otros, en los mismos segundos, ninguna, tanto en el puerto {port} como en otros. Ninguna regla de cortafuegos elige así: los paquetes se pierden por el camino.',
    consequences: 'Todas las conexiones son lentas y algunas fallan; cuanto más hay que transferir, peor.',
    causes: [
      'un enlace de radio débil, un cable malo o una interfaz con errores',
      'una línea o un encaminador sobrecargados que tiran lo que no pueden pasar',
      'una máquina virtual o un anfitrión de contenedores al que le falta procesador',
    ],
    fixes: {
      measure: 'mira cuánto se pierde, y a partir de qué salto',
      counters: 'mira la cuenta del propio núcleo de lo que hubo que repetir',
      here: 'también les pasa a otras máquinas: revisa el enlace de esta (cable, radio, errores de la interfaz)',
      path: 'avisa a quien lleva la red entre esta máquina y el servidor',
    },
  },
  'firewall-allowlist': {
    message:
      'el puerto {port} de {address} deja entrar a {works}, pero no a {dead}: ambas son direcciones de esta máquina',
    means:
      'La misma conexión funciona desde una dirección de esta máquina y falla desde otra. El servidor está en marcha y el camino abierto: algo elige por la dirección de la que viene la conexión.',
    consequences: 'Los programas de esta máquina fallan mientras el sistema les dé la dirección que no se deja entrar.',
    causes: [
      'un cortafuegos o un grupo de seguridad de la nube con una lista de direcciones admitidas',
      'una VPN: su dirección está en la lista y la de la interfaz habitual no, o al revés',
      'las respuestas a una de las direcciones no encuentran el camino de vuelta',
    ],
    fixes: {
      allow: 'pide que añadan {dead} a la lista (aquí, para ufw; cada nube tiene la suya)',
      source: 'o haz que esta máquina use {works} para ese destino (con el nombre de su interfaz)',
      look: 'mira qué dirección elige el sistema',
    },
  },
} as const satisfies Translated<typeof en>;
