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
  'not-missing': said(
    'A child does not count as missing any more',
    'A reason was given, or the register was put right: press Show for what it says now.',
    'Nobody has said yet that they saw or spoke to the child.',
  ),
  'for-the-dsl': said('For the DSL to close', 'Both questions are answered: is the child safe, and what is the code.'),
  reopened: said('An absence was opened again', 'Press Show for what is new.'),
  'notify-overdue': said(
    'Whoever finds out why has not been reached',
    'The card of an absence has not reached them in Teams. Please ring them, and record that you did.',
  ),
  'update-overdue': said('An update is overdue', 'Nobody has said yet why a child did not arrive.'),
  'contacts-due': said('Please try the emergency contacts', 'There is still no update on a child who did not arrive.'),
  'day-over': said('Still open at the end of the day', 'A child’s absence is not settled: it is on your list.'),
  'daily-call': said(
    'An absence is still open this morning',
    'Press Show for what is not known yet. If the child is not there today either, please call again and record what you hear.',
  ),
  'before-closure': said(
    'Unexplained before a long closure',
    'After today nobody will expect this child for days. Please decide today.',
  ),
  'unseen-too-long': said(
    'A child may go unseen for too long',
    'Unless somebody goes, nobody may see or speak to them for longer than the limit. Please decide what happens next.',
  ),
  'n-aim': said(
    'A code should be settled today',
    'A session without its code is five working days old. The law allows five school days, which may end today.',
  ),
  'n-overdue': said(
    'N overdue: should be O',
    'Five school days have passed without a reason. The school decides; Keylink changes no code by itself.',
  ),
};
