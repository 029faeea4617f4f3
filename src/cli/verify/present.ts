import en from '../../i18n/en/reasons.ts';
import es from '../../i18n/es/reasons.ts';
import { fill } from '../../i18n/index.ts';
import { currentLanguage } from '../../i18n/language.ts';
import type { ReasonText } from '../../i18n/reason-text.ts';
import type { Reason, ReasonCode, VerifyResult } from '../../pki/verify/index.ts';
import { style } from '../output.ts';
import { verifyTexts as t } from './texts.ts';

const TEXTS: Readonly<Record<'en' | 'es', Readonly<Record<ReasonCode, ReasonText>>>> = { en, es };

/** A reason in words: what is wrong, and what to do. */
export function describeReason({ code, certificate, params }: Pick<Reason, 'code' | 'certificate' | 'params'>): {
  message: string;
  fix: string;
} {
  const { message, fix } = TEXTS[currentLanguage() === 'es' ? 'es' : 'en'][code];
  const values = { subject: certificate.subject || t('value.thisOne'), ...params };
  return { message: fill(message, values), fix: fill(fix, values) };
}

/** The verdict for people: a yes with its path, a no with the certificate, the rule and what to do. */
export function verdictText(verdict: VerifyResult): string {
  const path = verdict.path.map(({ subject }, index) => {
    const trusted = verdict.ok && index === verdict.path.length - 1 ? ` (${t('value.trusted')})` : '';
    return `  ${index}  ${subject.toString() || t('value.thisOne')}${trusted}`;
  });
  if (verdict.ok) {
    const policies = verdict.policies.join(', ');
    return [
      style('green', t('verdict.valid')),
      t('label.path'),
      ...path,
      ...(policies === '' ? [] : [t('label.policies', { policies })]),
    ].join('\n');
  }
  const { reason, others } = verdict;
  const { message, fix } = describeReason(reason);
  const { index, subject } = reason.certificate;
  return [
    `${style('red', t('verdict.rejected'))}: ${message} ${style('dim', `[${reason.code}]`)}`,
    `  ${t('label.certificate', { index, subject: subject || t('value.thisOne') })}`,
    `  ${t('label.rule', { rule: reason.rule })}`,
    `  ${t('label.fix', { fix })}`,
    ...others.slice(0, 5).map((other) => `  ${t('label.also', { message: describeReason(other).message })}`),
  ].join('\n');
}
