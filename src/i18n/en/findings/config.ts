import type { FindingTexts } from '../../finding-text.ts';

export default {
  'local-target-invalid': {
    message: 'the target "{input}" cannot be used: look at "{part}"',
    means:
      'The target on the command line is not a host, host:port or scheme://host[:port] that stands for TLS. Nothing was sent anywhere.',
    consequences: 'There is no diagnosis until the target is right.',
    causes: [
      'http:// or another scheme without TLS was given',
      'the port is missing behind the colon, is 0, or is above 65535',
      'an IPv6 address with a port was written without brackets',
    ],
    fixes: { retype: 'give host:port, for example {suggestion}' },
    reproduce: ['llave doctor http://chat.example.org', 'llave doctor chat.example.org:70000'],
  },
} as const satisfies FindingTexts;
