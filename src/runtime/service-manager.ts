import { execFile } from 'node:child_process';

/** What a service manager is told (sd_notify of systemd). */
export type ServiceState = 'READY=1' | 'RELOADING=1' | 'STOPPING=1';

/**
 * Tells the service manager that started us, if there is one that listens ($NOTIFY_SOCKET). Node cannot write to a Unix datagram
 * socket, so systemd's own `systemd-notify` does it in our name: the unit needs `NotifyAccess=all`. Never fails: a service
 * manager that cannot be told decides by its own time limit.
 */
export function tellServiceManager(state: ServiceState, env: NodeJS.ProcessEnv = process.env): Promise<void> {
  if (!env.NOTIFY_SOCKET) return Promise.resolve();
  return new Promise((resolve) => {
    execFile('systemd-notify', [`--pid=${process.pid}`, state], { env, timeout: 5_000 }, () => resolve());
  });
}
