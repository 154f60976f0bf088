/** The marks of one pupil's day that count as evidence, in the order they were recorded. */
import { classOf, decidedCode } from './codes.ts';
import { dateOf } from './time.ts';
import type { Mark, Pupil } from './records.ts';
import type { Instant, LocalDate } from './time.ts';

/** Of two in one instant the order must not hang on how they were stored. */
const asRecorded = (a: Mark, b: Mark): number => a.recordedAt - b.recordedAt || tieOf(a).localeCompare(tieOf(b));
const tieOf = (mark: Mark): string => [mark.recordedBy, mark.status, mark.provision, mark.arrive].join(' ');

/** R7.13: what the school's own system fills in for a pupil who is meant to be elsewhere puts nobody in the school. */
function isPreFilled(mark: Mark, { schoolUrn }: Pupil): boolean {
  const code = decidedCode(mark);
  const elsewhere = code !== undefined && (classOf(code) === 'AEA' || code === 'D');
  return elsewhere && mark.provision === schoolUrn && (mark.status === 'present' || mark.status === 'late');
}

/** Nobody can have been seen on a day that had not come when it was recorded; an absence may be told in advance. */
const isAhead = (mark: Mark): boolean => mark.status !== 'absent' && dateOf(mark.recordedAt) < mark.date;

/** `knownAt`: marks recorded after it are left out. */
export const marksOfDay = (marks: readonly Mark[], pupil: Pupil, date: LocalDate, knownAt: Instant): Mark[] =>
  marks
    .filter((mark) => mark.pupilId === pupil.pupilId && mark.date === date && mark.recordedAt <= knownAt)
    .filter((mark) => !isPreFilled(mark, pupil) && !isAhead(mark))
    .toSorted(asRecorded);
