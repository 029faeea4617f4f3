import type en from '../../en/findings/tls.ts';
import type { Translated } from '../../finding-text.ts';

export default {
  'tls-client-cert-required': {
    message: '{host}:{port} no deja entrar a nadie sin certificado de cliente',
    means:
      'El servidor pidió un certificado del cliente, no recibió ninguno y terminó la conexión con la alerta {alert}.',
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
} as const satisfies Translated<typeof en>;
