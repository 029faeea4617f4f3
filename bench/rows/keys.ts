import { freshDir, llave, program } from '../harness/programs.ts';
import type { Topic } from '../harness/row.ts';

export const keys: Topic = {
  topic: 'keys',
  title: 'Keys',
  rows: [
    {
      id: 'genkey-rsa-2048',
      what: '`llave genkey` (RSA 2048)',
      against: '`openssl genpkey -algorithm RSA`',
      aim: 0.7,
      rounds: 50,
      statistic: 'mean',
      commands: ['genkey'],
      programs: ['openssl'],
      profile: ['genkey'],
      prepare() {
        const cwd = freshDir();
        const openssl = ['genpkey', '-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048', '-out', 'openssl.key'];
        return { ours: llave(['genkey', '--force'], { cwd }), peer: program('openssl', openssl, { cwd }) };
      },
    },
  ],
};
