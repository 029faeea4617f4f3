import { exitCodeOf, type Verdict } from '../../doctor/blame.ts';
import type { Diagnosis } from '../../doctor/diagnose.ts';
import { hostPort } from '../../doctor/target.ts';
import { loadFindings } from '../../i18n/findings.ts';
import { type DoctorResult, doctorResult } from '../../report/doctor/result.ts';
import { doctorText } from '../../report/doctor/text.ts';
import type { Outcome } from '../base-command.ts';
import { helpWidth } from '../help-layout.ts';
import { style } from '../output.ts';
import { doctorTexts as t } from './texts.ts';

/** Puts a diagnosis into words, JSON and an exit code. */
export async function present(diagnosis: Diagnosis, failOn: 'error' | 'warning'): Promise<Outcome> {
  const catalogue = await loadFindings();
  const result = doctorResult(diagnosis, catalogue, {
    healthy: () => t('verdict.healthy', { target: targetName(diagnosis) }),
    inconclusive: (unexplained) => t('verdict.inconclusive', { evidence: unexplained }),
  });
  const text = doctorText(result, facts(result), {
    label: (key, value) => label(key, value),
    paint: (name, words) => style(name, words),
    width: helpWidth(),
  });
  return { result, text, exitCode: exitCodeOf(diagnosis.verdict, failOn) };
}

type Status = Verdict['status'] | Verdict['confidence'];

function label(key: 'status' | 'where' | 'because' | 'also' | 'explain' | 'blocked' | 'root', value: string): string {
  switch (key) {
    case 'status':
      return t(`status.${value as Status}`);
    case 'where':
      return t(`where.${value as 'here' | 'server' | 'network'}`);
    case 'also':
      return t('label.also', { message: value });
    case 'root':
      return t('label.root');
    default:
      return t(`label.${key}`, { code: value });
  }
}

function targetName({ store }: Diagnosis): string {
  const target = store.get('target');
  return target?.state === 'ok' ? hostPort(target.value.host, target.value.port) : '';
}

/** What a healthy or degraded connection is worth telling: address, protocol, certificate. */
function facts({ verdict, evidence, timing }: DoctorResult): string[] {
  const entry = evidence['tls.handshake'];
  if (verdict.status === 'broken' || entry?.state !== 'ok' || !('chain' in entry.value)) return [];
  const { address, protocol, cipher, chain } = entry.value;
  const [leaf] = chain;
  return [
    t('facts.connection', { address, tcp: timing.tcp ?? 0, protocol, tls: timing.tls ?? 0, cipher }),
    ...(leaf
      ? [
          t('facts.certificate', {
            subject: leaf.subject || leaf.dnsNames.join(', '),
            until: leaf.notAfter.slice(0, 10),
          }),
        ]
      : []),
  ];
}
