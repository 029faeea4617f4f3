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
} as const satisfies Translated<typeof en>;
