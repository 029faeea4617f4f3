import { acceptanceWarnings } from '../../pki/accepts/warnings.ts';
import type { Certificate } from '../../pki/parse/certificate.ts';
import { clientName, objectionMessage } from '../accepts/objection.ts';
import { acceptsTexts as t } from '../accepts/texts.ts';
import { printWarning, type Warning } from '../output.ts';

/**
 * Says which mainstream clients will reject a certificate that is about to be written: at once on stderr, so that it can
 * still be broken off, or with `--json` in the warnings that are returned, for the envelope.
 */
export function warnOfRejection(
  certificate: Certificate,
  at: Date,
  { json, quiet }: { readonly json: boolean; readonly quiet: boolean },
): Warning[] {
  const warnings = acceptanceWarnings(certificate, at).map((objection): Warning => {
    const { problem, clients, params } = objection;
    const names = clients.map(clientName);
    const message = t('warning.rejected', {
      n: names.length,
      clients: names,
      message: objectionMessage(objection),
    });
    return { code: 'WARN_NOT_ACCEPTED', params: { ...params, problem, clients }, message };
  });
  if (json) return warnings;
  if (!quiet) for (const each of warnings) printWarning(each);
  return [];
}
