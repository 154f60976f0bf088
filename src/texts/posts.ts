/** What is said beside a digest: before it is filled, when it could not be posted, and to people personally. */
import { longDate, type LocalDate } from '../domain/time.ts';

export const followUpTexts = { summary: 'An absence to follow up' } as const;

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
