import { AppError, isAppError } from '../../errors/app-error.ts';
import { fill } from '../../i18n/index.ts';
import type { SubjectAttribute } from '../../pki/names/subject.ts';
import { checkSubject } from '../../pki/names/validate.ts';
import { type Host, parseHost } from '../../pki/san/host.ts';
import { errorTexts } from '../error-texts.ts';
import { printNote } from '../output.ts';
import { type Asker, openAsker } from '../prompt.ts';
import type { TypedNames } from './names.ts';
import { csrTexts as t } from './texts.ts';

/** OpenSSL's seven questions, in its order. */
const QUESTIONS = [
  ['question.country', '2.5.4.6'],
  ['question.state', '2.5.4.8'],
  ['question.locality', '2.5.4.7'],
  ['question.organization', '2.5.4.10'],
  ['question.unit', '2.5.4.11'],
  ['question.commonName', '2.5.4.3'],
  ['question.email', '1.2.840.113549.1.9.1'],
] as const;

/**
 * Asks for a subject at the terminal. Each answer is checked at once and asked for again where it is wrong; an empty one
 * leaves the attribute out. A common name that is a host becomes an alternative name as well.
 * @throws AppError ERR_SUBJECT_MISSING where the questions were broken off or all left empty
 */
export async function askNames(): Promise<TypedNames> {
  printNote(t('questions'));
  const asker = await openAsker();
  try {
    const attributes: SubjectAttribute[] = [];
    for (const [question, oid] of QUESTIONS) attributes.push(...(await askAttribute(asker, t(question), oid)));
    if (attributes.length === 0) throw new AppError('ERR_SUBJECT_MISSING');
    return { subject: attributes.map((attribute) => [attribute]), hosts: hostsOf(attributes) };
  } finally {
    asker.close();
  }
}

async function askAttribute(asker: Asker, question: string, oid: string): Promise<readonly SubjectAttribute[]> {
  for (;;) {
    const answer = await asker.ask(question);
    if (answer === undefined) throw new AppError('ERR_SUBJECT_MISSING');
    // OpenSSL's way to say "leave it out" where it has a default.
    if (answer.trim() === '' || answer.trim() === '.') return [];
    try {
      return checkSubject([[{ oid, value: answer.trim() }]])[0]!;
    } catch (error) {
      if (!isAppError(error)) throw error;
      const { message, hints = [] } = errorTexts(error.code);
      for (const each of [message, ...hints]) {
        const filled = fill(each, error.params);
        if (!/\{\w+\}/.test(filled)) printNote(`  ${filled}`);
      }
    }
  }
}

function hostsOf(attributes: readonly SubjectAttribute[]): Host[] {
  const commonName = attributes.find(({ oid }) => oid === '2.5.4.3')?.value;
  if (typeof commonName !== 'string') return [];
  try {
    const host = parseHost(commonName);
    return host.type === 'dns' || host.type === 'ip' ? [host] : [];
  } catch {
    // A person's or a firm's name is a common name too; the warning about missing hosts follows.
    return [];
  }
}
