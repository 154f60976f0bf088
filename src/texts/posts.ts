/** What is said beside a digest: before it is filled, when it could not be posted, and to people personally. */
import { longDate, type LocalDate } from '../domain/time.ts';
import type { NoticeReason } from '../domain/post.ts';

export const postTexts = {
  summary: (school: string): string => `Morning digest for ${school}`,
  header: (school: string, date: LocalDate, part: number): { title: string; lines: string[] } => ({
    title: `Morning digest, ${school}${part > 0 ? `, part ${part + 1}` : ''}`,
    lines: [longDate(date), 'Being prepared…'],
  }),
  missed: (school: string, date: LocalDate): { title: string; lines: string[] } => ({
    title: `No morning digest, ${school}`,
    lines: [
      `The digest of ${longDate(date)} was not posted in time to be of use.`,
      'Mention me and say “digest” to see what is known now.',
    ],
  }),
  emptyPage: { lines: ['Nothing more here: the digest fits the message above.'] },
  news: (children: number): string =>
    children === 1
      ? 'News to act on: one child has changed. The digest above is up to date.'
      : `News to act on: ${children} children have changed. The digest above is up to date.`,
} as const;

/** To one person, in their own chat; the message itself names no pupil. */
export function noticeWords(why: NoticeReason, schools: readonly string[]): { title: string; lines: string[] } {
  const school = schools.join(', ');
  const [have, their, read] =
    schools.length > 1
      ? ['have', 'Their digests', 'read them here and ring the schools, or link their channels']
      : ['has', 'Its digest', 'read it here and ring the school, or link a channel'];
  const words: Record<NoticeReason, { title: string; lines: string[] }> = {
    'no-channel': {
      title: `No channel: ${school}`,
      lines: [`${school} ${have} no channel linked. ${their} could not be posted today: ${read}.`],
    },
    'not-reachable': {
      title: `${school} could not be reached`,
      lines: ['Teams does not take its digest in the linked channel. You can read it here; please tell the school.'],
    },
    'sealed-pupil': {
      title: `A digest only for you, ${school}`,
      lines: ['It includes a pupil who is not shown in the channel and is not in its number.'],
    },
    'other-account': {
      title: 'A sign-in name was used from another account',
      lines: [
        'Somebody wrote to Keylink with a sign-in name that is bound to another account. They were refused.',
        'If the account was replaced, put its new object id into the data pack.',
      ],
    },
  };
  return words[why];
}
