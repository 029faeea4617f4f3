import type en from '../../en/findings/dns.ts';
import type { Translated } from '../../finding-text.ts';

export default {
  'dns-nxdomain': {
    message: 'el nombre {host} no existe',
    means: 'El DNS dice que ese nombre no existe en absoluto (NXDOMAIN): no falta una dirección, falta el nombre.',
    consequences: 'Ningún programa puede conectarse con este nombre; al servidor no se le envió nada.',
    causes: [
      'el nombre está mal escrito',
      'el registro nunca se creó, o el dominio ha caducado',
      'el nombre solo existe dentro de la red de una empresa y esta máquina pregunta a un servidor DNS de fuera',
      'a un nombre corto le falta su dominio de búsqueda',
      'el nombre es un alias (CNAME) de otro que ya no existe',
    ],
    fixes: {
      alias: 'el nombre es un alias de {alias}, que no existe: corrige o quita el alias',
      spelling: 'revisa cómo está escrito; esto muestra lo que ven los programas de aquí',
      register: 'si el nombre es correcto, publica un registro A o AAAA para {host}; esto muestra lo que dice el DNS',
    },
  },
  'dns-no-data': {
    message: 'el nombre {host} existe, pero no tiene dirección',
    means:
      'El DNS conoce el nombre, pero no tiene para él ni un registro A ni uno AAAA: quizá solo de correo o de texto, o solo nombres por debajo de él.',
    consequences: 'Ningún programa puede conectarse con este nombre; al servidor no se le envió nada.',
    causes: [
      'los registros A y AAAA se olvidaron o se borraron',
      'se quería otro nombre, por ejemplo con www. o chat. delante',
      'el nombre solo recibe correo (MX) o solo guarda registros de texto',
    ],
    fixes: {
      publish: 'publica un registro A o AAAA para {host}; esto muestra que no hay ninguno',
      'other-name': 'o usa el nombre que tiene la dirección; esto muestra qué más sabe el DNS de {host}',
    },
  },
  'dns-aaaa-only': {
    message: '{host} solo tiene direcciones IPv6 y esta máquina no tiene IPv6',
    means:
      'El DNS tiene registros AAAA para el nombre, pero ningún registro A. Esta máquina tiene una dirección IPv4 y ninguna IPv6 que salga de su propio enlace, así que no se pudo enviar ni un paquete.',
    consequences: 'Desde las redes sin IPv6 nadie llega al servidor; desde las demás, sí.',
    causes: [
      'el registro A se olvidó o se quitó',
      'esta red no tiene IPv6, o IPv6 está desactivado en esta máquina',
      'una VPN solo lleva IPv4',
    ],
    fixes: {
      publish: 'publica un registro A para {host}, para que lleguen las redes IPv4; esto muestra que no hay ninguno',
      ipv6: 'o dale IPv6 a esta máquina; esto muestra lo que tiene',
    },
  },
  'dns-servfail': {
    message: 'el servidor DNS {resolver} no pudo averiguar nada sobre {host} ({rcode})',
    means:
      'El servidor DNS contestó que lo intentó y no lo logró: los servidores de nombres de la zona están averiados o se contradicen, o las firmas de la zona (DNSSEC) no son válidas.',
    consequences:
      'El nombre no se puede resolver con este servidor DNS; los programas informan de un fallo temporal y pueden insistir mucho tiempo.',
    causes: [
      'los servidores de nombres de la zona no contestan, o no conocen la zona (delegación rota)',
      'DNSSEC: las firmas han caducado, o el registro DS de la zona superior es de una clave vieja',
      'el propio servidor DNS no tiene salida a internet',
    ],
    fixes: {
      dnssec:
        'la respuesta existe, pero no supera la validación (DNSSEC): vuelve a firmar la zona o corrige el registro DS de la zona superior; esto dice por qué',
      resolver:
        'el servidor DNS falla con todo, no solo con este nombre: usa otro o repáralo; esto muestra a cuáles pregunta esta máquina',
      zone: 'sigue la delegación hasta el servidor de nombres que falla',
      see: 'vuelve a preguntar sin validación: si ahora hay respuesta, el problema es DNSSEC',
    },
  },
  'dns-refused': {
    message: 'el servidor DNS {resolver} se niega a contestar a esta máquina',
    means: 'El servidor DNS contestó REFUSED: está en marcha, pero no resuelve nombres para quien pregunta desde aquí.',
    consequences: 'Con este servidor DNS no se puede resolver ningún nombre.',
    causes: [
      'el servidor DNS solo atiende a su propia red y esta máquina pregunta desde fuera (VPN apagada, otra Wi-Fi)',
      'se configuró como servidor DNS un servidor de nombres autoritativo',
      'la lista de acceso del servidor DNS no conoce esta red',
    ],
    fixes: {
      resolver: 'usa un servidor DNS que atienda a esta red; esto muestra a cuáles pregunta esta máquina',
      allow: 'o permite que esta red le pregunte (lista de acceso del servidor DNS); esto muestra la negativa',
    },
  },
  'dns-timeout': {
    message: 'el servidor DNS {resolver} no contesta',
    means:
      'Se le preguntó varias veces al servidor DNS y no volvió nada, ni una respuesta ni un rechazo. Los programas esperan 5 segundos o más antes de probar con el siguiente o de rendirse.',
    consequences: 'Los nombres no se resuelven, o solo tras una larga espera si otro servidor DNS contesta.',
    causes: [
      'el servidor DNS está caído, o su dirección es errónea o de otra red (VPN apagada, concesión DHCP vieja)',
      'un cortafuegos descarta por el camino el puerto UDP 53',
      'los servidores de nombres de la zona callan y el servidor DNS los espera',
    ],
    fixes: {
      resolver: 'usa un servidor DNS que conteste; esto muestra a cuáles pregunta esta máquina, en este orden',
      'kept-in':
        'un filtro de paquetes de esta misma máquina no deja salir las preguntas (EPERM): busca su regla para el puerto 53',
      udp: 'el servidor DNS contesta por TCP: deja pasar el puerto UDP 53 entre esta máquina y {resolver}',
      zone: 'el servidor DNS contesta otras preguntas: los servidores de nombres de la zona callan; sigue la delegación',
      see: 'comprueba el silencio',
    },
  },
  'dns-resolver-down': {
    message: 'en {resolver}, donde esta máquina pregunta los nombres, no hay ningún servidor DNS en marcha',
    means:
      'La máquina de esa dirección dijo enseguida que nadie escucha en el puerto 53. La red funciona; el programa que resuelve los nombres no está en marcha allí.',
    consequences: 'No se puede resolver ningún nombre; las conexiones por dirección siguen funcionando.',
    causes: [
      'el servidor DNS local (systemd-resolved, dnsmasq, unbound) se ha parado o se cayó',
      '/etc/resolv.conf lo dejó así un programa que ya no está, como un cliente de VPN o Docker',
      '/etc/resolv.conf no nombra ningún servidor DNS, así que los programas preguntan a esta misma máquina',
    ],
    fixes: {
      configure:
        'no hay ningún servidor DNS configurado: pon uno en /etc/resolv.conf, o deja que lo haga el gestor de red',
      restart: 'vuelve a arrancar el servidor DNS local',
      who: 'mira si alguien escucha aquí en el puerto 53',
      start: 'arranca el servidor DNS en {resolver}',
      resolver: 'o usa otro servidor DNS; esto muestra a cuáles pregunta esta máquina',
    },
  },
  'dns-a-dropped': {
    message: 'el servidor DNS {resolver} contesta a {answered} para {host}, pero calla a {dropped}',
    means:
      'Se enviaron dos preguntas al mismo servidor DNS por el mismo camino: un tipo de registro obtuvo respuesta y el otro no, por más que se preguntó. Alguien descarta preguntas o respuestas de un tipo.',
    consequences:
      'Los programas preguntan por los dos tipos y esperan los dos: se quedan colgados de 5 a 15 segundos y luego muchas veces fallan, aunque la respuesta estaba ahí.',
    causes: [
      'un cortafuegos o router «filtra IPv6» o «bloquea registros A» descartando mensajes DNS en vez de contestarlos',
      'un balanceador o proxy DNS averiado ignora los tipos de registro que no conoce',
      'las dos preguntas comparten puerto de origen y un cortafuegos solo deja entrar una de las respuestas',
    ],
    fixes: {
      see: 'comprueba el silencio; la misma pregunta para {answered} sí tiene respuesta',
      tcp: 'por TCP sí hay respuesta: mientras no se arregle el filtro, pregunta por TCP',
      filter: 'busca quién descarta las preguntas {dropped} entre esta máquina y {resolver}, y haz que las conteste',
    },
  },
  'dns-hosts-stale': {
    message: '{path}, línea {line}, lleva {host} a {pinned}, que no funciona; el DNS dice {address}, que sí funciona',
    means:
      'Una línea del archivo hosts de esta máquina se antepone al DNS. La dirección que hay en ella falla, mientras que la que da el DNS contesta.',
    consequences: 'Todos los programas de esta máquina van a la dirección equivocada; a otras máquinas no les afecta.',
    causes: [
      'la línea se añadió para una prueba o una mudanza y se olvidó',
      'el servidor ha cambiado de dirección desde entonces',
      'la escribió un contenedor, un cliente de VPN o un bloqueador de anuncios',
    ],
    fixes: {
      try: 'comprueba que la otra dirección funciona',
      comment: 'convierte la línea en comentario (queda una copia); dice: {text}',
    },
  },
  'dns-injected': {
    message:
      'el servidor DNS {resolver} dice que {host} es {address}: una dirección que ninguna otra máquina puede tener',
    means:
      'El DNS contestó con una dirección que significa la propia máquina que pregunta (0.0.0.0, 127.0.0.0/8, ::, o 127.0.53.53 si chocan dos nombres), y allí no contesta nadie. Así contestan los filtros y las listas de bloqueo.',
    consequences: 'Los programas de esta máquina acaban en esta misma máquina; con el servidor no se llega a hablar.',
    causes: [
      'un filtro bloquea el nombre: un Pi-hole o bloqueador de anuncios, un filtro familiar o de empresa, un proveedor',
      'un portal cautivo contesta a todos los nombres hasta que inicias sesión',
      'el registro se publicó con una dirección provisional',
      'el nombre significa esta máquina a propósito (para desarrollo) y el servidor no está en marcha',
    ],
    fixes: {
      compare: 'otro servidor DNS de esta máquina dice otra cosa',
      unblock:
        'haz que desbloqueen el nombre donde se filtra, o pregunta a otro servidor DNS; esto muestra la respuesta',
      'own-machine': 'si el nombre debe ser esta máquina, arranca el servidor; esto muestra qué escucha',
    },
  },
  'dns-split-horizon': {
    message: 'los servidores DNS no coinciden sobre {host}: {heard} dice {told}, {other} dice {addresses}',
    means:
      'Dos servidores DNS de esta máquina dan respuestas distintas, como hacen las empresas con los nombres que son diferentes dentro y fuera. Los programas de aquí escuchan al primero, y su respuesta no funciona.',
    consequences:
      'Desde esta máquina el nombre no lleva al servicio, mientras que sí lleva a quienes preguntan al otro servidor DNS.',
    causes: [
      'la VPN está apagada (o encendida), así que cuenta la visión equivocada de los nombres',
      'el orden de los servidores DNS es erróneo: uno público está antes que el interno',
      'uno de los servidores DNS sirve una copia vieja de la zona',
    ],
    fixes: {
      compare: 'compara las dos respuestas',
      order: 'pon primero el servidor DNS que conoce el servicio, o mándale solo su dominio; esto muestra el orden',
      vpn: 'conéctate a la VPN o red a la que pertenece el servicio (o sal de ella)',
    },
  },
  'dns-address-dead': {
    message: '{host} tiene {count} direcciones, y {dead} no funciona ({how}); {works} sí',
    means: 'El nombre lleva a varias direcciones. Una o más no contestan en este puerto, mientras que otras sí.',
    consequences:
      'Unas conexiones se cuelgan o fallan y otras funcionan: los clientes que solo prueban la primera dirección fallan; los demás pierden tiempo con la muerta.',
    causes: [
      'un servidor se apagó o se mudó y su dirección se quedó en el DNS',
      'uno de los servidores está caído, o su cortafuegos es distinto',
      'el servidor escucha en una sola familia de direcciones, mientras que se publican las dos',
    ],
    fixes: {
      see: 'examina solo la dirección muerta',
      remove: 'recupera el servidor de {address}, o quita la dirección del DNS; esto muestra los registros',
    },
  },
  'dns-name-invalid': {
    message: 'el nombre «{host}» no puede existir en el DNS: fíjate en «{label}»',
    means:
      'El nombre incumple las reglas de los nombres de máquina: una parte vacía (dos puntos seguidos), una parte de más de 63 caracteres o con un guion en un extremo, más de 253 caracteres en total, o letras que IDNA no permite. No se envió nada a nadie.',
    consequences: 'Ningún programa puede buscar este nombre.',
    causes: [
      'sobra un punto, o hay uno al principio',
      'se pegó algo que no es un nombre',
      'una letra que se parece a otra',
    ],
    fixes: { retype: 'escribe el nombre como lo tiene el servidor, por ejemplo {suggestion}' },
  },
} as const satisfies Translated<typeof en>;
