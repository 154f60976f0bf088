/** What the owners of an absence are told beside its card. No name: a preview stands on a locked phone for all to read. */
import type { Telling } from '../domain/absence/told.ts';

export interface NoticeWords {
  title: string;
  lines: string[];
}

const said = (title: string, ...lines: string[]): NoticeWords => ({ title, lines });

export const followUpWords: Record<Telling, NoticeWords> = {
  opened: said('An absence to follow up'),
  'new-day': said('An absence goes on today'),
  'reason-given': said('A reason has been given for an absence'),
  closed: said('An absence has been closed'),
  corrected: said('There was no absence after all'),
  missing: said(
    'A child may be missing: act now',
    'Press Show for the last confirmed place and whom to ring.',
    'Call 999 if you believe the child is in immediate danger.',
  ),
  located: said('A child has been located', 'Press Show for who said so and where.'),
  'for-the-dsl': said('For the DSL to close', 'Both questions are answered: is the child safe, and what is the code.'),
  reopened: said('An absence was opened again', 'Press Show for what is new.'),
  'notify-overdue': said(
    'Nobody has been told of an absence yet',
    'It should have reached whoever finds out why by now. Please ring them, and record that you did.',
  ),
  'update-overdue': said('An update is overdue', 'Nobody has said yet why a child did not arrive.'),
  'contacts-due': said('Please try the emergency contacts', 'There is still no update on a child who did not arrive.'),
  'day-over': said('Still open at the end of the day', 'A child’s absence is not settled: it is on your list.'),
  'daily-call': said('A child is still absent', 'Please call again today, and record what you hear.'),
  'before-closure': said(
    'Unexplained before a long closure',
    'After today nobody will expect this child for days. Please decide today.',
  ),
  'unseen-too-long': said('Nobody has seen or spoken to a child for too long', 'Please decide what happens next.'),
  'n-aim': said('An N should be settled today', 'It is five working days old. The legal limit comes after.'),
  'n-overdue': said(
    'N overdue: should be O',
    'Five school days have passed without a reason. The school decides; Keylink changes no code by itself.',
  ),
};
