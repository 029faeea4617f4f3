import type en from '../../en/findings/tls.ts';
import type { Translated } from '../../finding-text.ts';

export default {
  'connection-altered': {
    message: 'lo que recibió el servidor detrás de {host} no es lo que se envió: cambia {changed}',
    means:
      'El servidor de referencia dice qué le llegó, y doctor sabe qué envió ({sentBytes} bytes de ClientHello; 0 si llegó intacto). TLS se protege de los cambios por el camino, así que alguien lo abre en medio y hace su propia conexión con el servidor; con el certificado del servidor, o con uno de una autoridad que usa el dueño del servidor.',
    consequences:
      'Lo que doctor ve de TLS no es el servidor, sino lo que está delante: allí se deciden versiones, cifrados, ALPN y certificados de cliente, y allí se puede leer el chat.',
    causes: [
      'un balanceador o proxy inverso delante del servidor que termina TLS',
      'una red de distribución de contenidos',
      'una pasarela a la que se le dio la clave del servidor',
    ],
    fixes: {
      pass: 'si TLS debe llegar al servidor, haz que lo de delante deje pasar TCP (mode tcp, stream, passthrough)',
      look: 'mira quién responde: el certificado y su emisor',
      beside: 'compara desde la red del propio servidor, sin pasar por lo de delante (pon la dirección del servidor)',
    },
  },
  'tls-client-cert-required': {
    message: '{host}:{port} no deja entrar a nadie sin certificado de cliente',
    means:
      'El servidor pidió un certificado del cliente, no recibió ninguno y terminó la conexión {parted|sin una palabra, dos veces seguidas, justo después de la negociación TLS|con una alerta}.',
    consequences:
      'A los clientes sin certificado se los rechaza; con TLS 1.3, solo después de que la negociación parezca haber salido bien.',
    causes: ['el servidor usa TLS mutuo', 'la autenticación de clientes se activó por error'],
    fixes: {
      give: 'da el certificado y la clave que te emitieron',
      make: 'si no tienes ninguno, crea una solicitud y haz que la firme la autoridad del servidor',
    },
  },
  'tls-version-too-old': {
    message: '{host}:{port} no habla nada más nuevo que {best}',
    means:
      'El servidor solo contesta a versiones del protocolo que ya se retiraron (RFC 8996); los clientes actuales piden al menos TLS 1.2.',
    consequences: 'Los navegadores, Node, Go y el OpenSSL actual se niegan a conectarse.',
    causes: [
      'el servidor o su biblioteca TLS son muy antiguos',
      'su configuración prohíbe TLS 1.2 y 1.3',
      'delante hay un aparato antiguo que termina el TLS',
    ],
    fixes: {
      upgrade: 'mira qué versión tiene la máquina del servidor, y actualízala o cambia su configuración',
      replace: 'o pon en su lugar el servidor de referencia, que habla TLS 1.2 y 1.3',
      meanwhile: 'mientras tanto, un cliente antiguo todavía puede verlo',
    },
  },
  'tls-version-too-new': {
    message: '{host}:{port} no habla nada más antiguo que {speaks}, y aquí el límite es {limit}',
    means:
      'El servidor rechaza todas las versiones del protocolo hasta la que se puso como límite, y contesta a las más nuevas.',
    consequences: 'Los clientes con el mismo límite no pueden conectarse; los actuales sí.',
    causes: [
      '--max-version, o la configuración del cliente, prohíbe versiones más nuevas',
      'el servidor se limitó a TLS 1.3',
    ],
    fixes: {
      newer: 'permite la versión que habla el servidor',
      allow: 'o, para los clientes que no puedan, permite {limit} en la configuración del servidor',
    },
  },
  'tls-no-shared-cipher': {
    message: '{host}:{port} no acepta ninguna de nuestras suites de cifrado; elegiría {cipher}',
    means:
      'El servidor rechazó nuestra oferta con la alerta {alert}. Si se le añaden todas las suites registradas y no se cambia nada más, contesta.',
    consequences: 'Los clientes con una configuración normal no pueden conectarse.',
    causes: [
      'la lista de cifrados del servidor se redujo a suites raras o antiguas',
      'su certificado tiene un tipo de clave que no va con sus suites',
      'se redujo la lista de este cliente',
    ],
    fixes: {
      widen: 'permite en la configuración del servidor suites de AES-GCM o ChaCha20 con ECDHE',
      look: 'mira qué le parece a otro cliente',
      compare:
        'o arranca el servidor de referencia con la misma clave y el mismo certificado: ofrece lo que aceptan los clientes actuales',
    },
  },
  'tls-no-shared-group': {
    message: '{host}:{port} no acepta ninguno de nuestros grupos para el intercambio de claves',
    means:
      'El servidor rechazó nuestra oferta con la alerta {alert}. Si se le añaden todos los grupos registrados y no se cambia nada más, contesta {group}{cipher}.',
    consequences: 'Los clientes con una configuración normal no pueden conectarse.',
    causes: [
      'las curvas o grupos del servidor se redujeron (ssl_ecdh_curve, -groups, ecdhCurve) a unos raros',
      'un servidor muy nuevo solo permite grupos híbridos con ML-KEM',
    ],
    fixes: {
      widen: 'permite X25519 y P-256 en la configuración del servidor',
      look: 'mira qué le parece a otro cliente',
      compare: 'o arranca el servidor de referencia con la misma clave y el mismo certificado',
    },
  },
  'tls-no-shared-signature': {
    message: '{host}:{port} no sabe firmar de ninguna manera que aceptemos',
    means:
      'El servidor rechazó nuestra oferta con la alerta {alert}. Si se le añaden todos los esquemas de firma registrados y no se cambia nada más, contesta con {cipher}.',
    consequences: 'Los clientes con una configuración normal no pueden conectarse.',
    causes: [
      'el certificado tiene un tipo de clave raro',
      'los esquemas de firma del servidor se redujeron, por ejemplo a SHA-1',
    ],
    fixes: {
      widen:
        'usa un certificado con clave RSA o P-256, o permite en la configuración del servidor sus esquemas con SHA-256',
      look: 'mira qué le parece a otro cliente',
      compare: 'o arranca el servidor de referencia con la misma clave y el mismo certificado',
    },
  },
  'tls-server-keyless': {
    message: '{host}:{port} rechaza todos los saludos TLS: no tiene certificado y clave que pueda usar',
    means:
      'El servidor habla TLS y rechazó igual {tries} saludos distintos (alerta {alert}), incluso uno que ofrece todo lo que existe. Un servidor así no tiene con qué firmar.',
    consequences: 'Nadie puede conectarse, con ningún cliente.',
    causes: [
      'la clave es de otro tipo que el certificado (EC y RSA): muchos servidores arrancan igualmente',
      'el servidor se arrancó sin certificado',
      'el archivo del certificado está vacío o ya no se puede leer',
    ],
    fixes: {
      match: 'mira si la clave y el certificado van juntos',
      examine: 'deja que doctor examine los archivos en la máquina del servidor',
    },
  },
  'tls-sni-unknown': {
    message: '{host}:{port} no tiene certificado para {name}',
    means: 'El servidor elige según el nombre que pide el cliente, y rechaza este (alerta {alert}).',
    consequences: 'Los clientes que piden este nombre no pueden conectarse.',
    causes: [
      'el nombre está mal escrito, o lo sirve otra máquina',
      'no se configuró un host virtual para él',
      'el cliente nombró el servidor por su dirección, y por tanto no pidió ningún nombre',
    ],
    fixes: {
      'other-name': 'sí sirve {served}: pide ese nombre',
      ask: 'pide un nombre que sirva',
      add: 'o configura el nombre en el servidor, con un certificado para él',
    },
  },
  'tls-sni-default': {
    message: '{host}:{port} muestra su certificado por omisión; con el nombre {name} tiene el correcto',
    means:
      'El servidor elige el certificado según el nombre que pide el cliente. Para {asked} recurrió al de por omisión ({shown}); para {name} muestra otro, que sí vale.',
    consequences: 'Los clientes que piden lo mismo que nosotros rechazan el certificado.',
    causes: [
      'el cliente pidió otro nombre, o por dirección no pidió ninguno',
      'el nombre falta en el host virtual del servidor',
    ],
    fixes: {
      use: 'pide el nombre correcto',
      add: 'o configura también el otro nombre en el servidor, con un certificado para él',
    },
  },
  'tls-alpn': {
    message: '{host}:{port} no acepta ninguno de los protocolos de aplicación que se ofrecieron',
    means:
      'El servidor exige un protocolo por ALPN y {parted|colgó ante los que ofrecimos, justo después de la negociación TLS; con otra oferta se quedó|rechazó los nuestros con una alerta}.',
    consequences: 'Los clientes que ofrecen un protocolo equivocado, o ninguno, no pueden conectarse.',
    causes: [
      'el puerto es de otro servicio, no del que se quería',
      'la lista de protocolos del cliente o del servidor está mal',
    ],
    fixes: {
      other: 'ofrece otro protocolo, o ninguno',
      offer: 'ofrece el protocolo que quiere el servidor',
      configure: 'o permite el protocolo en la configuración del servidor',
    },
  },
  'tls-client-cert-untrusted': {
    message: '{host}:{port} no acepta a quien emitió nuestro certificado de cliente, {issuer}',
    means: 'El servidor pidió un certificado de cliente, recibió {path} y terminó la conexión.',
    consequences: 'A este cliente no lo deja entrar.',
    causes: [
      'el certificado es de otra autoridad que la que admite el servidor',
      'falta en el archivo el certificado intermedio',
      'el servidor no conoce la autoridad',
    ],
    fixes: {
      look: 'mira quién lo emitió; el servidor acepta: {accepted}',
      another: 'pide un certificado a una autoridad que el servidor acepte',
    },
  },
  'tls-client-cert-eku': {
    message: '{path} no es un certificado para clientes: sus usos son {purposes}',
    means:
      'El servidor pidió un certificado de cliente y rechazó este. A su uso extendido de la clave le falta la autenticación de clientes.',
    consequences: 'A este cliente no lo deja entrar.',
    causes: ['el certificado se hizo para un servidor', 'al perfil de la autoridad le falta clientAuth'],
    fixes: { look: 'mira su uso extendido de la clave', another: 'pide uno con autenticación de clientes' },
  },
  'tls-client-cert-expired': {
    message: 'el servidor rechaza {path}: caducó el {notAfter}',
    means: 'El servidor pidió un certificado de cliente y rechazó este porque su plazo ya pasó.',
    consequences: 'A este cliente no lo deja entrar.',
    causes: ['nadie lo renovó', 'el reloj del servidor está mal'],
    fixes: { look: 'mira su validez', another: 'renueva el certificado' },
  },
  'tls-hello-intolerant': {
    message: '{host}:{port} no admite un saludo TLS grande o que llega en trozos',
    means:
      'A un saludo pequeño de una pieza contesta. Al mismo saludo con otra forma ({failing}), no: algo lo lee con un solo read() y toma la mitad por el todo, o se atraganta con el tamaño.',
    consequences:
      'Los clientes con intercambio poscuántico (navegadores actuales, Node 24) envían más de 1400 bytes y fallan; los antiguos funcionan.',
    causes: [
      'el servidor o su biblioteca TLS son antiguos (véase tldr.fail)',
      'un cortafuegos o balanceador inspecciona el saludo y solo conoce los pequeños',
    ],
    fixes: {
      update: 'actualiza el servidor, o lo que inspecciona el TLS delante de él',
      smaller: 'mientras tanto, usa un saludo pequeño: sin ML-KEM funciona',
    },
  },
  'tls-sni-blocked': {
    message: 'algo en el camino a {host}:{port} bloquea el nombre {name}',
    means:
      'Las conexiones que piden este nombre terminan sin respuesta ({how}); la misma dirección contesta cuando se pide otro nombre.',
    consequences: 'Desde aquí no se llega al sitio con este nombre; desde otra red puede que sí.',
    causes: [
      'un cortafuegos o filtro de la red, del proveedor o del país mira el nombre',
      'un proxy con una lista de nombres prohibidos',
    ],
    fixes: {
      ask: 'pregunta a quien lleva la red si se filtra el nombre',
      elsewhere: 'repite desde otra red, o por una VPN',
    },
  },
  'tls-reset-after-hello': {
    message: '{host}:{port} corta con un reset toda conexión por la que llega un saludo TLS',
    means:
      'La conexión se acepta y sigue abierta mientras nadie habla. Cualquier saludo TLS, del tamaño y con el nombre que sea, se contesta con un reset.',
    consequences: 'Ningún cliente TLS puede conectarse.',
    causes: [
      'el proceso del servidor se cae cuando empieza el TLS',
      'un filtro corta el TLS por la dirección o por su aspecto',
      'el programa habla otro protocolo y corta lo que no conoce',
    ],
    fixes: {
      log: 'lee el registro del servidor a la hora del intento',
      replace: 'o arranca en su lugar el servidor de referencia y repite: eso distingue el servidor de la red',
      elsewhere: 'o repite desde otra red',
    },
  },
  'tls-stalled': {
    message: '{host}:{port} empieza a contestar y se para: llegaron {have} de {need} bytes',
    means: 'El servidor empezó a contestar a nuestro saludo ({got} bytes) y luego calló a la mitad.',
    consequences: 'Los clientes se quedan colgados hasta agotar el tiempo.',
    causes: [
      'el proceso del servidor se cuelga, espera algo (un almacén de claves, otro servicio) o está sobrecargado',
      'un proxy que está delante deja de reenviar',
      'si lo que falta es grande: se pierden los paquetes de ese tamaño',
    ],
    fixes: {
      log: 'lee el registro del servidor a la hora del intento',
      replace: 'o arranca en su lugar el servidor de referencia y repite: eso distingue el servidor de la red',
    },
  },
  'tls-internal-error': {
    message: '{host}:{port} dice que tiene un error interno (alerta TLS 80)',
    means: 'El propio servidor informa de un error suyo que no tiene nada que ver con el cliente.',
    consequences: 'Nadie puede conectarse, o solo por casualidad.',
    causes: [
      'su clave, su certificado o su configuración no se pueden usar',
      'se quedó sin memoria o sin descriptores',
      'el servicio o el almacén de claves del que depende está caído',
    ],
    fixes: {
      log: 'lee el registro del servidor a la hora del intento',
      replace: 'o arranca en su lugar el servidor de referencia con la misma clave y el mismo certificado',
    },
  },
  'tls-corrupted': {
    message: 'lo que llega de {host}:{port} no es lo que se envió: la negociación se alteró por el camino',
    means:
      'Los dos lados acordaron los parámetros, y luego lo que uno cifró o firmó no tuvo sentido para el otro (alerta {alert}).',
    consequences: 'Por este camino no hay conexión posible; es el TLS cumpliendo con su deber.',
    causes: [
      'un proxy o aparato de seguridad reescribe el tráfico',
      'una tarjeta de red, un controlador o una descarga por hardware defectuosos cambian bytes',
      'la clave del servidor no es la de su certificado',
    ],
    fixes: {
      elsewhere: 'repite desde otra red',
      direct: 'y en la propia máquina del servidor, sin la red de por medio',
    },
  },
  'tls-legacy': {
    message: '{host}:{port} usa TLS de una manera anticuada que los clientes actuales rechazan ({what})',
    means:
      'El servidor contestó, y fue nuestro lado el que terminó la negociación: un grupo Diffie-Hellman demasiado pequeño, una firma con SHA-1, o falta la renegociación segura (RFC 5746).',
    consequences:
      'El OpenSSL actual, y lo que se basa en él, se niega a conectarse; los clientes antiguos se conectan.',
    causes: [
      'el servidor o su biblioteca TLS son antiguos',
      'en su configuración quedaron parámetros viejos (dhparam de 1024 bits)',
    ],
    fixes: {
      dh: 'su grupo Diffie-Hellman tiene {bits} bits: usa uno de al menos 2048, o solo ECDHE',
      signature: 'firma con {scheme}: actualízalo, o haz que firme con SHA-256',
      renegotiation: 'no conoce la renegociación segura (RFC 5746): actualízalo',
      meanwhile: 'mientras tanto, un cliente antiguo todavía puede verlo',
    },
  },
  'tls-slow': {
    message: '{host}:{port} tarda {tls} ms en la negociación TLS, {own} ms de ellos por su cuenta',
    means: 'Conectar lleva {tcp} ms, así que la red cuenta poco: es el servidor el que tarda en contestar.',
    consequences: 'La gente espera; las comprobaciones de salud y los clientes impacientes pueden abandonar.',
    causes: [
      'el servidor está sobrecargado, o firma con una clave RSA muy grande',
      'antes pregunta a otro (DNS del cliente, OCSP, un almacén de claves)',
    ],
    fixes: {
      load: 'mira la carga de la máquina del servidor',
      compare: 'compara con el servidor de referencia con la misma clave',
    },
  },
  'tls-ech': {
    message: 'el servidor solo conoce {host} por un saludo cifrado (ECH), y el nuestro iba en claro',
    means:
      'Con Encrypted Client Hello el nombre verdadero viaja en una parte cifrada del saludo. A un saludo en claro este servidor le contesta como otro, o lo rechaza.',
    consequences:
      'Los clientes sin ECH, y las redes que lo filtran, no llegan al servicio; los navegadores con ECH y un DNS que muestra registros HTTPS, sí.',
    causes: [
      'el servicio solo está publicado para clientes con ECH',
      'un proxy o un servidor de nombres quitó la configuración de ECH (el registro HTTPS)',
      'el servidor de entrada reenvía solo por el nombre interior',
    ],
    fixes: {
      client: 'usa un cliente que hable ECH (un navegador actual con DNS sobre HTTPS)',
      record: 'mira si el registro HTTPS con la configuración de ECH llega a esta máquina',
      server: 'o haz que el servidor conteste por ese nombre también en claro',
    },
  },
} as const satisfies Translated<typeof en>;
