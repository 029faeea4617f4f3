import { validityDays } from '../../pki/accepts/conditions.ts';
import {
  type ClientVerdict,
  findIssuers,
  isAccepted,
  judgeAcceptance,
  type Objection,
} from '../../pki/accepts/index.ts';
import { plain } from '../../pki/describe/plain.ts';
import type { Certificate } from '../../pki/parse/index.ts';
import { systemClock } from '../../runtime/clock.ts';
import type { Outcome } from '../base-command.ts';
import { style } from '../output.ts';
import { checkedHost } from '../verify/host.ts';
import { builtInAnchors, readAll, readCertificates } from '../verify/inputs.ts';
import { clientName, objectionMessage } from './objection.ts';
import { acceptsTexts as t } from './texts.ts';

/** The flags of `llave accepts`. */
export interface AcceptsFlags {
  readonly host?: string | undefined;
  readonly at?: Date | undefined;
  readonly intermediate?: readonly string[] | undefined;
  readonly ca?: readonly string[] | undefined;
}

/** Says which clients accept a certificate. */
export async function runAccepts(file: string, flags: AcceptsFlags): Promise<Outcome> {
  const host = flags.host === undefined ? undefined : checkedHost(flags.host);
  const [leaf, ...sent] = await readCertificates(file);
  const given = [
    ...sent,
    ...(await readAll(flags.intermediate, readCertificates)),
    ...(await readAll(flags.ca, readCertificates)),
  ];
  const { issuers, publicRoot } = findIssuers(leaf, given, builtInAnchors());
  const verdicts = judgeAcceptance({ leaf, issuers, publicRoot, at: flags.at ?? systemClock.now(), host });
  const accepted = isAccepted(verdicts);
  return {
    result: {
      accepted,
      subject: leaf.subject.toString(),
      fingerprint256: leaf.fingerprint256,
      publicRoot,
      days: Number.isNaN(validityDays(leaf)) ? null : validityDays(leaf),
      notAfter: plain(leaf.validity.notAfter),
      clients: verdicts.map(clientResult),
    },
    text: text(leaf, publicRoot, verdicts),
    exitCode: accepted ? 0 : 1,
  };
}

function clientResult(verdict: ClientVerdict) {
  const worded = (objection: Objection) => ({ ...objection, message: objectionMessage(objection) });
  return {
    ...verdict,
    name: clientName(verdict.client),
    objections: verdict.objections.map(worded),
    upcoming: verdict.upcoming.map(worded),
  };
}

function text(leaf: Certificate, publicRoot: boolean, verdicts: readonly ClientVerdict[]): string {
  const width = Math.max(...verdicts.map(({ client }) => clientName(client).length)) + 2;
  const rejecting = verdicts.filter(({ mainstream, status }) => mainstream && status === 'rejected');
  const { notAfter } = leaf.validity;
  const until = Number.isNaN(notAfter.getTime()) ? '?' : notAfter.toISOString();
  return [
    rejecting.length === 0
      ? style('green', t('verdict.accepted', { until }))
      : style('red', t('verdict.rejected', { clients: rejecting.map(({ client }) => clientName(client)) })),
    t(publicRoot ? 'root.public' : 'root.private', { days: validityDays(leaf) }),
    '',
    ...verdicts.flatMap((verdict) => clientLines(verdict, width)),
  ].join('\n');
}

const COLOURS = { accepted: 'green', rejected: 'red', 'does-not-apply': 'dim' } as const;

function clientLines({ client, status, objections, upcoming }: ClientVerdict, width: number): string[] {
  return [
    `${clientName(client).padEnd(width)}${style(COLOURS[status], t(`status.${status}`))}`,
    ...objections.map((objection) => `  ${ruleText(objection)}`),
    ...upcoming.map((each) => {
      const { from, source } = each;
      return `  ${t('rule.upcoming', { from: from ?? '', source, message: objectionMessage(each) })}`;
    }),
  ];
}

function ruleText(objection: Objection): string {
  const { from, by, source } = objection;
  const message = objectionMessage(objection);
  return from === null ? t('rule.always', { message, source }) : t(`rule.${by}`, { message, source, from });
}
