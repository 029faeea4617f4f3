import { defineProbe } from '../../probe.ts';

/** This machine: its platform, name and addresses. */
export const machineProbe = defineProbe({
  yields: 'local.machine',
  stage: 'quick',
  connects: false,
  needs: [],
  reads: [],
  async run(_seen, { system }) {
    return {
      value: {
        platform: system.platform,
        hostname: system.hostname(),
        addresses: system.interfaceAddresses(),
        interfaces: system.interfaces(),
        root: system.root,
      },
    };
  },
});
