import type en from '../../en/findings/config.ts';
import type { Translated } from '../../finding-text.ts';

export default {
  'local-target-invalid': {
    message: 'el destino «{input}» no sirve: mira «{part}»',
    means:
      'El destino de la línea de órdenes no es un nombre, nombre:puerto ni esquema://nombre[:puerto] que signifique TLS. No se envió nada a ninguna parte.',
    consequences: 'No hay diagnóstico mientras el destino no esté bien escrito.',
    causes: [
      'se dio http:// u otro esquema sin TLS',
      'falta el puerto tras los dos puntos, es 0 o pasa de 65535',
      'se escribió una dirección IPv6 con puerto y sin corchetes',
    ],
    fixes: { retype: 'escribe nombre:puerto, por ejemplo {suggestion}' },
  },
  'local-port-wrong': {
    message: 'TLS contesta en el puerto {right} de {host}, no en el {port}',
    means:
      'El puerto pedido no tiene servicio TLS (rechaza, o habla en texto sin cifrar), mientras que TLS contesta en un puerto habitual cercano.',
    consequences: 'Los clientes TLS que usan este puerto fallan enseguida.',
    causes: [
      'se dio el puerto sin cifrar en lugar del de TLS (80 por 443, 8080 por 8443, 143 por 993)',
      'una cifra está mal, falta o sobra',
      'el servicio se ha mudado a otro puerto',
    ],
    fixes: {
      use: 'usa el puerto en el que contesta TLS',
      start: 'si {port} es el correcto: arranca el servicio ahí',
    },
  },
  'local-proxy-env': {
    message: 'por el proxy {proxy} ({variable}) no va igual que en directo: CONNECT {target} da {answer}',
    means:
      'Una variable de entorno nombra un proxy. Los programas que le hacen caso (curl, navegadores, gestores de paquetes) pasan por él; otros, y doctor, se conectan en directo. De los dos caminos, uno funciona y el otro no.',
    consequences:
      'Unos programas de esta máquina llegan al servidor y otros no, en la misma máquina y al mismo tiempo.',
    causes: [
      'el proxy pide usuario y contraseña (407), o prohíbe la máquina o el puerto (403)',
      'el proxy no está en marcha, o quedó olvidado en el entorno',
      'la red no deja salir nada si no es por el proxy',
    ],
    fixes: {
      authenticate: 'dale al proxy su usuario y contraseña',
      exempt: 'si a la máquina se debe llegar en directo, exclúyela',
      see: 'mira lo que dice el proxy',
      through: 'haz que el programa use el proxy, como curl aquí',
    },
  },
  'local-ca-env': {
    message: '{variable}={path}: {problem}',
    means:
      'Una variable de entorno que decide en quién confían los programas tiene un valor que no sirve: un archivo que falta, que no se puede leer, vacío o sin certificados; o desactiva la verificación por completo.',
    consequences:
      'No se confía en las autoridades en las que se quería confiar: sus certificados se rechazan. Con NODE_TLS_REJECT_UNAUTHORIZED=0 se acepta cualquier certificado, también el de un atacante.',
    causes: [
      'el archivo se movió, se borró o nunca se creó',
      'la variable se puso en otra máquina o en un contenedor y se copió',
      'la verificación se desactivó para una prueba y nunca se volvió a activar',
    ],
    fixes: {
      file: 'pon ahí los certificados de la autoridad en PEM, o corrige la ruta',
      unset: 'o quita la variable del entorno',
    },
  },
  'local-clock-skew': {
    message:
      '{here|el reloj de esta máquina va mal|}{there|el reloj del servidor va mal|}{either|uno de dos relojes va mal, el de esta máquina o el del servidor|}: {days} d {hours} h {minutes} min de diferencia',
    means:
      'Los relojes de los dos extremos no coinciden. Si el certificado no es válido según el reloj de esta máquina pero sí según el del servidor (o según archivos de esta máquina escritos «en el futuro»), va mal este; si el servidor tiene un certificado más joven que su propio reloj, va mal aquel; si no, tiene que decirlo un tercer reloj.',
    consequences:
      'Una máquina con el reloj mal rechaza certificados buenos en todas partes, o acepta certificados caducados.',
    causes: [
      'la pila del reloj está agotada, o la máquina estuvo mucho tiempo suspendida',
      'la hora no se sincroniza (NTP desactivado o bloqueado)',
      'una máquina virtual se restauró de una instantánea',
    ],
    fixes: {
      look: 'mira qué hora es (UTC) y compárala con un reloj que vaya bien',
      set: 'deja que el reloj se ponga en hora por la red',
    },
  },
  'local-fd-limit': {
    message: 'no queda ningún descriptor de archivo para una conexión ({errno}, {open} de {limit} abiertos)',
    means:
      'El sistema no le da a este proceso (con ENFILE: a nadie) más archivos ni conexiones. No se envió ni un paquete.',
    consequences: 'No se puede abrir ni conectar nada hasta que se cierren algunos o se suba el límite.',
    causes: [
      'el límite de la consola o del servicio es bajo (ulimit -n, LimitNOFILE)',
      'un programa en marcha pierde descriptores',
    ],
    fixes: {
      raise: 'sube el límite en esta consola (LimitNOFILE= en un servicio de systemd)',
      system: 'sube el límite de todo el sistema',
      leak: 'averigua quién los tiene',
    },
  },
  'local-ports-exhausted': {
    message:
      'no queda ningún puerto local para una conexión de salida: {used} de {range} están ocupados ({timeWait} en TIME_WAIT)',
    means:
      'Cada conexión necesita un puerto propio en esta máquina, del rango {low} a {high}. Todos están ocupados. No se envió ni un paquete.',
    consequences: 'Las conexiones nuevas fallan enseguida hasta que se cierren otras y esperen un minuto.',
    causes: [
      'un programa abre una conexión nueva para todo en vez de mantener unas pocas',
      'el rango se hizo pequeño',
      'muchas conexiones a una misma dirección detrás de un proxy o de NAT',
    ],
    fixes: {
      who: 'mira quién tiene los puertos',
      widen: 'amplía el rango',
      reuse: 'haz que el programa reutilice sus conexiones (keep-alive, agrupación)',
    },
  },
  'local-network-privacy': {
    message: 'macOS no deja que este programa hable con {address} en la red local',
    means:
      'Desde la versión 15, macOS pregunta antes de que un programa pueda hablar con otras máquinas de la red local. Sin ese permiso, las conexiones a direcciones de la propia subred fallan enseguida con «no route to host», mientras que internet funciona. Esto viene de la documentación de Apple y no de nuestro laboratorio: el hallazgo es «likely» como mucho.',
    consequences:
      'Los programas arrancados desde este terminal o editor no llegan a las máquinas vecinas; las herramientas del sistema, sí.',
    causes: [
      'se contestó que no a la pregunta, o nunca se mostró',
      'el terminal o el editor se actualizó y el permiso se fue con la versión vieja',
    ],
    fixes: {
      allow:
        'Ajustes del Sistema > Privacidad y seguridad > Red local: permite el terminal o el editor, y arráncalo de nuevo',
      prove: 'las herramientas del sistema están exentas: si esta se conecta, es el ajuste',
    },
  },
  'local-tls-broken': {
    message: 'con estos ajustes TLS no funciona en esta máquina, ni siquiera con el servidor de referencia ({code})',
    means:
      'La misma negociación con un servidor de referencia en el mismo proceso falla también: el problema está aquí, no en el destino. Ajustes que cambian TLS: {settings}.',
    consequences: 'Ningún programa con los mismos ajustes puede conectarse a ningún servidor TLS.',
    causes: [
      'NODE_OPTIONS tiene una lista de cifrados que ninguna biblioteca conoce, o versiones que se excluyen',
      'OPENSSL_CONF apunta a una configuración que prohíbe lo que todo servidor necesita',
      'el Node o el OpenSSL de esta máquina está dañado',
    ],
    fixes: {
      unset: 'quita el ajuste y vuelve a probar',
      look: 'mira con qué cifrados trabaja este Node',
    },
  },
  'local-sandbox': {
    message: 'el sistema le prohíbe a este proceso usar la red ({errno}), incluso para llegar a esta misma máquina',
    means:
      'Ni siquiera se permite una conexión a 127.0.0.1: un entorno aislado (perfil de contenedor, seccomp, AppArmor, SELinux, snap, systemd) le prohíbe la red a este proceso. No se envió ni un paquete.',
    consequences:
      'Ningún programa del mismo entorno aislado puede conectarse a nada; fuera de él puede que todo vaya bien.',
    causes: [
      'un contenedor o servicio se ejecuta con un perfil que prohíbe la red',
      'un entorno de compilación o de pruebas no tiene red a propósito',
      'a un snap o flatpak le falta el permiso',
    ],
    fixes: {
      outside: 'ejecuta la misma orden fuera del entorno aislado',
      look: 'mira si hay un filtro activo para este proceso',
      allow: 'o permite la red en el perfil del entorno aislado (seccomp, AppArmor, RestrictAddressFamilies=)',
    },
  },
} as const satisfies Translated<typeof en>;
