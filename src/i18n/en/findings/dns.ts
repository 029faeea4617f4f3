import type { FindingTexts } from '../../finding-text.ts';

export default {
  'dns-nxdomain': {
    message: 'the name {host} does not exist',
    means: 'The DNS says that there is no such name at all (NXDOMAIN): not an address is missing, but the name.',
    consequences: 'No program can connect by this name; nothing was sent to the server.',
    causes: [
      'the name is mistyped',
      'the record was never made, or its registration has run out',
      'the name exists only inside a company network, and this machine asks a resolver outside of it',
      'a short name lacks its search domain',
    ],
    fixes: {
      spelling: 'check the spelling; this shows what programs here see',
      register: 'if the name is right, publish an A or AAAA record for {host}; this shows what the DNS says',
    },
    reproduce: ['llave doctor no-such-name.invalid:443'],
  },
} as const satisfies FindingTexts;
