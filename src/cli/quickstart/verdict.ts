import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { diagnose } from '../../doctor/diagnose.ts';
import { systemClock } from '../../runtime/clock.ts';
import { openLocalSystem } from '../../runtime/local-system.ts';
import { systemNetwork } from '../../runtime/network.ts';
import type { Outcome } from '../base-command.ts';
import { present } from '../doctor/present.ts';
import { toRequest } from '../doctor/request.ts';

/** Lets doctor look at the server that runs here, as a client that trusts its certificate would. */
export async function verdictOn(port: number, certificate: string): Promise<Outcome> {
  const servername = coveredName(certificate);
  const request = toRequest(`localhost:${port}`, {
    ca: [certificate],
    timeout: 3000,
    deep: false,
    server: false,
    ...(servername === 'localhost' ? {} : { servername }),
  });
  const diagnosis = await diagnose(request, {
    context: { network: systemNetwork, system: await openLocalSystem(), clock: systemClock },
    onEvent: () => {},
    skipped: () => false,
  });
  return present(diagnosis, 'error');
}

/** The name to ask for: localhost where the certificate is for it, else the first name that it is for. */
export function coveredName(certificate: string): string {
  const { subjectAltName = '', ...leaf } = readLeaf(certificate);
  if (leaf.coversLocalhost) return 'localhost';
  const [, name = 'localhost'] = /DNS:([^,*\s]+)/.exec(subjectAltName) ?? [];
  return name;
}

function readLeaf(file: string): { subjectAltName?: string; coversLocalhost: boolean } {
  try {
    const leaf = new X509Certificate(readFileSync(file));
    return { subjectAltName: leaf.subjectAltName ?? '', coversLocalhost: leaf.checkHost('localhost') !== undefined };
  } catch {
    // Doctor says what is wrong with it; here it only has no name to offer.
    return { coversLocalhost: true };
  }
}
