import { scenario } from '../scenario.ts';

export default [
  scenario({
    name: 'dns-nxdomain',
    expect: { status: 'broken', cause: 'dns-nxdomain' },
    needs: ['dnsmasq'],
    async setUp({ server, v4 }) {
      const words = ['--no-daemon', '--no-resolv', '--no-hosts', '--local=/lab/', `--listen-address=${v4}`];
      await server.serve(53, 'dnsmasq', ...words, '--host-record=chat.lab,10.77.0.2');
      return ['chta.lab:12345'];
    },
  }),
];
