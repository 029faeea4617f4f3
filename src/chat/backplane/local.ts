import type { Backplane, BackplaneListener } from './backplane.ts';

/** One server alone: what it does is in order at once. */
export function noBackplane(): Backplane {
  let listener: BackplaneListener | undefined;
  let last = 0;
  return {
    server: 'local',
    state: 'none',
    servers: 0,
    attach: (given) => {
      listener = given;
    },
    submit: (operation) => {
      last += 1;
      listener?.own(operation, last);
    },
    whenHeard: (_n, _room, done) => done({ recipients: 0, complete: true }),
    close: async () => {},
  };
}
